"""What a call gives: an instance, what a project function returns, what builtins and MindSpore's methods return.

Not followed: what a function's arguments are (a parameter is what its annotation says); functions with decorators
that may return anything; what calling an instance returns.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

from lint_plugin.mindspore import cells
from lint_plugin.semantics import typehints
from lint_plugin.semantics.classes import (
    ClassKind,
    ProjectClass,
    decorator_name,
    decorator_names,
    is_container_cell,
    kind,
    own_nodes,
)
from lint_plugin.semantics.model import Model
from lint_plugin.semantics.scopes import FunctionNode, Scope
from lint_plugin.semantics.values import (
    NOTHING,
    NULL,
    UNKNOWN,
    BuiltinMethod,
    ClassValue,
    Confidence,
    Container,
    External,
    Foreign,
    Function,
    Instance,
    Mapping,
    Nothing,
    Parameters,
    Partial,
    Union,
    Unknown,
    Value,
    inferred,
    join,
    members,
)

PARAMETER_LISTS = frozenset({"trainable_params", "untrainable_params"})
RETURN_SELF = frozenset({
    *("set_train", "set_grad", "to_float", "apply", "add_flags", "add_flags_recursive", "set_broadcast_flag"),
    *("set_acc", "update_cell_prefix", "to", "to_empty"),
})  # fmt: skip
"""Cell's methods that return the Cell itself (read from the wheels of MindSpore 1.10.0 to 2.10.0)."""

_TRANSPARENT = {
    *("staticmethod", "classmethod", "property", "cached_property", "abstractmethod", "lru_cache", "cache", "wraps"),
    *("override", "final", "no_grad", "contextmanager", "deprecated", "overload"),
}
_TEXT = Foreign("builtins.str")


def call(model: Model, node: ast.Call, scope: Scope) -> Value:
    """Return what a call of the scope's own code gives."""
    callee = model.evaluate(node.func, scope)
    if isinstance(node.func, ast.Attribute) and node.func.attr in PARAMETER_LISTS:
        found = _parameter_list(model, node, node.func, callee, scope)
        if found is not None:
            return found
    return join(_called(model, value, node, scope) for value in members(callee))


def _called(model: Model, callee: Value, node: ast.Call, scope: Scope) -> Value:
    match callee:
        case ClassValue():
            made = _made_by_new(model, callee)
            if made is not None:
                return made
            return Instance(callee.cls, callee.confidence, _held(model, callee.cls, node, scope))
        case External():
            return _external(model, callee.path, node, scope)
        case Function():
            return result(model, callee)
        case BuiltinMethod():
            return _builtin_method(model, callee)
        case Partial():
            return _called(model, callee.callee, node, scope)
        case Foreign() | Nothing():
            return callee
    return UNKNOWN


def _made_by_new(model: Model, cls: ClassValue) -> Value | None:
    """Return the instance of another class that the class's `__new__` returns, None where it makes its own."""
    from lint_plugin.semantics.attributes import attribute

    maker = attribute(model, cls, "__new__")
    if not isinstance(maker, Function):
        return None
    made = result(model, maker)
    return made if any(isinstance(value, Instance) and value.cls is not cls.cls for value in members(made)) else None


def _held(model: Model, cls: ProjectClass | External, node: ast.Call, scope: Scope) -> Value:
    """Return what a CellList, SequentialCell or CellDict is made with: a list, a dict, or the cells one by one."""
    from lint_plugin.semantics.expressions import element

    if not is_container_cell(model, cls):
        return UNKNOWN
    held: list[Value] = []
    for argument in node.args:
        value = model.evaluate(argument.value if isinstance(argument, ast.Starred) else argument, scope)
        if isinstance(value, Mapping):
            held.append(value.value)
        elif isinstance(value, Container) or isinstance(argument, ast.Starred):
            held.append(element(model, value))
        else:
            held.append(value)
    return join(held)


# Things outside the project


def _external(model: Model, path: str, node: ast.Call, scope: Scope) -> Value:
    known = _KNOWN.get(path.removeprefix("builtins."))
    if known is not None:
        return known(model, node, scope)
    top, _, leaf = path.rpartition(".")[0].partition(".")[0], "", path.rpartition(".")[2]
    if cells.is_cell(path):
        return Instance(External(path), Confidence.HIGH, _held(model, External(path), node, scope))
    if cells.is_unported_module(path):
        return Instance(External(path), Confidence.INFERRED, _held(model, External(path), node, scope))
    if top in ("mindspore", "torch") and leaf[:1].isupper():
        return Instance(External(path))
    if path == "mindspore.amp.auto_mixed_precision":
        return inferred(_argument(model, node, scope, 0))
    return UNKNOWN if top == "mindspore" else Foreign(path)


