"""What an attribute of a value is: class bodies, what methods assign to `self`, modules, MindSpore's own methods.

What the code of a file assigns to attributes of other objects (`net.head = ...`) is followed in that file alone, see
patches.py. Not followed: names that are computed.
"""

from __future__ import annotations

import ast
from dataclasses import replace

from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import results
from lint_plugin.semantics.code.bindings import Definitions, Kind
from lint_plugin.semantics.code.classes import Attribute, ProjectClass
from lint_plugin.semantics.code.flow import flow_of
from lint_plugin.semantics.code.syntax import FunctionNode, decorator_names, is_static
from lint_plugin.semantics.inference import calls, imports, tensor_values, typehints
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import ClassKind, ancestors, kind, project_ancestors
from lint_plugin.semantics.inference.iteration import extended
from lint_plugin.semantics.inference.values import (
    NONE,
    UNBOUND,
    UNKNOWN,
    BuiltinMethod,
    ClassValue,
    Container,
    ExternalResult,
    ExternalSymbol,
    Function,
    Instance,
    Mapping,
    NoneValue,
    Parameters,
    ProjectModule,
    Unbound,
    Union,
    Unknown,
    Value,
    having,
    inferred,
    join,
    members,
)

_PROPERTIES = {"property", "cached_property", "lazy_property"}


def attribute(model: Evaluator, value: Value, name: str) -> Value:
    """Return what `value.name` is, UNKNOWN where nothing tells."""
    match value:
        case Union():
            return join(attribute(model, member, name) for member in members(having(value, name)))
        case ProjectModule() | ExternalSymbol():
            found = imports.member(model, value, name)
            return UNKNOWN if found is None else found
        case ExternalResult():
            return ExternalResult(f"{value.path}.{name}")
        case Instance() | ClassValue():
            return _of_class(model, value, name)
        case Container() | Mapping() | Parameters():
            return BuiltinMethod(value, name)
        case Unbound():
            return UNBOUND
        case NoneValue():
            return NONE
    return UNKNOWN


def _of_class(model: Evaluator, value: Instance | ClassValue, name: str) -> Value:
    if name == "__class__" and isinstance(value, Instance):
        return value.cls if isinstance(value.cls, ExternalSymbol) else ClassValue(value.cls, value.confidence)
    if isinstance(value.cls, ExternalSymbol):
        return _of_external(value, value.cls.path, name)
    owners = project_ancestors(model, value.cls)
    if isinstance(value, Instance) and value.is_super:
        owners = owners[1:]
    is_given = False
    for owner in owners:
        found = _in_class(model, owner, value, name)
        if found is not None and not isinstance(found, Unbound):
            return found if value.confidence is Confidence.HIGH else inferred(found)
        is_given = is_given or found is not None
    if is_given:  # by what needs the answer itself
        return UNBOUND
    return _inherited(model, value, value.cls, name) if isinstance(value, Instance) else UNKNOWN


def _of_external(value: Value, path: str, name: str) -> Value:
    """Return what a class outside the project gives its instances: members of a Tensor, Parameters of a layer."""
    found: Value | None = None
    if isinstance(value, Instance) and tensor_values.is_tensor(value):
        found = tensor_values.attribute(value, name)
    elif name in results.parameters_of(path):
        found = tensor_values.as_sure_as(value, Instance(tensor_values.PARAMETER))
    return BuiltinMethod(value, name) if found is None else found


def _inherited(model: Evaluator, value: Instance, cls: ProjectClass, name: str) -> Value:
    """Return what a project class's bases outside the project give an attribute that none of its own ones gives."""
    for part in ancestors(model, cls):
        if isinstance(part, ExternalSymbol) and name in results.parameters_of(part.path):
            return inferred(Instance(tensor_values.PARAMETER))
    return BuiltinMethod(value, name)


