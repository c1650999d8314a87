"""What calls of things outside the project give: of builtins, of the standard library, of MindSpore's classes."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import cells, results, tensors
from lint_plugin.semantics.code.classes import ProjectClass, called_class, enclosing_class
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.inference import imports, tensor_values, typehints
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import is_container_cell
from lint_plugin.semantics.inference.iteration import element
from lint_plugin.semantics.inference.values import (
    UNBOUND,
    UNKNOWN,
    ClassValue,
    Container,
    ExternalResult,
    ExternalSymbol,
    Instance,
    Mapping,
    Parameters,
    Partial,
    ProjectModule,
    Value,
    inferred,
    join,
)

_TEXT = ExternalResult("builtins.str")


def held(model: Evaluator, cls: ProjectClass | ExternalSymbol, node: ast.Call, scope: Scope) -> Value:
    """Return what a CellList, SequentialCell or CellDict is made with: a list, a dict, or the cells one by one."""
    if not is_container_cell(model, cls):
        return UNKNOWN
    held: list[Value] = []
    for argument in node.args:
        value = model.evaluate(argument.value if isinstance(argument, ast.Starred) else argument, scope)
        if isinstance(value, Instance) and _becomes(node, argument, scope):
            held.append(inferred(value.element))
        elif isinstance(value, Mapping):
            held.append(value.value)
        elif isinstance(value, Container) or isinstance(argument, ast.Starred):
            held.append(element(model, value))
        else:
            held.append(value)
    return join(held)


def _becomes(node: ast.Call, argument: ast.expr, scope: Scope) -> bool:
    """Return whether a call is assigned to the attribute that it is given: `self.layers = SequentialCell(self.layers)`.

    What the attribute held before is meant then, not what it is.
    """
    cls = enclosing_class(scope)
    if cls is None or not isinstance(argument, ast.Attribute):
        return False
    return any(given.definition.node is node for given in cls.attributes(argument.attr))


def external(model: Evaluator, path: str, node: ast.Call, scope: Scope) -> Value:
    """Return what calling something from outside the project, a builtin mostly, gives; `path` is its dotted name."""
    known = _KNOWN.get(path.removeprefix("builtins."))
    if known is not None:
        return known(model, node, scope)
    above, _, leaf = path.rpartition(".")
    top = above.partition(".")[0]
    if cells.is_cell(path):
        if results.is_unclear(path, tensor_values.given(node)):
            path = cells.CELL
        return Instance(ExternalSymbol(path), Confidence.HIGH, held(model, ExternalSymbol(path), node, scope))
    if cells.is_unported_module(path):
        return Instance(ExternalSymbol(path), Confidence.INFERRED, held(model, ExternalSymbol(path), node, scope))
    if top in ("mindspore", "torch") and leaf[:1].isupper():
        return tensor_values.instance_of(path)
    if top == "mindspore":
        return _of_mindspore(model, path, node, scope)
    return ExternalResult(path)


def _of_mindspore(model: Evaluator, path: str, node: ast.Call, scope: Scope) -> Value:
    """Return what calling a function of MindSpore's gives, by the facts on it."""
    above, _, leaf = path.rpartition(".")
    if path == "mindspore.amp.auto_mixed_precision":
        return inferred(_argument(model, node, scope, 0))
    if tensors.is_tensor(above):  # Tensor.from_numpy(...)
        return tensor_values.of_kind(tensors.of_method(above, leaf, tensor_values.given(node)))
    return tensor_values.called(model, results.of_call(path, tensor_values.given(node)), node, scope)


def _argument(model: Evaluator, node: ast.Call, scope: Scope, position: int) -> Value:
    if position < len(node.args) and not any(isinstance(a, ast.Starred) for a in node.args[: position + 1]):
        return model.evaluate(node.args[position], scope)
    return UNKNOWN


