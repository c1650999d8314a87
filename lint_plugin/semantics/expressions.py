"""What an expression is: names by the definitions that reach them, displays, operators; see calls.py for calls."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from lint_plugin.confidence import Confidence
from lint_plugin.semantics import attributes, calls, imports, patches, reexports, typehints
from lint_plugin.semantics.classes import added_by, decorator_names, is_container_cell, is_static, own_statements
from lint_plugin.semantics.model import Model
from lint_plugin.semantics.scopes import Definition, FunctionNode, Kind, Scope, kept
from lint_plugin.semantics.values import (
    NOTHING,
    NULL,
    UNKNOWN,
    ClassValue,
    Container,
    External,
    Foreign,
    Function,
    Instance,
    Mapping,
    Nothing,
    Null,
    Parameters,
    Union,
    Unknown,
    Value,
    inferred,
    join,
    members,
)

_CELL = External("mindspore.nn.Cell")
PARAMETER = External("mindspore.Parameter")


def evaluate(model: Model, node: ast.expr, scope: Scope) -> Value:
    """Return what an expression of the scope's own code is."""
    match node:
        case ast.Name():
            return _name(model, node, scope)
        case ast.Attribute():
            owner = model.evaluate(node.value, scope)
            return patches.also_given(
                model, owner, node.attr, attributes.attribute(model, owner, node.attr), scope.module
            )
        case ast.Call():
            return calls.call(model, node, scope)
        case ast.Subscript():
            return _subscript(model, node, scope)
        case ast.Constant():
            return NULL if node.value is None else Foreign(f"builtins.{type(node.value).__name__}")
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
        case ast.JoinedStr() | ast.Compare():
            return Foreign("builtins")
    return UNKNOWN


# Names


def _name(model: Model, node: ast.Name, scope: Scope) -> Value:
    definitions, where = scope.reaching(node)
    return _defined(model, node.id, definitions, where)


def named(model: Model, name: str, scope: Scope) -> Value:
    """Return what a name means to code that runs after the scope's own."""
    definitions, where = scope.lookup(name)
    return _defined(model, name, definitions, where)


def meant_later(model: Model, node: ast.expr, scope: Scope) -> Value:
    """Return what a dotted name, wherever it stands, means to code that runs after the scope's own."""
    if isinstance(node, ast.Name):
        return named(model, node.id, scope)
    if isinstance(node, ast.Attribute):
        return attributes.attribute(model, meant_later(model, node.value, scope), node.attr)
    return UNKNOWN


def _defined(model: Model, name: str, definitions: Iterable[Definition], where: Scope) -> Value:
    definitions = tuple(definitions)
    if definitions:
        value = meaning(model, definitions, where)
        return _as_annotated(model, definitions, where) if isinstance(value, Unknown) else value
    if isinstance(where.node, FunctionNode):
        return UNKNOWN  # a local that has no value yet
    found = reexports.starred(model, where.module, name)
    if found is not NOTHING:
        return found
    return External(f"builtins.{name}") if name in _BUILTINS else UNKNOWN


_BUILTINS = frozenset(dir(__builtins__) if not isinstance(__builtins__, dict) else __builtins__)


def meaning(model: Model, definitions: Iterable[Definition], scope: Scope) -> Value:
    """Return what a name is when any of the definitions, all of one scope, may have given it its value."""
    return join(
        model.once(definition, partial(define, model, definition, scope), scope.module) for definition in definitions
    )


def _as_annotated(model: Model, definitions: tuple[Definition, ...], scope: Scope) -> Value:
    """Return what a parameter's annotation says of it where it may also have been given another, unknown value.

    Code that keeps to its annotations gives a parameter only what its annotation allows.
    """
    for definition in definitions:
        if definition.kind is Kind.PARAMETER and isinstance(definition.node, ast.arg) and definition.node.annotation:
            return inferred(define(model, definition, scope))
    return UNKNOWN


