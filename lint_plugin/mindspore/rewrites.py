"""What takes the place of a use of torch's names that MindSpore lacks, where that is more than another name.

Source: data/rewrites.json, each run under MindSpore 2.10.0 and compared with torch (tests/oracle/test_rewrites.py).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lint_plugin.mindspore import versions
from lint_plugin.mindspore.data import load


@dataclass(frozen=True)
class Rewrite:
    """What takes the place of one of torch's names.

    * `parameters`: those of the function, with the text of what a call that lacks one means; empty for one it needs.
      Behind a `*` they are given by name alone.
    * `code`: the expression in place of a call, a template (see lint_plugin.fixes.templates) with the parameters in it.
      Those that don't stand in it are left out.
    * `keywords`: parameters that stay as they are, where a call gives them by name.
    * `sizes`: whether the positional arguments are one shape, which becomes a tuple.
    * `otherwise`: the name that is written for a call with `**`, of whose arguments too little is known for `code`.
    * `numbers`: the attributes of the result that are numbers, which `code` has as NumPy's; they become Python's.
    * `value`: the expression in place of the name itself, where it isn't called; `item` that of what is behind it in
      square brackets.
    * `drops`: whether a `with` of it, a decorator, or a call that is a statement does nothing in MindSpore.
    * `statement`: the statement in place of a call that is one, a template as `code`.
    * `safe`: whether nothing is lost by it.
    """

    code: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    keywords: frozenset[str] = frozenset()
    sizes: bool = False
    otherwise: str = ""
    numbers: frozenset[str] = frozenset()
    value: str = ""
    item: str = ""
    drops: bool = False
    statement: str = ""
    safe: bool = False
    since: versions.Version = versions.OLDEST


@functools.cache
def _data() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = load("rewrites")["rewrites"]
    return data


def names() -> frozenset[str]:
    """Return the dotted names of torch of which a rewrite is known; what is listed empty takes a person."""
    return frozenset(name for name, entry in _data().items() if entry)


@functools.cache
def rewrite(name: str) -> Rewrite | None:
    """Return what takes the place of one of torch's names (`torch.jit.is_scripting`), None where nothing is known."""
    entry = _data().get(name)
    if entry is None:
        return None
    return Rewrite(
        entry.get("code", ""),
        entry.get("parameters", {}),
        frozenset(entry.get("keywords", "").split()),
        entry.get("sizes", False),
        entry.get("otherwise", ""),
        frozenset(entry.get("numbers", "").split()),
        entry.get("value", ""),
        entry.get("item", ""),
        entry.get("drops", False),
        entry.get("statement", ""),
        entry.get("safe", False),
        versions.parse(entry["since"]) if "since" in entry else versions.OLDEST,
    )
