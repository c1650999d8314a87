"""What a call gives: an instance, what a project function returns, what builtins and MindSpore's methods return.

Not followed: what a function's arguments are (a parameter is what its annotation says); functions with decorators
that may return anything; what calling an instance returns.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import cells
from lint_plugin.semantics import methods, typehints
from lint_plugin.semantics.classes import (
    ProjectClass,
    decorator_name,
    decorator_names,
    is_container_cell,
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

_TRANSPARENT = {
    *("staticmethod", "classmethod", "property", "cached_property", "abstractmethod", "lru_cache", "cache", "wraps"),
    *("override", "final", "no_grad", "contextmanager", "deprecated", "overload"),
}
_TEXT = Foreign("builtins.str")


def call(model: Model, node: ast.Call, scope: Scope) -> Value:
    """Return what a call of the scope's own code gives."""
    callee = model.evaluate(node.func, scope)
    if isinstance(node.func, ast.Attribute) and node.func.attr in cells.PARAMETER_LISTS:
        found = methods.parameter_list(model, node, node.func, callee, scope)
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
            return methods.builtin_method(model, callee)
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
        made = scope.module.classes.setdefault(node, ProjectClass("type", node, scope, list(node.args[1].elts)))
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
    value = model.once((node, "returns"), lambda: _returned(model, node, inside), inside.module)
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