def define(model: Model, definition: Definition, scope: Scope) -> Value:
    """Return the value that one definition gives."""
    node = definition.node
    match definition.kind:
        case Kind.IMPORT if isinstance(node, ast.alias):
            return imports.imported(model, node, scope)
        case Kind.CLASS if isinstance(node, ast.ClassDef):
            return calls.decorated(model, node, ClassValue(model.project_class(node, scope)), scope)
        case Kind.FUNCTION if isinstance(node, FunctionNode):
            return Function(node, scope)
        case Kind.PARAMETER if isinstance(node, ast.arg):
            return _parameter(model, node, scope)
        case Kind.STAR if isinstance(node, ast.ImportFrom):
            return _starred(model, definition, scope)
        case Kind.NARROWED if isinstance(node, ast.expr):
            return _narrowed(model, definition, node, scope)
        case Kind.ANNOTATED if isinstance(node, ast.AnnAssign):
            value = UNKNOWN if node.value is None else model.evaluate(node.value, scope)
            value = _with_additions(model, value, node.target, scope)
            return typehints.instance(model, node.annotation, scope) if _says_little(value) else value
        case Kind.AUGMENTED if isinstance(node, ast.AugAssign):
            before = model.evaluate(node.target, scope)
            return _sum(before, model.evaluate(node.value, scope)) if isinstance(node.op, ast.Add) else UNKNOWN
        case Kind.VALUE | Kind.ELEMENT | Kind.ENTERED if isinstance(node, ast.expr):
            value = (
                calls.entered(model, node, scope) if definition.kind is Kind.ENTERED else model.evaluate(node, scope)
            )
            if definition.kind is Kind.ELEMENT:
                value = element(model, value)
            elif not definition.path:
                value = _with_additions(model, value, node, scope)
            for position in definition.path:
                value = _item(model, value, position)
            return value
    return UNKNOWN


def _says_little(value: Value) -> bool:
    return isinstance(value, (Unknown, Foreign, Null, Nothing)) or (
        isinstance(value, (Container, Mapping)) and isinstance(element_of(value), (Unknown, Nothing))
    )


def _starred(model: Model, definition: Definition, scope: Scope) -> Value:
    """Return what a name is after a star import that may have rebound it: the last star that brings it wins."""
    found, before = reexports.rebound(model, definition, scope.module)
    return meaning(model, before, scope) if found is NOTHING else found


def _narrowed(model: Model, definition: Definition, node: ast.expr, scope: Scope) -> Value:
    """Return what a name is where `isinstance(name, classes)` holds: the classes, unless more is known already."""
    before = meaning(model, definition.before, scope)
    if isinstance(before, Instance) and not isinstance(before.cls, External):
        return before
    classes = model.evaluate(node, scope)
    named_classes = classes.items if isinstance(classes, Container) and classes.items else (classes,)
    instances: list[Value] = []
    for value in named_classes:
        for part in members(value):
            cls = part.cls if isinstance(part, ClassValue) else part
            if not isinstance(cls, External) and not isinstance(part, ClassValue):
                return UNKNOWN
            instances.append(Instance(cls, Confidence.INFERRED))  # type: ignore[arg-type]
    return join(instances)


def _parameter(model: Model, argument: ast.arg, scope: Scope) -> Value:
    function = scope.node
    assert isinstance(function, FunctionNode)
    positional = [*function.args.posonlyargs, *function.args.args]
    outside = scope.parent
    if outside is not None and isinstance(outside.node, ast.ClassDef) and positional[:1] == [argument]:
        if not is_static(function) and outside.parent is not None:
            cls = model.project_class(outside.node, outside.parent)
            return ClassValue(cls) if _takes_the_class(function) else Instance(cls, is_self=True)
    value = typehints.instance(model, argument.annotation, outside or scope)
    if argument is function.args.vararg:
        return Container(value)
    return Mapping(Foreign("builtins.str"), value) if argument is function.args.kwarg else value


def _takes_the_class(method: FunctionNode) -> bool:
    return "classmethod" in decorator_names(method) or method.name in ("__new__", "__init_subclass__")


# Containers


def element_of(value: Value) -> Value:
    """Return what a container holds, NOTHING for anything else."""
    if isinstance(value, Mapping):
        return value.value
    return value.element if isinstance(value, (Container, Instance)) else NOTHING


def element(model: Model, value: Value) -> Value:
    """Return what iterating a value gives."""
    if isinstance(value, Union):
        return join(element(model, member) for member in value.members)
    if isinstance(value, Container):
        return inferred(value.element)
    if isinstance(value, Mapping):
        return value.key
    if isinstance(value, Parameters):
        return Instance(PARAMETER, Confidence.INFERRED)
    if isinstance(value, Instance):
        return cell_element(model, value)
    return value if isinstance(value, Nothing) else UNKNOWN


def cell_element(model: Model, value: Instance) -> Value:
    """Return what a CellList or SequentialCell holds: at least Cells."""
    if not isinstance(value.element, (Unknown, Nothing)):
        return inferred(value.element)
    return Instance(_CELL, Confidence.INFERRED) if is_container_cell(model, value.cls) else UNKNOWN


def _item(model: Model, value: Value, position: int) -> Value:
    if isinstance(value, Union):
        return join(_item(model, member, position) for member in value.members)
    if isinstance(value, Container) and value.items is not None:
        return value.items[position] if -len(value.items) <= position < len(value.items) else UNKNOWN
    return element(model, value)