def _argument(model: Model, node: ast.Call, scope: Scope, position: int) -> Value:
    if position < len(node.args) and not any(isinstance(a, ast.Starred) for a in node.args[: position + 1]):
        return model.evaluate(node.args[position], scope)
    return UNKNOWN


def _listed(model: Model, node: ast.Call, scope: Scope) -> Value:
    from lint_plugin.semantics.expressions import element

    if not node.args:
        return Container(NOTHING)
    value = _argument(model, node, scope, 0)
    if isinstance(value, Parameters):
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        return replace(value, is_list=value.is_list and name in ("list", "sorted"))
    if isinstance(value, Container) and value.items is not None and isinstance(node.func, ast.Name):
        if node.func.id in ("tuple", "list"):
            return value
    return Container(element(model, value))


def _filtered(model: Model, node: ast.Call, scope: Scope) -> Value:
    from lint_plugin.semantics.expressions import element

    value = _argument(model, node, scope, 1)
    return replace(value, is_list=False) if isinstance(value, Parameters) else Container(element(model, value))


def _iterated(model: Model, node: ast.Call, scope: Scope) -> Value:
    from lint_plugin.semantics.expressions import element

    return Container(element(model, _argument(model, node, scope, 0)))


def _enumerated(model: Model, node: ast.Call, scope: Scope) -> Value:
    from lint_plugin.semantics.expressions import element

    pair = (Foreign("builtins.int"), element(model, _argument(model, node, scope, 0)))
    return Container(Container(join(pair), pair))


def _zipped(model: Model, node: ast.Call, scope: Scope) -> Value:
    from lint_plugin.semantics.expressions import element

    if any(isinstance(argument, ast.Starred) for argument in node.args):
        return Container(UNKNOWN)
    items = tuple(element(model, model.evaluate(argument, scope)) for argument in node.args)
    return Container(Container(join(items), items))


def _chained(model: Model, node: ast.Call, scope: Scope) -> Value:
    from lint_plugin.semantics.expressions import element

    return Container(join(element(model, model.evaluate(argument, scope)) for argument in node.args))


def _next(model: Model, node: ast.Call, scope: Scope) -> Value:
    from lint_plugin.semantics.expressions import element

    return element(model, _argument(model, node, scope, 0))


def _getattr(model: Model, node: ast.Call, scope: Scope) -> Value:
    from lint_plugin.semantics.attributes import attribute

    name = node.args[1] if len(node.args) > 1 else None
    if not isinstance(name, ast.Constant) or not isinstance(name.value, str):
        return UNKNOWN
    found = attribute(model, _argument(model, node, scope, 0), name.value)
    return join([found, _argument(model, node, scope, 2)]) if len(node.args) > 2 else found


def _type(model: Model, node: ast.Call, scope: Scope) -> Value:
    from lint_plugin.semantics.attributes import attribute

    if len(node.args) == 1:
        value = _argument(model, node, scope, 0)
        return attribute(model, value, "__class__") if isinstance(value, Instance) else UNKNOWN
    if len(node.args) == 3 and isinstance(node.args[1], (ast.Tuple, ast.List)):
        made = model.classes.setdefault(node, ProjectClass("type", node, scope, list(node.args[1].elts)))
        return ClassValue(made)
    return UNKNOWN


def _super(model: Model, node: ast.Call, scope: Scope) -> Value:
    if node.args:
        value = _argument(model, node, scope, 0)
        cls = value.cls if isinstance(value, ClassValue) else None
    else:
        cls = model.enclosing_class(scope)
    return UNKNOWN if cls is None else Instance(cls, is_super=True)


def _dict(model: Model, node: ast.Call, scope: Scope) -> Value:
    from lint_plugin.semantics.expressions import element

    values = [model.evaluate(keyword.value, scope) for keyword in node.keywords if keyword.arg]
    keys: list[Value] = [_TEXT] if values else []
    if node.args:
        value = _argument(model, node, scope, 0)
        if isinstance(value, Mapping):
            return Mapping(join([value.key, *keys]), join([value.value, *values]))
        pair = element(model, value)
        if not isinstance(pair, Container) or pair.items is None or len(pair.items) != 2:
            return Mapping(UNKNOWN, UNKNOWN)
        keys.append(pair.items[0])
        values.append(pair.items[1])
    return Mapping(join(keys), join(values))


def _cast(model: Model, node: ast.Call, scope: Scope) -> Value:
    return typehints.instance(model, node.args[0], scope) if node.args else UNKNOWN


def _type_variable(model: Model, node: ast.Call, scope: Scope) -> Value:
    """Return what a type variable stands for in annotations: its bound."""
    bound = next((keyword.value for keyword in node.keywords if keyword.arg == "bound"), None)
    value = typehints.instance(model, bound, scope)
    if not isinstance(value, Instance):
        return UNKNOWN
    return value.cls if isinstance(value.cls, External) else ClassValue(value.cls, Confidence.INFERRED)