def _listed(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    if not node.args:
        return Container(UNBOUND)
    value = _argument(model, node, scope, 0)
    if isinstance(value, Parameters):
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        return replace(value, is_list=value.is_list and name in ("list", "sorted"))
    if isinstance(value, Container) and value.items is not None and isinstance(node.func, ast.Name):
        if node.func.id in ("tuple", "list"):
            return value
    return Container(element(model, value))


def _filtered(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    value = _argument(model, node, scope, 1)
    return replace(value, is_list=False) if isinstance(value, Parameters) else Container(element(model, value))


def _iterated(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    return Container(element(model, _argument(model, node, scope, 0)))


def _enumerated(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    pair = (ExternalResult("builtins.int"), element(model, _argument(model, node, scope, 0)))
    return Container(Container(join(pair), pair))


def _zipped(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    if any(isinstance(argument, ast.Starred) for argument in node.args):
        return Container(UNKNOWN)
    items = tuple(element(model, model.evaluate(argument, scope)) for argument in node.args)
    return Container(Container(join(items), items))


def _chained(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    return Container(join(element(model, model.evaluate(argument, scope)) for argument in node.args))


def _next(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    return element(model, _argument(model, node, scope, 0))


def _getattr(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    name = node.args[1] if len(node.args) > 1 else None
    if not isinstance(name, ast.Constant) or not isinstance(name.value, str):
        return UNKNOWN
    found = model.attribute(_argument(model, node, scope, 0), name.value)
    return join([found, _argument(model, node, scope, 2)]) if len(node.args) > 2 else found


def _type(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    if len(node.args) == 1:
        value = _argument(model, node, scope, 0)
        return model.attribute(value, "__class__") if isinstance(value, Instance) else UNKNOWN
    if len(node.args) == 3 and isinstance(node.args[1], (ast.Tuple, ast.List)):
        made = called_class(node, list(node.args[1].elts), scope)
        return ClassValue(made)
    return UNKNOWN


def _super(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    if node.args:
        value = _argument(model, node, scope, 0)
        cls = value.cls if isinstance(value, ClassValue) else None
    else:
        cls = enclosing_class(scope)
    return UNKNOWN if cls is None else Instance(cls, is_super=True)


def _dict(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
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


def _cast(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    return typehints.instance(model, node.args[0], scope) if node.args else UNKNOWN


def _partial(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    open_ended = any(isinstance(argument, ast.Starred) for argument in node.args)
    open_ended = open_ended or any(keyword.arg is None for keyword in node.keywords)
    keywords = frozenset(keyword.arg for keyword in node.keywords if keyword.arg is not None)
    return Partial(_argument(model, node, scope, 0), None if open_ended else len(node.args) - 1, keywords)


def _type_variable(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    """Return what a type variable stands for in annotations: its bound."""
    bound = next((keyword.value for keyword in node.keywords if keyword.arg == "bound"), None)
    value = typehints.instance(model, bound, scope)
    if not isinstance(value, Instance):
        return UNKNOWN
    return value.cls if isinstance(value.cls, ExternalSymbol) else ClassValue(value.cls, Confidence.INFERRED)


def _imported_module(model: Evaluator, node: ast.Call, scope: Scope) -> Value:
    """Return the project's module that a literal names, UNKNOWN for any other: what it holds may be guessed at."""
    name = node.args[0] if len(node.args) == 1 else None
    if not isinstance(name, ast.Constant) or not isinstance(name.value, str) or name.value.startswith("."):
        return UNKNOWN
    found = imports.module_named(model, name.value, scope.module)
    return found if isinstance(found, ProjectModule) else UNKNOWN


_KNOWN: dict[str, Callable[[Evaluator, ast.Call, Scope], Value]] = {
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
    "functools.partial": _partial,
    "collections.namedtuple": lambda model, node, scope: UNKNOWN,  # a class, whose instances hold anything
    **dict.fromkeys(("importlib.import_module", "__import__"), _imported_module),
    "typing.cast": _cast,
    "typing.TypeVar": _type_variable,
}