def _in_class(model: Evaluator, owner: ProjectClass, value: Instance | ClassValue, name: str) -> Value | None:
    """Return what one class gives the attribute: its body, and what its methods assign; None where neither does."""
    if not owner.may_name(name):
        return None
    function = owner.only_function(name)
    if function is not None:
        return _method(model, function, owner, value)
    in_body = _in_body(owner, name)
    for definition in in_body:
        if definition.kind is Kind.FUNCTION and isinstance(definition.node, FunctionNode):
            return _method(model, definition.node, owner, value)
    on_self = isinstance(value, Instance)
    if not in_body and not (on_self and owner.attributes(name)):
        return None
    return model.value((owner, name, on_self), owner.module, _given, owner, name, on_self)


def _in_body(owner: ProjectClass, name: str) -> Definitions:
    """Return what a class's body gives a name in the end."""
    return flow_of(owner.scope).at_exit.get(name, ()) if owner.scope is not None and owner.binds(name) else ()


def _given(model: Evaluator, owner: ProjectClass, name: str, on_self: bool) -> Value:
    """Return what a class's body gives an attribute that is no method, and, if `on_self`, what its methods assign."""
    found: list[Value] = []
    declared: Value = UNBOUND
    if (body := owner.scope) is not None:
        for definition in _in_body(owner, name):
            if definition.kind is Kind.ANNOTATED and isinstance(definition.node, ast.AnnAssign):
                declared = typehints.instance(model, definition.node.annotation, body)
                if definition.node.value is None:
                    continue
            found.append(model.defined(definition, body))
    if on_self:
        found += _assigned(model, owner, name)
    joined = join(found)
    if not isinstance(declared, Unbound) and isinstance(joined, (Unknown, ExternalResult, Unbound, NoneValue)):
        return declared
    additions = owner.additions(name)
    return extended(model, joined, additions) if additions and found else joined


def _assigned(model: Evaluator, owner: ProjectClass, name: str) -> list[Value]:
    """Return what a class's methods assign to an attribute of `self`.

    An attribute that holds a Cell takes nothing but Cells afterwards (Cell.__setattr__ raises TypeError): what a
    setter is handed, of which nothing is known, says nothing new of it.
    """
    found: list[Value] = []
    handed = False
    for given in owner.attributes(name):
        value = model.defined(given.definition, given.scope)
        if isinstance(value, Unknown) and _is_handed(given):
            handed = True
        else:
            found.append(value)
    if handed:
        holds_cells = any(_is_cell(model, value) for value in found)
        found = [inferred(value) for value in found] if holds_cells else [*found, UNKNOWN]
    if found and _is_cell(model, found[-1]):  # a list that was gathered first has become a SequentialCell
        found = [value for value in found if not isinstance(value, (Container, Mapping))]
    return found


def _is_cell(model: Evaluator, value: Value) -> bool:
    """Return whether a value may be a Cell: one member of a union at least is."""
    cells = (part.cls for part in members(value) if isinstance(part, Instance))
    return any(kind(model, cls)[0] is ClassKind.CELL for cls in cells)


def _is_handed(given: Attribute) -> bool:
    """Return whether an attribute's value is a parameter of a method other than `__init__`."""
    method, value = given.scope.node, given.definition.node
    if not isinstance(method, FunctionNode) or method.name == "__init__" or not isinstance(value, ast.Name):
        return False
    return value.id in {argument.arg for argument in [*method.args.args, *method.args.kwonlyargs]}


def _method(model: Evaluator, node: FunctionNode, owner: ProjectClass, value: Instance | ClassValue) -> Value:
    names = decorator_names(node)
    assert owner.scope is not None
    if is_static(node):
        return Function(node, owner.scope)
    if "classmethod" in names:
        bound = value
        if isinstance(bound, Instance):
            bound = ClassValue(bound.cls, bound.confidence)  # type: ignore[arg-type]
        return Function(node, owner.scope, bound)
    if isinstance(value, ClassValue):
        return Function(node, owner.scope)
    function = Function(node, owner.scope, replace(value, is_super=False))
    return calls.result(model, function) if names & _PROPERTIES else function
