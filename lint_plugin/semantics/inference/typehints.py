"""What a type annotation says an object is an instance of; always inferred, never proven."""

from __future__ import annotations

import ast
from typing import TypeGuard

from lint_plugin import source as source_
from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import tensors
from lint_plugin.semantics.code.classes import enclosing_class
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.inference import tensor_values
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.values import (
    NONE,
    UNKNOWN,
    ClassValue,
    Container,
    ExternalSymbol,
    Instance,
    Mapping,
    SomeSubclass,
    Unknown,
    Value,
    inferred,
    join,
)

_WRAPPERS = {"Optional", "Annotated", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly"}
_CONTAINERS = {
    *("list", "List", "set", "Set", "frozenset", "FrozenSet", "deque", "Deque", "Sequence", "MutableSequence"),
    *("Iterable", "Iterator", "Collection", "Generator", "AbstractSet"),
}
_MAPPINGS = {"dict", "Dict", "OrderedDict", "defaultdict", "DefaultDict", "Mapping", "MutableMapping"}


def instance(model: Evaluator, node: ast.expr | None, scope: Scope) -> Value:
    """Return an instance of what an annotation names; the annotation stands in, or at the head of, the scope."""
    if node is None:
        return UNKNOWN
    if isinstance(node, ast.Constant):
        if node.value is None:
            return NONE
        return _from_string(model, node, scope) if isinstance(node.value, str) else UNKNOWN
    if _is_union(node):
        return join([instance(model, part, scope) for part in _alternatives(node)])
    if isinstance(node, ast.Subscript):
        return _subscripted(model, node, scope)
    value = model.evaluate(node, scope)
    if isinstance(value, Unknown):  # annotations may name what stands further down
        return _late(model, node, scope) if isinstance(node, (ast.Name, ast.Attribute)) else UNKNOWN
    return _instance_of(model, value, scope)


def _instance_of(model: Evaluator, value: Value, scope: Scope) -> Value:
    """Return an instance of a class that an annotation in the scope names."""
    if isinstance(value, ClassValue):
        return Instance(value.cls, Confidence.INFERRED)
    if isinstance(value, ExternalSymbol):
        if value.path.rpartition(".")[2] == "Self":
            cls = enclosing_class(scope)
            return UNKNOWN if cls is None else Instance(cls, Confidence.INFERRED, is_self=True)
        if value.path == "mindspore.tensor":  # the function, written for its class
            return tensor_values.instance_of(tensors.TENSOR, Confidence.INFERRED)
        return tensor_values.instance_of(value.path, Confidence.INFERRED) if _names_a_class(value.path) else UNKNOWN
    return UNKNOWN


def _names_a_class(path: str) -> bool:
    """Return whether a dotted name outside the project reads as a class; `Any` and `object` may be anything."""
    leaf = path.rpartition(".")[2]
    return leaf not in ("Any", "object", "Callable", "TypeVar") and (leaf[:1].isupper() or path.startswith("builtins."))


def _from_string(model: Evaluator, node: ast.Constant, scope: Scope) -> Value:
    try:
        parsed = source_.expression_of(str(node.value))
    except source_.SourceError:
        return UNKNOWN
    return model.value((_late, node), scope.module, _late, parsed, scope)


def _late(model: Evaluator, node: ast.expr, scope: Scope) -> Value:
    """Evaluate a quoted annotation: its names mean what they mean when the module has run."""
    if isinstance(node, (ast.Name, ast.Attribute)):
        return _instance_of(model, _meant_later(model, node, scope), scope)
    if _is_union(node):
        return join([_late(model, part, scope) for part in _alternatives(node)])
    if isinstance(node, ast.Subscript):
        return _subscripted(model, node, scope, late=True)
    if isinstance(node, ast.Constant) and node.value is None:
        return NONE
    return instance(model, node, scope)


def _meant_later(model: Evaluator, node: ast.expr, scope: Scope) -> Value:
    """Return what a dotted name, wherever it stands, means to code that runs after the scope's own."""
    attributes: list[str] = []
    while isinstance(node, ast.Attribute):
        attributes.append(node.attr)
        node = node.value
    value = model.named(node.id, scope) if isinstance(node, ast.Name) else UNKNOWN
    for attribute in reversed(attributes):
        value = model.attribute(value, attribute)
    return value


def _subscripted(model: Evaluator, node: ast.Subscript, scope: Scope, late: bool = False) -> Value:
    read = _late if late else instance
    name = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if name in _WRAPPERS:
        return read(model, arguments[0], scope)
    if name == "Union":
        return join(read(model, argument, scope) for argument in arguments)
    if name in _CONTAINERS:
        return Container(read(model, arguments[0], scope))
    if name in ("tuple", "Tuple"):
        items = tuple(read(model, a, scope) for a in arguments if not _is_ellipsis(a))
        return Container(join(items), None if len(items) < len(arguments) else items)
    if name in _MAPPINGS and len(arguments) == 2:
        return Mapping(read(model, arguments[0], scope), read(model, arguments[1], scope))
    if name in ("type", "Type"):
        value = read(model, arguments[0], scope)
        if isinstance(value, Instance):
            return (
                SomeSubclass(value.cls.path)
                if isinstance(value.cls, ExternalSymbol)
                else inferred(ClassValue(value.cls))
            )
        return UNKNOWN
    return read(model, node.value, scope)


def _is_union(node: ast.expr) -> TypeGuard[ast.BinOp]:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)


def _alternatives(node: ast.expr) -> list[ast.expr]:
    """Return what stands between the bars of `A | B | C`, which may be more than the stack is deep."""
    parts = []
    while _is_union(node):
        parts.append(node.right)
        node = node.left
    return [node, *reversed(parts)]


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is Ellipsis
