"""What a call gives: an instance, what a project function returns, what builtins and MindSpore's methods return.

Not followed: what a function's arguments are (a parameter is what its annotation says); functions with decorators
that may return anything.
"""

from __future__ import annotations

import ast
from dataclasses import replace

from lint_plugin.mindspore import cells, datasets, results
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.code.syntax import FunctionNode, decorator_name, decorator_names, own_nodes, own_statements
from lint_plugin.semantics.inference import builtins, methods, tensor_values, typehints
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import ClassKind, ancestors, is_sequence_cell, kind
from lint_plugin.semantics.inference.iteration import element
from lint_plugin.semantics.inference.values import (
    NONE,
    UNKNOWN,
    BuiltinMethod,
    ClassValue,
    Container,
    ExternalResult,
    ExternalSymbol,
    Function,
    Instance,
    Partial,
    Unbound,
    Union,
    Unknown,
    Value,
    inferred,
    join,
    members,
)

_TRANSPARENT = {
    *("staticmethod", "classmethod", "property", "cached_property", "abstractmethod", "lru_cache", "cache", "wraps"),
    *("override", "final", "no_grad", "contextmanager", "deprecated", "overload"),
    *("add_start_docstrings", "add_start_docstrings_to_model_forward", "add_code_sample_docstrings"),
    *("replace_return_docstrings", "auto_docstring"),
}