def _display(model: Model, node: ast.Tuple | ast.List | ast.Set, scope: Scope) -> Value:
    items: list[Value] = []
    for item in node.elts:
        value = model.evaluate(item, scope)
        items.append(element(model, value) if isinstance(item, ast.Starred) else value)
    known = isinstance(node, ast.Tuple) and not any(isinstance(item, ast.Starred) for item in node.elts)
    return Container(join(items), tuple(items) if known else None)


def _dict(model: Model, node: ast.Dict, scope: Scope) -> Value:
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


def _with_additions(model: Model, value: Value, node: ast.expr, scope: Scope) -> Value:
    """Return a container together with what the scope's code appends to the name that it is assigned to."""
    if not isinstance(value, (Container, Mapping, Instance)):
        return value
    table = scope_additions(scope)
    added = [
        (*addition, scope) for name in (_names_given(node, scope) if table else ()) for addition in table.get(name, ())
    ]
    return extended(model, value, added)


def extended(model: Model, value: Value, additions: list[tuple[ast.expr, bool, Scope]]) -> Value:
    """Return a container with what code adds to it: (expression, whether its elements are meant, its scope)."""
    if not additions or (isinstance(value, Instance) and not is_container_cell(model, value.cls)):
        return value
    added = []
    for node, iterated, scope in additions:
        one = model.evaluate(node, scope)
        added.append(element(model, one) if iterated else one)
    if isinstance(value, Mapping):
        return Mapping(value.key, join([value.value, *added]))
    if isinstance(value, Instance):
        return replace(value, element=join([value.element, *added]))
    return Container(join([value.element, *added])) if isinstance(value, Container) else value


def _names_given(node: ast.expr, scope: Scope) -> list[str]:
    """Return the names that an expression is assigned to in its scope."""
    if isinstance(node, ast.Name):
        return [node.id]
    return _assigned_names(scope).get(node, [])


@kept
def _assigned_names(scope: Scope) -> dict[ast.AST, list[str]]:
    """Return the names that each expression of a scope is assigned to."""
    table: dict[ast.AST, list[str]] = {}
    scope.defined()
    for name, definitions in scope.everywhere.items():
        for definition in definitions:
            if definition.kind is Kind.VALUE and not definition.path:
                table.setdefault(definition.node, []).append(name)
    return table


@kept
def scope_additions(scope: Scope) -> dict[str, list[tuple[ast.expr, bool]]]:
    """Return what a scope's code puts into containers by `name.append(x)`, `name[key] = x` and the like, by name."""
    table: dict[str, list[tuple[ast.expr, bool]]] = {}
    for node in own_statements(scope.node):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            owner = node.value.func.value if isinstance(node.value.func, ast.Attribute) else None
            addition = added_by(node.value)
            if addition is not None and isinstance(owner, ast.Name):
                table.setdefault(owner.id, []).append(addition)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
                    table.setdefault(target.value.id, []).append((node.value, False))
    return table


def _subscript(model: Model, node: ast.Subscript, scope: Scope) -> Value:
    value = model.evaluate(node.value, scope)
    return join(_subscripted(model, part, node.slice) for part in members(value))


def _subscripted(model: Model, value: Value, index: ast.expr) -> Value:
    if isinstance(value, (ClassValue, External)):
        return value  # Base[T]
    if isinstance(value, Mapping):
        return inferred(value.value)
    if isinstance(value, Parameters):
        return value if isinstance(index, ast.Slice) else Instance(PARAMETER, Confidence.INFERRED)
    if isinstance(index, ast.Slice):
        return Container(value.element) if isinstance(value, Container) else value
    if isinstance(value, Container):
        position = _constant_index(index)
        return inferred(value.element) if position is None else _item(model, value, position)
    if isinstance(value, Instance):
        return cell_element(model, value)
    return value if isinstance(value, (Nothing, Foreign)) else UNKNOWN


def _constant_index(index: ast.expr) -> int | None:
    if isinstance(index, ast.UnaryOp) and isinstance(index.op, ast.USub):
        inner = _constant_index(index.operand)
        return None if inner is None else -inner
    return index.value if isinstance(index, ast.Constant) and isinstance(index.value, int) else None


def _binary(model: Model, node: ast.BinOp, scope: Scope) -> Value:
    if isinstance(node.op, ast.Mult):
        for side in (node.left, node.right):
            value = model.evaluate(side, scope)
            if isinstance(value, Container):
                return Container(value.element)
    if isinstance(node.op, ast.Add):
        return _sum(model.evaluate(node.left, scope), model.evaluate(node.right, scope))
    return UNKNOWN


def _sum(left: Value, right: Value) -> Value:
    if isinstance(left, Container) and isinstance(right, (Container, Nothing)):
        return Container(join([left.element, element_of(right)]))
    if isinstance(left, Nothing) and isinstance(right, Container):
        return Container(right.element)
    if isinstance(left, Parameters) and isinstance(right, Parameters):
        return left
    return UNKNOWN
