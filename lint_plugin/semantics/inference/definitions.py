"""What a definition gives a name, and what a name is by the definitions that reach it."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable
from dataclasses import replace

from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import cells
from lint_plugin.semantics.code import flow
from lint_plugin.semantics.code.bindings import Definition, Kind
from lint_plugin.semantics.code.classes import project_class
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.code.syntax import FunctionNode, decorator_names, is_static
from lint_plugin.semantics.inference import calls, imports, iteration, parameters, reexports, tensor_values, typehints
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.values import (
    UNBOUND,
    UNKNOWN,
    ClassValue,
    Container,
    Excluded,
    ExternalResult,
    ExternalSymbol,
    Function,
    Instance,
    Mapping,
    NoneValue,
    Unbound,
    Unknown,
    Value,
    inferred,
    join,
    members,
)


def named(model: Evaluator, name: str, scope: Scope) -> Value:
    """Return what a name means to code that runs after the scope's own."""
    definitions, where = flow.lookup(scope, name)
    return by_definitions(model, name, definitions, where)


def by_definitions(model: Evaluator, name: str, definitions: Iterable[Definition], where: Scope) -> Value:
    """Return what a name is by these definitions of a scope, by Python's builtins where there are none."""
    definitions = tuple(definitions)
    if definitions:
        value = model.meaning(definitions, where)
        return _as_annotated(model, definitions, where) if isinstance(value, Unknown) else value
    if isinstance(where.node, FunctionNode):
        return UNKNOWN  # a local that has no value yet
    found = reexports.starred(model, where.module, name)
    if found is not None:
        return found
    return ExternalSymbol(f"builtins.{name}") if name in _BUILTINS else UNKNOWN


_BUILTINS = frozenset(dir(builtins))


def _as_annotated(model: Evaluator, definitions: tuple[Definition, ...], scope: Scope) -> Value:
    """Return what a parameter's annotation says of it where it may also have been given another, unknown value.

    Code that keeps to its annotations gives a parameter only what its annotation allows.
    """
    for definition in definitions:
        if definition.kind is Kind.PARAMETER and isinstance(definition.node, ast.arg) and definition.node.annotation:
            return inferred(define(model, definition, scope))
    return UNKNOWN


def define(model: Evaluator, definition: Definition, scope: Scope) -> Value:
    """Return the value that one definition gives."""
    node = definition.node
    match definition.kind:
        case Kind.IMPORT if isinstance(node, ast.alias):
            return imports.imported(model, node, scope)
        case Kind.CLASS if isinstance(node, ast.ClassDef):
            return calls.decorated(model, node, ClassValue(project_class(node, scope)), scope)
        case Kind.FUNCTION if isinstance(node, FunctionNode):
            return Function(node, scope)
        case Kind.PARAMETER if isinstance(node, ast.arg):
            return _parameter(model, node, scope)
        case Kind.STAR if isinstance(node, ast.ImportFrom):
            return _starred(model, definition, scope)
        case Kind.NARROWED if isinstance(node, ast.expr):
            return _narrowed(model, definition, node, scope)
        case Kind.EXCLUDED if isinstance(node, ast.expr):
            return _excluded(model, definition, node, scope)
        case Kind.ANNOTATED if isinstance(node, ast.AnnAssign):
            value = UNKNOWN if node.value is None else model.evaluate(node.value, scope)
            value = iteration.with_additions(model, value, node.target, scope)
            return typehints.instance(model, node.annotation, scope) if _says_little(value) else value
        case Kind.AUGMENTED if isinstance(node, ast.AugAssign):
            before = model.evaluate(node.target, scope)
            other = model.evaluate(node.value, scope)
            if isinstance(node.op, ast.Add):
                return iteration.added(before, other)
            return tensor_values.arithmetic(before, other)
        case Kind.VALUE | Kind.ELEMENT | Kind.ENTERED if isinstance(node, ast.expr):
            value = (
                calls.entered(model, node, scope) if definition.kind is Kind.ENTERED else model.evaluate(node, scope)
            )
            if definition.kind is Kind.ELEMENT:
                value = iteration.element(model, value)
            elif not definition.path:
                value = iteration.with_additions(model, value, node, scope)
            for position in definition.path:
                value = iteration.item(model, value, position)
            return value
    return UNKNOWN


