"""What MindSpore writes for a call of a function of torch.nn.init: the whole statement, with torch's defaults kept.

Source: data/initializers.json, read from torch 2.13.0 and run on MindSpore 2.0.0, 2.7.0 and 2.10.0. An initializer of
MindSpore's changes nothing by itself: it is an argument of `initializer(...)`, whose result goes to `set_data`.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from lint_plugin.mindspore import versions
from lint_plugin.mindspore.data import load

MODULE = "mindspore.common.initializer"
_TENSOR = "tensor"
_GENERATOR = "generator"
"""torch's last parameter, which MindSpore's initializers haven't got: mindspore.set_seed seeds them."""


class Initialisation(NamedTuple):
    """What to write for a call of a function of torch.nn.init.

    `code` is the statement, `initializer` the expression in it that makes the distribution (`HeNormal(...)`), `uses`
    the qualified names of MindSpore that the statement needs.
    """

    code: str
    initializer: str
    uses: tuple[str, ...]


def functions() -> frozenset[str]:
    """Return the names of the functions of torch.nn.init that fill a tensor; `kaiming_normal` is `kaiming_normal_`."""
    return frozenset(_functions())


def fills(function: str) -> bool:
    """Return whether this is the name of a function of torch.nn.init that fills a tensor, of today or of old."""
    return function in _functions() or f"{function}_" in _functions()


def initialisation(
    function: str,
    arguments: Sequence[str],
    keywords: Mapping[str, str],
    version: versions.Version | None,
    spell: Callable[[str], str] = lambda name: name.rpartition(".")[2],
) -> Initialisation | None:
    """Return what to write for a call of a function of torch.nn.init, None where its arguments tell too little.

    `arguments` and `keywords` are the texts of what the call is given, the tensor included; None is returned for those
    that the function hasn't got, or that lack one it needs, and for a distribution that this version of MindSpore, the
    newest where None, hasn't got. `spell` says how the file writes a qualified name of MindSpore.
    """
    entry = _functions().get(function) or _functions().get(f"{function}_")
    bound = _bound(entry["parameters"], arguments, keywords) if entry else None
    if entry is None or bound is None:
        return None
    tensor = bound.pop(_TENSOR).removesuffix(".data")
    template = entry["initializer"]
    if "since" in entry and version is not None and version < versions.parse(entry["since"]):
        defaults = entry["parameters"]
        if any(not _same(bound[name], defaults[name]) for name in bound if f"{{{name}}}" not in entry["before"]):
            return None
        template = entry["before"]
    middle = ""
    if "{half}" in template:
        bound["half"], middle = _halved(bound["a"], bound["b"])
    kind = template.partition("(")[0]
    made = spell(f"{MODULE}.{kind}") + template.removeprefix(kind).format(**bound)
    filled = f"{spell(f'{MODULE}.initializer')}({made}, {tensor}.shape, {tensor}.dtype)"
    value = f"{filled}.init_data() + {middle}" if middle else filled
    return Initialisation(f"{tensor}.set_data({value})", made, (f"{MODULE}.initializer", f"{MODULE}.{kind}"))


@functools.cache
def _functions() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = load("initializers")["functions"]
    return found


def _bound(defaults: dict[str, str], arguments: Sequence[str], keywords: Mapping[str, str]) -> dict[str, str] | None:
    """Return the text of each parameter's value, the tensor's included; None where the call can't be bound."""
    names = (_TENSOR, *defaults, _GENERATOR)
    if len(arguments) > len(names) or any(name not in names for name in keywords):
        return None
    given = dict(zip(names, arguments, strict=False))
    if given.keys() & keywords.keys():
        return None
    bound = {_TENSOR: "", **defaults, **given, **keywords}
    bound.pop(_GENERATOR, None)
    return bound if all(bound.values()) else None


def _halved(low: str, high: str) -> tuple[str, str]:
    """Return half the width of an interval and its middle, as text; the middle is empty where it is surely 0.

    MindSpore's Uniform(scale) is symmetric about 0.
    """
    numbers = _number(low), _number(high)
    if numbers[0] is not None and numbers[1] is not None:
        middle = (numbers[0] + numbers[1]) / 2
        return _shown((numbers[1] - numbers[0]) / 2), _shown(middle) if middle else ""
    if _same(low, f"-{high}") or _same(low, f"-({high})"):
        return high, ""
    return f"(({high}) - ({low})) / 2", f"(({low}) + ({high})) / 2"


def _number(text: str) -> float | None:
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return None
    return float(value) if isinstance(value, int | float) else None


def _shown(number: float) -> str:
    """Return the number as it is written, without what binary fractions add: 0.15, not 0.15000000000000002."""
    return repr(round(number, 12))


def _same(text: str, other: str) -> bool:
    """Return whether two expressions are the same number, or the same but for layout and brackets."""
    number = _number(text)
    if number is not None:
        return number == _number(other)
    try:
        return ast.dump(ast.parse(text, mode="eval")) == ast.dump(ast.parse(other, mode="eval"))
    except SyntaxError:
        return False
