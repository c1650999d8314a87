"""Which of MindSpore's own classes derive from which.

Source: data/classes.json, asked of MindSpore 2.0.0, 2.7.0 and 2.10.0; what derives from Cell stands in cells.json. A
dotted name counts under every path that it can be imported from.
"""

from __future__ import annotations

import functools

from lint_plugin.mindspore import cells
from lint_plugin.mindspore.data import load


@functools.cache
def _derived() -> dict[str, frozenset[str]]:
    return {base: frozenset(names.split()) for base, names in load("classes")["derived"].items()}


def derives(dotted: str, base: str) -> bool:
    """Return whether a class is, or derives from, another one; both are dotted names (`mindspore.nn.Optimizer`).

    False where that isn't known. What was ported by its import alone (`mindspore.nn.Module`) counts as a Cell.
    """
    if dotted == base:
        return True
    if base == cells.CELL:
        return cells.is_cell(dotted) or cells.is_unported_module(dotted)
    return dotted.startswith("mindspore.") and dotted in _derived().get(base, ())
