"""What to write where torch's argument is one that a MindSpore callable lacks.

Source: data/remedies.json, from MindSpore's mapping tables and the difference pages of its documentation (r1.5 to
r2.4.10), each remedy executed under MindSpore 2.0.0, 2.7.0 and 2.10.0 (tests/oracle/test_signatures.py).
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from lint_plugin.mindspore.data import load
from lint_plugin.mindspore.signatures import Callable, Form, Signature


class Action(enum.Enum):
    """What is done with an argument."""

    RENAME = "give it by the keyword of `names`"
    SPLIT = "give its elements by the keywords of `names`, one each"
    POSITIONAL = "give it without its keyword, as the positional argument number `position`"
    PACK = "put the positional arguments from number `position` on into one tuple"
    LEAVE_OUT = "leave it out: nothing changes if its value is one of `harmless`, or whatever it is if that is empty"
    CAST = "leave it out, and take `.astype(value)` of the result"
    INSERT = "put `value` before the positional argument number `position`"
    REPLACE = "call `instead`, which takes the arguments as torch's does"


class Remedy(NamedTuple):
    """What to do with an argument, by the name that torch has for it.

    `names` are MindSpore's keywords, `position` counts positional arguments from 0, `value` is code, `harmless` the
    code of values, `instead` a qualified name, `by_value` what to write for some other values: `reduction='sum'` for
    `False`. What an action doesn't use is empty or None.
    """

    argument: str
    action: Action
    names: tuple[str, ...] = ()
    position: int | None = None
    value: str = ""
    harmless: tuple[str, ...] = ()
    instead: str = ""
    by_value: tuple[tuple[str, str], ...] = ()


@functools.cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load("remedies")
    return data


def of_keyword(
    known: Callable, keyword: str, forms: Sequence[Form], filled: int, keywords: Collection[str]
) -> Remedy | None:
    """Return what to do with torch's keyword that the forms of a callable lack, None where nothing is known.

    `filled` is the number of the call's positional arguments, `keywords` are all its keywords: a parameter that
    another argument fills is no place to put this one.
    """
    own = _data()["callables"].get(known.qualified_name, {})
    if keyword in own:
        return own[keyword] and _written(keyword, own[keyword])

    def is_free(name: str) -> bool:
        return name not in keywords and all(_takes(form, name, filled) for form in forms)

    meant = next((one.keywords[keyword] for one in known.torch if keyword in one.keywords), keyword)
    for name in (meant, *_data()["rename"].get(keyword, "").split(), *_data()["rename"].get(meant, "").split()):
        if name != keyword and is_free(name):
            return Remedy(keyword, Action.RENAME, (name,))
    position = _position(known.torch, meant)
    if position is not None and all(_takes_by_position(form, position) for form in forms):
        return Remedy(keyword, Action.POSITIONAL, position=position)
    first = _first(known, forms)
    if position == 0 and filled == 0 and first and keyword in _data()["first"].split() and is_free(first):
        return Remedy(keyword, Action.RENAME, (first,))
    if "positional" in own:
        return _written(keyword, own["positional"])
    if keyword in _data()["leave_out"]:
        by_value = _data()["by_value"].get(keyword, {})
        if any(not is_free(code.partition("=")[0]) for code in by_value.values()):
            by_value = {}
        harmless = tuple(_data()["leave_out"][keyword])
        return Remedy(keyword, Action.LEAVE_OUT, harmless=harmless, by_value=tuple(by_value.items()))
    if keyword == "dtype" and _is_function(known):
        return Remedy(keyword, Action.CAST)
    return None


def is_renamed(keyword: str) -> bool:
    """Return whether a keyword is one that callables of MindSpore have under different names: `keep_dims`."""
    return keyword in _data()["rename"]


def of_positional(
    known: Callable, positions: Iterable[int], forms: Sequence[Form], keywords: Collection[str]
) -> list[Remedy | None]:
    """Return what to do with positional arguments that MindSpore has no place for, or another."""
    own = _data()["callables"].get(known.qualified_name, {}).get("positional")
    if own is not None:
        return [_written("", own)]
    for one in known.torch:
        if one.takes_more_positional:
            return [Remedy("", Action.PACK, position=len(one.positional))]
    longest = max(known.torch, key=lambda one: len(one.positional), default=None)
    found: list[Remedy | None] = []
    for position in positions:
        if longest is not None and position < len(longest.positional):
            name = longest.positional[position]
            if name not in keywords and all(_takes(form, name, position) for form in forms):
                found.append(Remedy(name, Action.RENAME, (name,), position))
                continue
            remedy = of_keyword(known, name, forms, position, keywords)
            found.append(remedy and _at(remedy, position))
    return found


def of_missing(known: Callable, parameter: str) -> Remedy | None:
    """Return what to do where MindSpore requires what torch doesn't."""
    own = _data()["callables"].get(known.qualified_name, {}).get("missing")
    return None if own is None else _written(parameter, own)


def _at(remedy: Remedy, position: int) -> Remedy:
    if remedy.position is not None:
        return remedy
    return remedy._replace(position=position)


def _takes(form: Form, name: str, filled: int) -> bool:
    """Return whether a form takes the keyword beside so many positional arguments."""
    return any(name in one.keywords and name not in one.positional[:filled] for one in form.signatures)


def _takes_by_position(form: Form, position: int) -> bool:
    """Return whether a form takes any number of positional arguments, and none by name at this position."""
    return all(one.takes_more_positional and len(one.positional) <= position for one in form.signatures)


def _first(known: Callable, forms: Sequence[Form]) -> str:
    """Return the name of a function's first parameter, if it is the same in all forms, empty for a class."""
    names = {one.positional[0] if one.positional else "" for form in forms for one in form.signatures}
    return names.pop() if len(names) == 1 and _is_function(known) else ""


def _is_function(known: Callable) -> bool:
    return known.qualified_name.rpartition(".")[2][0].islower()


def _position(torch: Sequence[Signature], name: str) -> int | None:
    return next((one.positional.index(name) for one in torch if name in one.positional), None)


def _written(argument: str, entry: dict[str, Any]) -> Remedy:
    return Remedy(
        argument,
        Action[entry["action"]],
        tuple(entry.get("names", "").split()),
        entry.get("position"),
        entry.get("value", ""),
        tuple(entry.get("harmless", ())),
        entry.get("instead", ""),
    )
