"""What a Tensor of MindSpore is called, and what its members are and give.

Source: data/tensors.json, made by running the examples of the docstrings of five versions. Kinds of result are written
as in lint_plugin.mindspore.results. The file is read when the first question is asked.
"""

from __future__ import annotations

import functools
from typing import Any

from lint_plugin.mindspore import versions
from lint_plugin.mindspore.data import load
from lint_plugin.mindspore.results import Conditions, Given, by_name, decide

TENSOR = "mindspore.Tensor"
PARAMETER = "mindspore.Parameter"
PARAMETER_TUPLE = "mindspore.ParameterTuple"

NAMES = frozenset({
    *(TENSOR, "mindspore.common.Tensor", "mindspore.common.tensor.Tensor", "mindspore.common._stub_tensor.StubTensor"),
    *(PARAMETER, "mindspore.common.Parameter", "mindspore.common.parameter.Parameter"),
})  # fmt: skip
"""The names by which projects reach Tensor and Parameter to give them members of their own."""


@functools.cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load("tensors")
    return data


@functools.cache
def _canonical() -> dict[str, str]:
    return {name: base for base, names in _data()["names"].items() for name in names}


@functools.cache
def _section(name: str) -> dict[str, str]:
    return by_name(_data()[name])


def canonical(dotted: str) -> str:
    """Return `mindspore.Tensor`, `mindspore.Parameter` or `mindspore.ParameterTuple` for any name that means it.

    Names of classes that derive from them count, too; any other name is returned as it stands.
    """
    leaf = dotted.rpartition(".")[2]
    return _canonical().get(dotted, dotted) if leaf[:1].isupper() and dotted.startswith("mindspore.") else dotted


def is_tensor(dotted: str) -> bool:
    """Return whether a dotted name means MindSpore's Tensor or a class that derives from it: Parameter."""
    return canonical(dotted) in (TENSOR, PARAMETER)


def member(dotted: str, name: str) -> str:
    """Return what kind of value an attribute of a Tensor or Parameter is, empty for methods and for what isn't known.

    Attributes of torch.Tensor that MindSpore lacks are what they are there.
    """
    if canonical(dotted) == PARAMETER and name in _section("parameter_members"):
        return _section("parameter_members")[name]
    return _section("members").get(name) or _section("torch_members").get(name, "")


def of_method(dotted: str, name: str, given: Given, version: versions.Version | None = None) -> str:
    """Return the kind of result of a call of a method of a Tensor or Parameter, empty where it isn't known.

    Methods of torch.Tensor that MindSpore lacks give what they give there.
    """
    if canonical(dotted) == PARAMETER and name in _section("parameter_methods"):
        return _section("parameter_methods")[name]
    conditions: Conditions | None = _data()["by_arguments"].get(name)
    if conditions is not None:
        return decide(conditions, given, version)
    return _section("methods").get(name) or _section("torch_methods").get(name, "")


def has_member(name: str) -> bool:
    """Return whether a Tensor, of any version of MindSpore or of torch, has an attribute or a method of this name."""
    return name in _members() or name.startswith("__")


@functools.cache
def _members() -> frozenset[str]:
    sections = ("members", "methods", "torch_members", "torch_methods", "parameter_members", "parameter_methods")
    known = frozenset(name for section in sections for name in _section(section))
    return known.union(_data()["by_arguments"], _data()["others"].split())


def names_by_arguments() -> tuple[str, ...]:
    """Return the methods whose kind of result depends on the arguments."""
    return tuple(_data()["by_arguments"])


def names_of_members() -> tuple[str, ...]:
    """Return the attributes of MindSpore's Tensor that are no methods."""
    return tuple(_section("members"))