def _says_little(value: Value) -> bool:
    return isinstance(value, (Unknown, ExternalResult, NoneValue, Unbound)) or (
        isinstance(value, (Container, Mapping)) and isinstance(iteration.element_of(value), (Unknown, Unbound))
    )


def _starred(model: Evaluator, definition: Definition, scope: Scope) -> Value:
    """Return what a name is after a star import that may have rebound it: the last star that brings it wins."""
    found, before = reexports.rebound(model, definition, scope.module)
    return model.meaning(before, scope) if found is None or found is UNBOUND else found


def _narrowed(model: Evaluator, definition: Definition, node: ast.expr, scope: Scope) -> Value:
    """Return what a name is where `isinstance(name, classes)` holds: the classes, unless more is known already."""
    before = _class_before(model, definition.before, scope)
    if isinstance(before, Instance) and not isinstance(before.cls, ExternalSymbol):
        return before
    instances: list[Value] = []
    for part in _tested(model, node, scope):
        if isinstance(part, ClassValue):
            instances.append(Instance(part.cls, Confidence.INFERRED, is_tested=True))
        elif isinstance(part, ExternalSymbol):
            tested = tensor_values.instance_of(part.path, Confidence.INFERRED)
            instances.append(replace(tested, is_tested=True) if isinstance(tested, Instance) else tested)
        else:
            return UNKNOWN
    return join(instances)


def _class_before(model: Evaluator, before: tuple[Definition, ...], scope: Scope) -> Value:
    """Return what a name was before a test, as far as that is an instance of a class of the project.

    A parameter is none by how it is used.
    """
    argument = before[0].node if len(before) == 1 and before[0].kind is Kind.PARAMETER else None
    if isinstance(argument, ast.arg) and argument.annotation is None and not _is_first(argument, scope):
        return parameters.handed(model, argument, scope)
    return model.meaning(before, scope)


def _excluded(model: Evaluator, definition: Definition, node: ast.expr, scope: Scope) -> Value:
    """Return what a name is where `isinstance(name, classes)` doesn't hold: anything but a Cell, if it asked for one.

    Of what was known already, instances of these very classes are left out.
    """
    before = model.meaning(definition.before, scope)
    classes = _tested(model, node, scope)
    paths = [part.path for part in classes if isinstance(part, ExternalSymbol)]
    if isinstance(before, (Unknown, Excluded)):
        return Excluded((tensor_values.CELL,)) if cells.CELL in paths else before
    left = [part for part in members(before) if not (isinstance(part, Instance) and _class_of(part) in classes)]
    return join(left) if left else Excluded(classes)


def _tested(model: Evaluator, node: ast.expr, scope: Scope) -> tuple[Value, ...]:
    """Return the classes that the second argument of `isinstance` names, and whatever else it may be."""
    classes = model.evaluate(node, scope)
    named_classes = classes.items if isinstance(classes, Container) and classes.items else (classes,)
    return tuple(part for value in named_classes for part in members(value))


def _class_of(value: Instance) -> Value:
    return value.cls if isinstance(value.cls, ExternalSymbol) else ClassValue(value.cls)


def _parameter(model: Evaluator, argument: ast.arg, scope: Scope) -> Value:
    function = scope.node
    assert isinstance(function, FunctionNode)
    outside = scope.parent
    if outside is not None and isinstance(outside.node, ast.ClassDef) and _is_first(argument, scope):
        if not is_static(function) and outside.parent is not None:
            cls = project_class(outside.node, outside.parent)
            return ClassValue(cls) if _takes_the_class(function) else Instance(cls, is_self=True)
    if argument.annotation is None:
        value = parameters.undeclared(model, argument, scope)
    else:
        value = typehints.instance(model, argument.annotation, outside or scope)
    if argument is function.args.vararg:
        return Container(value)
    return Mapping(ExternalResult("builtins.str"), value) if argument is function.args.kwarg else value


def _is_first(argument: ast.arg, scope: Scope) -> bool:
    """Return whether an argument is the first one of a function that is given by position."""
    function = scope.node
    assert isinstance(function, FunctionNode)
    return [*function.args.posonlyargs, *function.args.args][:1] == [argument]


def _takes_the_class(method: FunctionNode) -> bool:
    return "classmethod" in decorator_names(method) or method.name in ("__new__", "__init_subclass__")
