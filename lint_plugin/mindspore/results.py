"""What calls of MindSpore's functions, layers and primitives give.

Source: data/results.json, made by running the examples of the docstrings of five versions. A kind of result is written
as Python's annotations are: `Tensor`, `tuple[Tensor, Tensor]`, `tuple[int, ...]`, `ndarray`; an empty text for one that
isn't known. The file is read when the first question is asked.
"""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

from lint_plugin.mindspore import versions
from lint_plugin.mindspore.data import load

AS_GIVEN = "first"
"""The kind of result of a callable that returns what its first argument is."""
_ALIASES = ("mindspore.ops.functional.", "mindspore.ops.function.", "mindspore.ops.operations.")

OWN_PARAMETERS = frozenset({"embedding_table", "moving_mean", "moving_variance"})
"""Parameters of MindSpore's layers whose names torch's haven't, nor other code for anything else."""

Conditions = list[tuple[str, "str | dict[str, str]"]]
"""(condition, kind of result, or kinds by the version that they begin with): the first that holds decides."""


class Given(NamedTuple):
    """What a call is given: the number of positional arguments, and the names of the keywords that aren't False."""

    positional: int = 0
    keywords: frozenset[str] = frozenset()

    def meets(self, condition: str) -> bool:
        """Return whether a condition of the data holds: `1:dim`, `dim`, `1`, or an empty text."""
        if not condition:
            return True
        position, _, name = condition.rpartition(":")
        if name.isdigit():
            position, name = name, ""
        return name in self.keywords or (position.isdigit() and self.positional > int(position))


def decide(conditions: Conditions, given: Given, version: versions.Version | None) -> str:
    """Return the kind of result of a call whose result depends on its arguments; `A | B` where versions differ."""
    for condition, result in conditions:
        if given.meets(condition):
            return result if isinstance(result, str) else _of_version(result, version)
    return ""


def _of_version(by_version: dict[str, str], version: versions.Version | None) -> str:
    if version is None:
        return " | ".join(by_version.values())
    known = [result for since, result in by_version.items() if versions.parse(since) <= version]
    return known[-1] if known else next(iter(by_version.values()))


def by_name(groups: dict[str, str]) -> dict[str, str]:
    """Return the kind of result by name, from names in one text by kind of result."""
    return {name: result for result, names in groups.items() for name in names.split()}


@functools.cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load("results")
    return data


@functools.cache
def _results(section: str) -> dict[str, str]:
    return {
        f"{namespace}.{name}": result
        for result, spaces in _data()[section].items()
        for namespace, names in spaces.items()
        for name in names.split()
    }


@functools.cache
def _takes_tensor() -> frozenset[str]:
    spaces: dict[str, str] = _data()["takes_tensor"]
    return frozenset(f"{namespace}.{name}" for namespace, names in spaces.items() for name in names.split())


def of_call(dotted: str, given: Given, version: versions.Version | None = None) -> str:
    """Return the kind of result of a call of a function, by its dotted name; None as version asks for any of them."""
    return _of(_results("functions"), "", dotted, given, version)


def of_instance_call(dotted: str, given: Given, version: versions.Version | None = None) -> str:
    """Return the kind of result of a call of an instance of a class, a layer or a primitive."""
    return _of(_results("instances"), "()", dotted, given, version)


def _of(known: dict[str, str], mark: str, dotted: str, given: Given, version: versions.Version | None) -> str:
    for name in (dotted, _canonical(dotted)):
        conditions = _data()["by_arguments"].get(mark + name)
        if conditions is not None:
            return decide(conditions, given, version)
        if name in known:
            return known[name]
    return ""


def _canonical(dotted: str) -> str:
    for alias in _ALIASES:
        if dotted.startswith(alias):
            return "mindspore.ops." + dotted.removeprefix(alias)
    return dotted


def names_by_arguments() -> tuple[str, ...]:
    """Return the functions, and with `()` in front the classes, whose kind of result depends on the arguments."""
    return tuple(_data()["by_arguments"])


def takes_tensor(dotted: str) -> bool:
    """Return whether a function's first argument is a Tensor, as its examples show."""
    return dotted in _takes_tensor() or _canonical(dotted) in _takes_tensor()


def instance_takes_tensor(dotted: str) -> bool:
    """Return whether the first argument of a call of a class's instance is a Tensor, as its examples show."""
    return f"(){dotted}" in _takes_tensor() or f"(){_canonical(dotted)}" in _takes_tensor()


@functools.cache
def parameters_of(dotted: str) -> frozenset[str]:
    """Return the attributes of a layer of MindSpore that are Parameters, unless it was made without them."""
    names: str = _data()["parameters"].get(dotted, "")
    return frozenset(names.split())


def is_unclear(dotted: str, given: Given) -> bool:
    """Return whether what calls of a layer give depends on how it was made, and it was made so: `return_indices`."""
    argument: str = _data()["made_with"].get(dotted, "")
    return bool(argument) and argument in given.keywords
