"""The words of which a file must hold one for a call in it to have torch's arguments: for the search in its text.

Source: data/signatures/words.json, written by tests/oracle/merge_signatures.py from the signatures. Nothing else of
them is read for it.
"""

from __future__ import annotations

import functools

from lint_plugin.mindspore.data import load


@functools.cache
def keywords() -> frozenset[str]:
    """Return torch's keywords that some callable of MindSpore refuses in the newest version that has it."""
    return frozenset(load("signatures/words")["keywords"].split())


@functools.cache
def counted() -> frozenset[str]:
    """Return the last part of the names of callables where the number of positional arguments may be torch's alone.

    Torch takes more of them there (`zeros(2, 3)`, `ReLU(True)`), or requires fewer (`randint(5, (2,))`).
    """
    return frozenset(load("signatures/words")["counted"].split())
