"""What an expression is: names, displays, subscripts, operators; the other kinds have modules of their own."""

from __future__ import annotations

import ast

from lint_plugin.confidence import Confidence
from lint_plugin.semantics.code import flow
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.inference import calls, definitions, iteration, patches, tensor_values
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.values import (
    NONE,
    UNKNOWN,
    ClassValue,
    Container,
    ExternalResult,
    ExternalSymbol,
    Instance,
    Mapping,
    Parameters,
    Unbound,
    Unknown,
    Value,
    inferred,
    join,
    members,
)


def evaluate(model: Evaluator, node: ast.expr, scope: Scope) -> Value:
    """Return what an expression of the scope's own code is."""
    match node:
        case ast.Name():
            return definitions.by_definitions(model, node.id, *flow.reaching(scope, node))
        case ast.Attribute():
            owner = model.evaluate(node.value, scope)
            return patches.also_given(model, owner, node.attr, model.attribute(owner, node.attr), scope.module)
        case ast.Call():
            return calls.call(model, node, scope)
        case ast.Subscript():
            return _subscript(model, node, scope)
        case ast.Constant():
            return NONE if node.value is None else ExternalResult(f"builtins.{type(node.value).__name__}")
        case ast.IfExp():
            return join([model.evaluate(node.body, scope), model.evaluate(node.orelse, scope)])
        case ast.BoolOp():
            if isinstance(node.op, ast.And):
                return model.evaluate(node.values[-1], scope)
            return join(model.evaluate(value, scope) for value in node.values)
        case ast.NamedExpr() | ast.Starred():
            return model.evaluate(node.value, scope)
        case ast.Tuple() | ast.List() | ast.Set():
            return _display(model, node, scope)
        case ast.Dict():
            return _dict(model, node, scope)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
            return Container(model.evaluate(node.elt, scope))
        case ast.DictComp():
            return Mapping(model.evaluate(node.key, scope), model.evaluate(node.value, scope))
        case ast.BinOp():
            return _binary(model, node, scope)
        case ast.UnaryOp():
            return _unary(model, node, scope)
        case ast.Compare():
            return _compared(model, node, scope)
        case ast.JoinedStr():
            return ExternalResult("builtins")
    return UNKNOWN


def _display(model: Evaluator, node: ast.Tuple | ast.List | ast.Set, scope: Scope) -> Value:
    items: list[Value] = []
    for item in node.elts:
        value = model.evaluate(item, scope)
        items.append(iteration.element(model, value) if isinstance(item, ast.Starred) else value)
    known = isinstance(node, ast.Tuple) and not any(isinstance(item, ast.Starred) for item in node.elts)
    return Container(join(items), tuple(items) if known else None)


def _dict(model: Evaluator, node: ast.Dict, scope: Scope) -> Value:
    keys: list[Value] = []
    values: list[Value] = []
    for key, item in zip(node.keys, node.values, strict=True):
        value = model.evaluate(item, scope)
        if key is None:  # **other
            keys.append(value.key if isinstance(value, Mapping) else UNKNOWN)
            values.append(value.value if isinstance(value, Mapping) else UNKNOWN)
        else:
            keys.append(model.evaluate(key, scope))
            values.append(value)
    return Mapping(join(keys), join(values))


def _subscript(model: Evaluator, node: ast.Subscript, scope: Scope) -> Value:
    value = model.evaluate(node.value, scope)
    return join(_subscripted(model, part, node.slice) for part in members(value))


def _subscripted(model: Evaluator, value: Value, index: ast.expr) -> Value:
    if isinstance(value, (ClassValue, ExternalSymbol)):
        return value  # Base[T]
    if isinstance(value, Mapping):
        return inferred(value.value)
    if isinstance(value, Parameters):
        return value if isinstance(index, ast.Slice) else Instance(tensor_values.PARAMETER, Confidence.INFERRED)
    if isinstance(index, ast.Slice) and not tensor_values.is_tensor(value):
        return Container(value.element) if isinstance(value, Container) else value
    if isinstance(value, Container):
        position = _constant_index(index)
        return inferred(value.element) if position is None else iteration.item(model, value, position)
    if isinstance(value, Instance):
        return iteration.instance_element(model, value)
    return value if isinstance(value, (Unbound, ExternalResult)) else UNKNOWN


def _constant_index(index: ast.expr) -> int | None:
    if isinstance(index, ast.UnaryOp) and isinstance(index.op, ast.USub):
        inner = _constant_index(index.operand)
        return None if inner is None else -inner
    return index.value if isinstance(index, ast.Constant) and isinstance(index.value, int) else None


def _binary(model: Evaluator, node: ast.BinOp, scope: Scope) -> Value:
    if isinstance(node.op, ast.Mult):
        for side in (node.left, node.right):
            value = model.evaluate(side, scope)
            if isinstance(value, Container):
                return Container(value.element)
    left, right = model.evaluate(node.left, scope), model.evaluate(node.right, scope)
    if isinstance(node.op, ast.Add):
        return iteration.added(left, right)
    return tensor_values.arithmetic(left, right)


def _unary(model: Evaluator, node: ast.UnaryOp, scope: Scope) -> Value:
    if isinstance(node.op, ast.Not):
        return ExternalResult("builtins.bool")
    value = model.evaluate(node.operand, scope)
    return tensor_values.element(value) if tensor_values.is_tensor(value) else UNKNOWN


def _compared(model: Evaluator, node: ast.Compare, scope: Scope) -> Value:
    """Return what a comparison gives: a Tensor where one is compared with something, else True or False.

    UNKNOWN where what is known less or greater may be a Tensor.
    """
    if len(node.ops) > 1 or isinstance(node.ops[0], (ast.Is, ast.IsNot, ast.In, ast.NotIn)):
        return ExternalResult("builtins.bool")
    sides = [model.evaluate(side, scope) for side in (node.left, *node.comparators)]
    for side in sides:
        if tensor_values.is_tensor(side):
            return tensor_values.element(side)
    is_open = not isinstance(node.ops[0], (ast.Eq, ast.NotEq)) and any(isinstance(side, Unknown) for side in sides)
    return UNKNOWN if is_open else ExternalResult("builtins.bool")