_KNOWN: dict[str, Callable[[Model, ast.Call, Scope], Value]] = {
    **dict.fromkeys(("list", "tuple", "set", "frozenset", "sorted", "reversed", "collections.deque"), _listed),
    "iter": _iterated,
    "filter": _filtered,
    "enumerate": _enumerated,
    "zip": _zipped,
    "itertools.chain": _chained,
    "next": _next,
    "getattr": _getattr,
    "type": _type,
    "super": _super,
    **dict.fromkeys(("dict", "collections.OrderedDict"), _dict),
    **dict.fromkeys(("copy.deepcopy", "copy.copy"), lambda m, n, s: _argument(m, n, s, 0)),
    "functools.partial": lambda m, n, s: Partial(_argument(m, n, s, 0)),
    "typing.cast": _cast,
    "typing.TypeVar": _type_variable,
}


# Functions and methods


def result(model: Model, function: Function) -> Value:
    """Return what calling a project function gives: what its `return` statements say, else its annotation."""
    node = function.node
    if isinstance(node, ast.AsyncFunctionDef):
        return UNKNOWN
    inside = function.scope.child(node)
    value = model.once((node, "returns"), lambda: _returned(model, node, inside))
    if not _passes_through(model, node, function.scope):
        return UNKNOWN
    if isinstance(value, (Unknown, Foreign, Nothing)) or (isinstance(value, Container) and value.items is None):
        stated = typehints.instance(model, node.returns, function.scope)
        value = value if isinstance(stated, (Unknown, Nothing)) else stated
    return _bound(value, function.receiver)


def _returned(model: Model, node: FunctionNode, inside: Scope) -> Value:
    yielded: list[Value] = []
    returned: list[Value] = []
    for inner in own_nodes(node):
        if isinstance(inner, ast.Return):
            returned.append(NULL if inner.value is None else model.evaluate(inner.value, inside))
        elif isinstance(inner, ast.Yield):
            yielded.append(NULL if inner.value is None else model.evaluate(inner.value, inside))
        elif isinstance(inner, ast.YieldFrom):
            yielded.append(UNKNOWN)
    if yielded:
        return Container(inferred(join(yielded)))
    return inferred(join(returned)) if returned else NULL


def _bound(value: Value, receiver: Value | None) -> Value:
    """Return a method's result with `self` in it replaced by what the method was called on."""
    if isinstance(value, Union):
        return join(_bound(member, receiver) for member in value.members)
    if isinstance(value, Instance) and value.is_self:
        return receiver if isinstance(receiver, Instance) else replace(value, is_self=False)
    return value


def is_generator(node: FunctionNode) -> bool:
    """Return whether calling the function gives a generator: it yields."""
    return any(isinstance(inner, (ast.Yield, ast.YieldFrom)) for inner in own_nodes(node))


def _passes_through(model: Model, node: FunctionNode | ast.ClassDef, scope: Scope) -> bool:
    """Return whether every decorator is known to return what it decorates; for a class, isn't known to do otherwise."""
    for decorator in node.decorator_list:
        if decorator_name(decorator) in _TRANSPARENT:
            continue
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        value = model.evaluate(called, scope)
        if isinstance(value, Function) and not _returns_its_argument(value.node, isinstance(decorator, ast.Call)):
            return False
        if isinstance(value, Unknown) or (isinstance(value, External) and not value.path.startswith("mindspore.")):
            if not isinstance(node, ast.ClassDef):
                return False
    return True


