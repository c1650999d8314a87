"""Tensors as values: what MindSpore's callables give, what a Tensor's members are, what arithmetic makes of it."""

from __future__ import annotations

import ast
import functools

from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import cells, results, tensors
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.values import (
    NONE,
    UNKNOWN,
    Container,
    Excluded,
    ExternalResult,
    ExternalSymbol,
    Instance,
    Unbound,
    Unknown,
    Value,
    inferred,
    join,
    members,
)

TENSOR = ExternalSymbol(tensors.TENSOR)
PARAMETER = ExternalSymbol(tensors.PARAMETER)
CELL = ExternalSymbol(cells.CELL)
_BUILTINS = frozenset({"int", "float", "bool", "str", "dict", "bytes"})
_NUMBERS = frozenset({"builtins.int", "builtins.float", "builtins.bool", "builtins.complex"})


def instance_of(path: str, confidence: Confidence = Confidence.HIGH) -> Value:
    """Return an instance of a class outside the project: a Tensor by one name, whatever name it was imported by."""
    name = tensors.canonical(path)
    if name == tensors.PARAMETER_TUPLE:
        return Container(Instance(PARAMETER, Confidence.INFERRED))
    return Instance(ExternalSymbol(name), confidence)


def is_tensor(value: Value) -> bool:
    """Return whether a value is one of MindSpore's Tensors: all members of a union must be, None aside."""
    return all(
        isinstance(part, Instance) and isinstance(part.cls, ExternalSymbol) and tensors.is_tensor(part.cls.path)
        for part in members(value)
    )


@functools.cache
def of_kind(kind: str) -> Value:
    """Return the value that a kind of result means (lint_plugin.mindspore.results), UNKNOWN for an empty text."""
    return _of_annotation(ast.parse(kind, mode="eval").body) if kind else UNKNOWN


def _of_annotation(node: ast.expr) -> Value:
    if isinstance(node, ast.BinOp):
        return join([_of_annotation(node.left), _of_annotation(node.right)])
    if isinstance(node, ast.Subscript):
        arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        named = [argument for argument in arguments if not isinstance(argument, ast.Constant)]
        items = tuple(_of_annotation(argument) for argument in named)
        fixed = ast.unparse(node.value) == "tuple" and len(named) == len(arguments)
        return Container(join(items), items if fixed else None)
    name = ast.unparse(node)
    if name in ("Tensor", "Parameter"):
        return Instance(TENSOR if name == "Tensor" else PARAMETER)
    if name in ("list", "tuple"):
        return Container(UNKNOWN)
    if name == "None":
        return NONE
    return ExternalResult(f"builtins.{name}" if name in _BUILTINS else _ELSEWHERE[name])


_ELSEWHERE = {"ndarray": "numpy.ndarray", "dtype": "mindspore.dtype"}


def given(node: ast.Call) -> results.Given:
    """Return what a call is given; of `*args` nothing is known, it counts as one argument."""
    keywords = (
        keyword.arg
        for keyword in node.keywords
        if keyword.arg and not (isinstance(keyword.value, ast.Constant) and not keyword.value.value)
    )
    return results.Given(len(node.args), frozenset(keywords))


def called(model: Evaluator, kind: str, node: ast.Call, scope: Scope) -> Value:
    """Return the value of a call with this kind of result; what it is given is asked for where that decides."""
    if kind != results.AS_GIVEN:
        return of_kind(kind)
    first = model.evaluate(node.args[0], scope) if node.args and not isinstance(node.args[0], ast.Starred) else UNKNOWN
    return first if is_tensor(first) or isinstance(first, Container) else inferred(Instance(TENSOR))


def attribute(value: Instance, name: str) -> Value | None:
    """Return what an attribute of a Tensor is, None for its methods, and for what isn't known."""
    assert isinstance(value.cls, ExternalSymbol)
    kind = tensors.member(value.cls.path, name)
    return as_sure_as(value, of_kind(kind)) if kind else None


def method(value: Instance, name: str, node: ast.Call) -> Value:
    """Return what a call of a Tensor's method gives."""
    assert isinstance(value.cls, ExternalSymbol)
    return as_sure_as(value, of_kind(tensors.of_method(value.cls.path, name, given(node))))


def element(value: Value) -> Value:
    """Return what indexing or iterating a Tensor gives: a Tensor."""
    return as_sure_as(value, Instance(TENSOR))


def as_sure_as(source: Value, value: Value) -> Value:
    """Return a value that was made of another one: as sure as that."""
    sure = all(getattr(part, "confidence", Confidence.HIGH) is Confidence.HIGH for part in members(source))
    return value if sure else inferred(value)


def arithmetic(left: Value, right: Value) -> Value:
    """Return what an operator makes of two values one of which is a Tensor, UNKNOWN where none is.

    Python asks the left one first: a Tensor answers, numbers hand the question on, an array of NumPy's answers itself.
    """
    if is_tensor(left):
        return as_sure_as(left, Instance(TENSOR))
    if not is_tensor(right):
        return UNKNOWN
    if all(isinstance(part, ExternalResult) and part.path in _NUMBERS for part in members(left)):
        return as_sure_as(right, Instance(TENSOR))
    if isinstance(left, (Unknown, Excluded, Unbound)):
        return inferred(Instance(TENSOR))
    return UNKNOWN