def call(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    """Return what a call of the scope's own code gives."""
    callee = model.evaluate(node.func, scope)
    if isinstance(node.func, ast.Attribute) and node.func.attr in cells.PARAMETER_LISTS:
        found = methods.parameter_list(model, node, node.func, callee, scope)
        if found is not None:
            return found
    if isinstance(node.func, ast.Attribute) and node.func.attr in datasets.ITERATORS:
        batches = methods.batches(node, node.func.attr, callee, scope)
        if batches is not None:
            return batches
    return join(_called(model, value, node, scope) for value in members(callee))


def _called(model: Evaluator, callee: Value, node: ast.Call, scope: Scope) -> Value:
    match callee:
        case ClassValue():
            made = _made_by_new(model, callee)
            if made is not None:
                return made
            held = builtins.held(model, callee.cls, node, scope)  # pylint: disable=no-member
            return Instance(callee.cls, callee.confidence, held)
        case ExternalSymbol():
            return builtins.external(model, callee.path, node, scope)  # pylint: disable=no-member
        case Function():
            return result(model, callee)
        case BuiltinMethod():
            return methods.builtin_method(model, callee, node)
        case Instance():
            return _instance_called(model, callee, node, scope)
        case Partial():
            return _called(model, callee.callee, node, scope)
        case ExternalResult() | Unbound():
            return callee
    return UNKNOWN


def _instance_called(model: Evaluator, callee: Instance, node: ast.Call, scope: Scope) -> Value:
    """Return what calling an object gives: what a Cell's `construct` returns, what a layer gives."""
    if not isinstance(callee.cls, ExternalSymbol):
        names = _CALLED if kind(model, callee.cls)[0] is ClassKind.CELL else _CALLED[:1]
        for name in names:
            method = model.attribute(callee, name)
            if isinstance(method, Function):
                return tensor_values.as_sure_as(callee, result(model, method))
    if is_sequence_cell(model, callee.cls):
        return _passed_through(model, callee, node, scope)
    for part in (callee.cls,) if isinstance(callee.cls, ExternalSymbol) else ancestors(model, callee.cls):
        if isinstance(part, ExternalSymbol):
            kind_of = results.of_instance_call(part.path, tensor_values.given(node))
            if kind_of:
                return tensor_values.as_sure_as(callee, tensor_values.called(model, kind_of, node, scope))
    return UNKNOWN


_CALLED = ("__call__", "construct", "forward")
"""The methods that a call of a Cell may run: `forward` where the class is ported in part."""


def _passed_through(model: Evaluator, callee: Instance, node: ast.Call, scope: Scope) -> Value:
    """Return what a SequentialCell gives: a Tensor unless one of its cells gives something else."""
    cells = [part for part in members(callee.element) if isinstance(part, Instance) and part.cls != callee.cls]
    given = [_instance_called(model, cell, node, scope) for cell in cells]
    is_open = all(tensor_values.is_tensor(value) or isinstance(value, (Unknown, Unbound)) for value in given)
    return inferred(Instance(tensor_values.TENSOR)) if is_open else UNKNOWN


def _made_by_new(model: Evaluator, cls: ClassValue) -> Value | None:
    """Return the instance of another class that the class's `__new__` returns, None where it makes its own."""
    maker = model.attribute(cls, "__new__")
    if not isinstance(maker, Function):
        return None
    made = result(model, maker)
    return made if any(isinstance(value, Instance) and value.cls is not cls.cls for value in members(made)) else None


def result(model: Evaluator, function: Function) -> Value:
    """Return what calling a project function gives: what its `return` statements say, else its annotation."""
    node = function.node
    if isinstance(node, ast.AsyncFunctionDef):
        return UNKNOWN
    inside = function.scope.child(node)
    value = model.value((_returned, node), inside.module, _returned, node, inside)
    if not _passes_through(model, node, function.scope):
        return UNKNOWN
    if isinstance(value, (Unknown, ExternalResult, Unbound)) or (isinstance(value, Container) and value.items is None):
        stated = typehints.instance(model, node.returns, function.scope)
        value = value if isinstance(stated, (Unknown, Unbound)) else stated
    return _bound(value, function.receiver)


def _returned(model: Evaluator, node: FunctionNode, inside: Scope) -> Value:
    yielded: list[Value] = []
    returned: list[Value] = []
    for inner in own_nodes(node) if inside.module.mentions("yield") else own_statements(node):
        if isinstance(inner, ast.Return):
            returned.append(NONE if inner.value is None else model.evaluate(inner.value, inside))
        elif isinstance(inner, ast.Yield):
            yielded.append(NONE if inner.value is None else model.evaluate(inner.value, inside))
        elif isinstance(inner, ast.YieldFrom):
            yielded.append(UNKNOWN)
    if yielded:
        return Container(inferred(join(yielded)))
    return inferred(join(returned)) if returned else NONE


def _bound(value: Value, receiver: Value | None) -> Value:
    """Return a method's result with `self` in it replaced by what the method was called on."""
    if isinstance(value, Union):
        return join(_bound(member, receiver) for member in value.members)
    if isinstance(value, Instance) and value.is_self:
        return receiver if isinstance(receiver, Instance) else replace(value, is_self=False)
    return value


def _passes_through(model: Evaluator, node: FunctionNode | ast.ClassDef, scope: Scope) -> bool:
    """Return whether every decorator is known to return what it decorates; for a class, isn't known to do otherwise."""
    for decorator in node.decorator_list:
        if decorator_name(decorator) in _TRANSPARENT:
            continue
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        value = model.evaluate(called, scope)
        if isinstance(value, Function) and not _returns_its_argument(value, isinstance(decorator, ast.Call)):
            return False
        if isinstance(value, Unknown) or (
            isinstance(value, ExternalSymbol) and not value.path.startswith("mindspore.")
        ):
            if not isinstance(node, ast.ClassDef):
                return False
    return True


def _returns_its_argument(decorator: Function, is_factory: bool) -> bool:
    """Return whether a decorator returns what it is given; a factory's inner function is the decorator then."""
    if is_factory:
        inner = [n for n in own_nodes(decorator.node) if isinstance(n, FunctionNode)]
        return any(_returns_parameter(candidate, 0) for candidate in inner) or not inner
    return _returns_parameter(decorator.node, 0 if decorator.receiver is None else 1)


def _returns_parameter(function: FunctionNode, position: int) -> bool:
    """Return whether one of a function's `return` statements gives back what it is given at a position (0-based)."""
    given = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)][position : position + 1]
    returns = [n.value for n in own_nodes(function) if isinstance(n, ast.Return)]
    return any(isinstance(value, ast.Name) and value.id in given for value in returns)


def decorated(model: Evaluator, node: ast.ClassDef, value: ClassValue, scope: Scope) -> Value:
    """Return what a class statement's name is bound to: the class, unless a decorator of the project replaces it."""
    return value if not node.decorator_list or _passes_through(model, node, scope) else UNKNOWN


def entered(model: Evaluator, node: ast.expr, scope: Scope) -> Value:
    """Return what `with node as name` binds."""
    value = model.evaluate(node, scope)
    if isinstance(node, ast.Call):
        callee = model.evaluate(node.func, scope)
        if isinstance(callee, Function) and "contextmanager" in decorator_names(callee.node):
            return element(model, value)
    if isinstance(value, Instance):
        enter = model.attribute(value, "__enter__")
        return result(model, enter) if isinstance(enter, Function) else value
    return value if isinstance(value, ExternalResult) else UNKNOWN
