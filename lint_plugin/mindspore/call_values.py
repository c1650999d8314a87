"""Values that MindSpore's layers and functions refuse, or take for something else because of their position.

What to ask, each by qualified name (any of those that lead to the callable), each None or empty where nothing is known:

- `padding(name)`: what a layer with `pad_mode` takes for `padding`.
- `needing_pad_mode(name)`: the parameters which only `pad_mode="pad"` lets differ from the values listed.
- `refusals(name)`: the parameters that refuse a kind of literal which torch takes at this position or by this name.
- `recomputing(name)`: in which modes a `scale_factor` needs `recompute_scale_factor=True`.

`judged(name)` lists the parameters that any of these speaks of. `position(name, parameter)` tells which positional
argument fills a parameter. Nothing here differs between MindSpore 2.0.0, 2.7.0 and 2.10.0.

Source: data/call_values.json, executed in these on CPU (tests/oracle/test_call_values.py).
"""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

from lint_plugin.mindspore.data import load
from lint_plugin.mindspore.remedies import Action, Remedy
from lint_plugin.mindspore.signatures import Trust, signature, supported

MODES = ("same", "valid", "pad")
"""The values of `pad_mode`. Any padding but 0 needs "pad": MindSpore raises ValueError for it with the others."""


class Padding(NamedTuple):
    """What a callable with `pad_mode` takes.

    `default` is its `pad_mode`, which torch has nothing like; `any_case` tells whether `"SAME"` passes, too. `padding`
    is an int, or a sequence of one of the `lengths`, even where all its elements are 0; a list passes where `lists`.
    A string is never a padding: what torch writes `padding="same"` is `pad_mode="same"`.
    """

    default: str
    any_case: bool
    lengths: tuple[int, ...]
    lists: bool

    def accepts_mode(self, mode: str) -> bool:
        """Return whether the text is a `pad_mode`."""
        return (mode.lower() if self.any_case else mode) in MODES


class Refusal(NamedTuple):
    """A parameter that refuses some kinds of values, which torch takes under the same name or at the same position.

    `kinds` are those of Python's literals: `int` (True and False are none), `float`, `bool`, `str`, `None`, `tuple`,
    and `Tensor`.
    `also` maps the code of other values that are refused to the error that they raise.
    `raises` names the error of all others, at the layer's construction or at its call.
    `remedy` says what to write, None where MindSpore has nothing like it; its `value` may hold `{value}`. `values`
    maps the code of a value to what is written for it, empty where nothing gives torch's result: nn.Dropout takes no
    probability of 1 to drop, and 1.0 keeps everything.
    """

    parameter: str
    kinds: frozenset[str]
    raises: str
    remedy: Remedy | None
    values: dict[str, str]
    also: dict[str, str]


class Recomputing(NamedTuple):
    """The modes in which `scale_factor` raises ValueError without `recompute_scale_factor=True`.

    In a `likely` mode that depends on the input: from 2.5 on one of five dimensions needs no more.
    """

    certain: frozenset[str]
    likely: frozenset[str]


@functools.cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load("call_values")
    return data


def _canonical(name: str) -> str:
    known = signature(name)
    return known.qualified_name if known is not None else ""


def padding(name: str) -> Padding | None:
    """Return what a callable takes for `padding` and `pad_mode`."""
    entry = _data()["padding"].get(_canonical(name))
    if entry is None:
        return None
    return Padding(entry["default"], entry["any_case"], tuple(map(int, entry["lengths"].split())), entry["lists"])


def needing_pad_mode(name: str) -> dict[str, frozenset[str]]:
    """Return parameters, and the code of the values that they may have without `pad_mode="pad"`."""
    entry = _data()["needs_pad_mode"].get(_canonical(name), {})
    return {parameter: frozenset(values) for parameter, values in entry.items()}


def refusals(name: str) -> tuple[Refusal, ...]:
    """Return what the parameters of a callable refuse."""
    canonical = _canonical(name)
    return tuple(_refusal(entry) for entry in _data()["refused"] if entry["callable"] == canonical)


def recomputing(name: str) -> Recomputing | None:
    """Return the modes in which a callable's `scale_factor` needs `recompute_scale_factor=True`."""
    entry = _data()["needs_recompute"].get(_canonical(name))
    return entry and Recomputing(frozenset(entry["certain"].split()), frozenset(entry["likely"].split()))


@functools.cache
def _leaves() -> frozenset[str]:
    known = {*_data()["padding"], *_data()["needs_recompute"], *(entry["callable"] for entry in _data()["refused"])}
    return frozenset(name.rpartition(".")[2] for name in known)


@functools.cache
def judged(name: str) -> dict[str, int | None]:
    """Return the parameters some of whose values are refused, and which positional argument fills each (None: none)."""
    if name.rpartition(".")[2] not in _leaves():
        return {}
    parameters = {one.parameter for one in refusals(name)} | needing_pad_mode(name).keys()
    parameters |= {"padding", "pad_mode"} if padding(name) else set()
    parameters |= {"scale_factor"} if recomputing(name) else set()
    return {parameter: position(name, parameter) for parameter in sorted(parameters)}


def is_known(name: str) -> bool:
    """Return whether a callable is known to refuse some values of its arguments."""
    return bool(judged(name))


def position(name: str, parameter: str) -> int | None:
    """Return which positional argument (from 0) fills a parameter in every version from 2.0 on, None for none."""
    known = signature(name)
    if known is None:
        return None
    found = {
        one.positional.index(parameter) if parameter in one.positional else None
        for form in map(known.at, supported(None))
        if form.trust is Trust.WHOLE
        for one in form.signatures
    }
    return found.pop() if len(found) == 1 else None


def _refusal(entry: dict[str, Any]) -> Refusal:
    names = tuple(entry.get("names", "").split())
    given = "action" in entry or names or "value" in entry or "values" in entry or "instead" in entry
    default = "REPLACE" if "instead" in entry else "RENAME"
    written = Remedy(
        entry["parameter"],
        Action[entry.get("action", default)],
        names or (entry["parameter"],),
        position=0 if entry.get("action") == "PACK" else None,
        value=entry.get("value", ""),
        instead=entry.get("instead", ""),
    )
    return Refusal(
        entry["parameter"],
        frozenset(entry["kinds"].split()),
        entry["raises"],
        written if given else None,
        entry.get("values", {}),
        entry.get("also", {}),
    )