def _returns_its_argument(function: FunctionNode, is_factory: bool) -> bool:
    """Return whether a decorator returns what it is given; a factory's inner function is the decorator then."""
    if is_factory:
        inner = [n for n in own_nodes(function) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
        return any(_returns_its_argument(candidate, False) for candidate in inner) or not inner
    given = function.args.args[0].arg if function.args.args else ""
    returns = [n.value for n in own_nodes(function) if isinstance(n, ast.Return) and n.value is not None]
    return any(isinstance(value, ast.Name) and value.id == given for value in returns)


def decorated(model: Model, node: ast.ClassDef, value: ClassValue, scope: Scope) -> Value:
    """Return what a class statement's name is bound to: the class, unless a decorator of the project replaces it."""
    return value if not node.decorator_list or _passes_through(model, node, scope) else UNKNOWN


def entered(model: Model, node: ast.expr, scope: Scope) -> Value:
    """Return what `with node as name` binds."""
    from lint_plugin.semantics.attributes import attribute
    from lint_plugin.semantics.expressions import element

    value = model.evaluate(node, scope)
    if isinstance(node, ast.Call):
        callee = model.evaluate(node.func, scope)
        if isinstance(callee, Function) and "contextmanager" in decorator_names(callee.node):
            return element(model, value)
    if isinstance(value, Instance):
        enter = attribute(model, value, "__enter__")
        return result(model, enter) if isinstance(enter, Function) else value
    return value if isinstance(value, Foreign) else UNKNOWN


def _parameter_list(model: Model, node: ast.Call, func: ast.Attribute, callee: Value, scope: Scope) -> Value | None:
    """Return the list that `trainable_params()` or `untrainable_params()` gives; None where it isn't Cell's own.

    An override that lists Parameters as Cell's own does counts as that. The names are MindSpore's: a receiver that
    can't be typed is taken for a Cell.
    """
    confidence = Confidence.HIGH
    for value in members(callee):
        if isinstance(value, BuiltinMethod) and isinstance(value.receiver, Instance):
            is_a, sure = kind(model, value.receiver.cls)
            if is_a in (ClassKind.OTHER, ClassKind.TORCH):
                return None
            if is_a is ClassKind.UNKNOWN and not scope.module.imports_package("mindspore"):
                return None
            confidence = min(confidence, value.receiver.confidence, sure)
            if is_a is ClassKind.UNKNOWN:
                confidence = Confidence.INFERRED
        elif (isinstance(value, Function) and _lists_parameters(model, value)) or (
            isinstance(value, (Unknown, Nothing)) and scope.module.imports_package("mindspore")
        ):
            confidence = Confidence.INFERRED
        else:
            return None
    return Parameters(func.attr, ast.unparse(node), confidence)


def _lists_parameters(model: Model, method: Function) -> bool:
    """Return whether a Cell's method makes a list of Parameters of its own in each of its `return` statements."""
    from lint_plugin.semantics.expressions import PARAMETER

    receiver = method.receiver
    if not isinstance(receiver, Instance) or kind(model, receiver.cls)[0] is not ClassKind.CELL:
        return False
    inside = method.scope.child(method.node)
    returned = [node.value for node in own_nodes(method.node) if isinstance(node, ast.Return)]
    for value in returned:
        is_list = isinstance(value, (ast.List, ast.ListComp)) or (
            isinstance(value, ast.Call)
            and model.evaluate(value.func, inside) in (External("builtins.list"), External("builtins.sorted"))
        )
        made = model.evaluate(value, inside) if is_list and value is not None else None
        if not isinstance(made, Container) or not isinstance(made.element, Instance) or made.element.cls != PARAMETER:
            return False
    return bool(returned)


def _builtin_method(model: Model, method: BuiltinMethod) -> Value:
    receiver, name = method.receiver, method.name
    if isinstance(receiver, Instance):
        return _cell_method(model, receiver, name)
    if isinstance(receiver, Mapping):
        pair = (receiver.key, receiver.value)
        if name == "items":
            return Container(Container(join(pair), pair))
        if name in ("values", "keys"):
            return Container(receiver.value if name == "values" else receiver.key)
        return receiver.value if name in ("get", "pop", "setdefault") else receiver if name == "copy" else UNKNOWN
    if isinstance(receiver, Container):
        return inferred(receiver.element) if name == "pop" else receiver if name == "copy" else UNKNOWN
    return receiver if name == "copy" else UNKNOWN


def _cell_method(model: Model, receiver: Instance, name: str) -> Value:
    from lint_plugin.semantics.expressions import PARAMETER, cell_element

    if kind(model, receiver.cls)[0] is not ClassKind.CELL:
        return Foreign(receiver.cls.path) if isinstance(receiver.cls, External) else UNKNOWN
    if name in RETURN_SELF:
        return receiver
    child = cell_element(model, receiver)
    if isinstance(child, Unknown):
        child = Instance(External(cells.CELL), Confidence.INFERRED)
    parameter = Instance(PARAMETER, Confidence.INFERRED)
    any_cell = Instance(External(cells.CELL), Confidence.INFERRED)
    known: dict[str, Value] = {
        "cells": Container(child),
        "name_cells": Mapping(_TEXT, child),
        "cells_and_names": Container(Container(any_cell, (_TEXT, any_cell))),
        "get_parameters": Container(parameter),
        "parameters_and_names": Container(Container(parameter, (_TEXT, parameter))),
        "parameters_dict": Mapping(_TEXT, parameter),
        "values": Container(child),
        "items": Container(Container(child, (_TEXT, child))),
        "append": receiver,
        "extend": receiver,
    }
    if name in ("values", "items", "append", "extend") and not is_container_cell(model, receiver.cls):
        return UNKNOWN
    return known.get(name, UNKNOWN)
