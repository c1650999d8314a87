"""Classes of the project: what they derive from, whether they are Cells, and which names they supply.

A class is a Cell when one of its bases, however far up, is one of MindSpore's Cells, whatever the other bases are.
It is of unknown kind when none is and some base can't be resolved.
"""

from __future__ import annotations

import ast
import enum
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import cells
from lint_plugin.semantics.scopes import Definition, FunctionNode, Kind, Scope
from lint_plugin.semantics.trees import blocks, children, may_hold, place
from lint_plugin.semantics.values import ClassValue, External, Union, Value, members

if TYPE_CHECKING:
    from lint_plugin.semantics.model import Model
    from lint_plugin.semantics.modules import Module

MAX_ANCESTORS = 100
"""A class with more ancestors than this is of unknown kind: no real hierarchy is that deep."""


class ClassKind(enum.Enum):
    """What a class is a kind of."""

    CELL = "Cell"
    TORCH = "torch Module"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Attribute:
    """One place where a method gives an attribute of `self` its value."""

    definition: Definition
    scope: Scope


Addition = tuple[ast.expr, bool, Scope]
"""What a method puts into a container: the expression, whether its elements are meant, the scope it stands in."""


@dataclass(eq=False)
class ProjectClass:
    """A class statement, or a call `type(name, bases, {})`, in a file of the project.

    `outside` is the scope that the statement stands in; `bases` are the expressions of its bases.
    """

    name: str
    node: ast.ClassDef | ast.Call
    outside: Scope
    bases: list[ast.expr] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._attributes: dict[str, list[Attribute]] = {}
        self._additions: dict[str, list[Addition]] = {}
        self._uncollected: list[FunctionNode] | None = None
        self.derived: dict[object, Any] = {}  # what `kept` functions found out

    @property
    def module(self) -> Module:
        """The file that the class stands in."""
        return self.outside.module

    @cached_property
    def scope(self) -> Scope | None:
        """The scope of the class's body; None for a class that `type(...)` made."""
        return self.outside.child(self.node) if isinstance(self.node, ast.ClassDef) else None

    def body_names(self) -> dict[str, list[Definition]]:
        """Return every name that the class's body binds, under conditions too, with its definitions."""
        if self.scope is None:
            return {}
        self.scope.defined()
        return self.scope.everywhere

    def methods(self) -> Iterator[FunctionNode]:
        """Yield every function that stands in the class's body, under conditions too."""
        for definitions in self.body_names().values():
            for definition in dict.fromkeys(definitions):
                if definition.kind is Kind.FUNCTION and isinstance(definition.node, FunctionNode):
                    yield definition.node

    def attributes(self, name: str) -> list[Attribute]:
        """Return every value that the class's methods give to an attribute of `self`, in the order of the source."""
        self._collect_from_methods(name)
        return sorted(self._attributes.get(name, ()), key=lambda given: place(given.definition.node))

    def additions(self, name: str) -> list[Addition]:
        """Return what methods append to an attribute of `self`, in the order of the source."""
        self._collect_from_methods(name)
        return sorted(self._additions.get(name, ()), key=lambda addition: place(addition[0]))

    def _collect_from_methods(self, name: str) -> None:
        """Read what methods give to `self`, of those that may hold a name and weren't read yet."""
        if self._uncollected is None:
            self._uncollected = [method for method in self.methods() if _parameters(method) and not is_static(method)]
        text = name.encode()
        methods = [method for method in self._uncollected if may_hold(method, text)]
        if not methods or self.scope is None:
            return
        self._uncollected = [method for method in self._uncollected if not may_hold(method, text)]
        for method in methods:
            self._collect(method, _parameters(method)[0].arg, self.scope.child(method))

    def _collect(self, function: FunctionNode, this: str, scope: Scope) -> None:
        for node in own_statements(function):
            if isinstance(node, FunctionNode):
                if this not in {argument.arg for argument in node.args.args}:
                    self._collect(node, this, scope.child(node))
                continue
            for target, kind, value in assigned(node):
                if isinstance(target, ast.Attribute) and _is_name(target.value, this):
                    attribute = Attribute(Definition(kind, value), scope)
                    self._attributes.setdefault(target.attr, []).append(attribute)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                self._collect_call(node.value, this, scope)

    def _collect_call(self, node: ast.Call, this: str, scope: Scope) -> None:
        named: tuple[ast.expr, ast.expr] | None = None
        if isinstance(node.func, ast.Name) and node.func.id == "setattr" and len(node.args) == 3:
            named = (node.args[1], node.args[2]) if _is_name(node.args[0], this) else None
        elif isinstance(node.func, ast.Attribute) and len(node.args) == 2 and _is_name(node.func.value, this):
            if node.func.attr in ("insert_child_to_cell", "__setattr__"):
                named = (node.args[0], node.args[1])
        if named is not None and isinstance(named[0], ast.Constant) and isinstance(named[0].value, str):
            attribute = Attribute(Definition(Kind.VALUE, named[1]), scope)
            self._attributes.setdefault(named[0].value, []).append(attribute)
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        if isinstance(owner, ast.Attribute) and _is_name(owner.value, this):
            addition = added_by(node)
            if addition is not None:
                self._additions.setdefault(owner.attr, []).append((*addition, scope))


def _parameters(method: FunctionNode) -> list[ast.arg]:
    """Return the parameters that are given by position."""
    return [*method.args.posonlyargs, *method.args.args]


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def assigned(node: ast.AST) -> Iterator[tuple[ast.expr, Kind, ast.AST]]:
    """Yield (target, kind, node of its definition) of a statement that assigns."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, (ast.Tuple, ast.List)):
                values = node.value.elts if isinstance(node.value, (ast.Tuple, ast.List)) else []
                for position, part in enumerate(target.elts):
                    matched = len(values) == len(target.elts)
                    yield part, Kind.VALUE if matched else Kind.OPAQUE, values[position] if matched else node
            else:
                yield target, Kind.VALUE, node.value
    elif isinstance(node, ast.AnnAssign):
        yield node.target, Kind.ANNOTATED, node
    elif isinstance(node, ast.AugAssign):
        yield node.target, Kind.AUGMENTED, node
    elif isinstance(node, (ast.For, ast.AsyncFor)):
        yield node.target, Kind.ELEMENT, node.iter
    elif isinstance(node, ast.withitem) and node.optional_vars is not None:
        yield node.optional_vars, Kind.ENTERED, node.context_expr


def added_by(call: ast.Call) -> tuple[ast.expr, bool] | None:
    """Return what a call of `append`, `insert` or `extend` puts into a list, and whether its elements are meant."""
    if isinstance(call.func, ast.Attribute) and call.args and not call.keywords:
        if call.func.attr in ("append", "extend"):
            return call.args[0], call.func.attr == "extend"
        if call.func.attr == "insert" and len(call.args) == 2:
            return call.args[1], False
    return None


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a function's body; a nested function or class is yielded and not entered."""
    pending: list[ast.AST] = list(getattr(function, "body", []))
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, _SCOPES):
            pending.extend(children(node))


def own_statements(scope: ast.AST) -> Iterator[ast.AST]:
    """Yield the statements of a body and the `with` items in it; a nested function or class is yielded, not entered."""
    pending: list[ast.AST] = list(getattr(scope, "body", []))
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, _SCOPES):
            if isinstance(node, (ast.With, ast.AsyncWith)):
                yield from node.items
            pending += blocks(node)


_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def decorator_names(node: ast.ClassDef | FunctionNode) -> set[str]:
    """Return the last parts of the names of a statement's decorators."""
    return {decorator_name(decorator) for decorator in node.decorator_list}


def decorator_name(decorator: ast.expr) -> str:
    """Return the last part of a decorator's name, empty where it has none."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def is_static(method: FunctionNode) -> bool:
    """Return whether the method has no `self`: a static method."""
    return "staticmethod" in decorator_names(method)


# Questions about classes


def external_kind(path: str) -> tuple[ClassKind, Confidence]:
    """Return what a class outside the project is, by its dotted name, and how sure that is."""
    top = path.partition(".")[0]
    if cells.is_cell(path):
        return ClassKind.CELL, Confidence.HIGH
    if cells.is_unported_module(path):
        return ClassKind.CELL, Confidence.INFERRED
    if top == "torch":
        return ClassKind.TORCH, Confidence.HIGH
    if top in ("mindspore", "builtins") or top in sys.stdlib_module_names:
        return ClassKind.OTHER, Confidence.HIGH
    return ClassKind.UNKNOWN, Confidence.HIGH


def ancestors(model: Model, cls: ProjectClass) -> tuple[Value, ...]:
    """Return the class and all that it derives from, depth first: ClassValue, External, Union, or UNKNOWN."""
    kept = cls.module.ancestors.get(cls)
    if kept is not None:
        return kept
    found: dict[Value, None] = {}
    pending: list[Value] = [ClassValue(cls)]
    while pending and len(found) <= MAX_ANCESTORS:
        value = pending.pop()
        if value in found:
            continue
        found[value] = None
        if isinstance(value, ClassValue):
            bases = [model.evaluate(base, value.cls.outside) for base in value.cls.bases]
            pending.extend(reversed(bases))
    kept = cls.module.ancestors[cls] = tuple(found)
    return kept


def project_ancestors(model: Model, cls: ProjectClass) -> list[ProjectClass]:
    """Return the project's classes among the ancestors, the class itself first, all arms of unions too."""
    return [part.cls for value in ancestors(model, cls) for part in members(value) if isinstance(part, ClassValue)]


def kind(model: Model, cls: ProjectClass | External) -> tuple[ClassKind, Confidence]:
    """Return what a class is a kind of, and how sure that is."""
    if isinstance(cls, External):
        return external_kind(cls.path)
    known: tuple[ClassKind, Confidence] | None = cls.derived.get(kind)
    if known is None:
        known = cls.derived[kind] = _project_kind(model, cls)
    return known


def _project_kind(model: Model, cls: ProjectClass) -> tuple[ClassKind, Confidence]:
    found = [_part_kind(model, value) for value in ancestors(model, cls)[1:]]
    if len(found) >= MAX_ANCESTORS:
        return ClassKind.UNKNOWN, Confidence.HIGH
    sure = [confidence for is_a, confidence in found if is_a is ClassKind.CELL]
    unresolved = any(is_a is ClassKind.UNKNOWN for is_a, _ in found)
    if sure:
        return ClassKind.CELL, Confidence.INFERRED if unresolved else max(sure)
    if any(is_a is ClassKind.TORCH for is_a, _ in found):
        return ClassKind.TORCH, Confidence.HIGH
    return (ClassKind.UNKNOWN if unresolved else ClassKind.OTHER), Confidence.HIGH


def _part_kind(model: Model, value: Value) -> tuple[ClassKind, Confidence]:
    """Return what one ancestor contributes; a project class contributes nothing, its own bases are listed too."""
    if isinstance(value, External):
        return external_kind(value.path)
    if isinstance(value, ClassValue):
        sure = value.confidence is Confidence.HIGH
        return (ClassKind.OTHER, Confidence.HIGH) if sure else (ClassKind.UNKNOWN, Confidence.HIGH)
    if isinstance(value, Union):
        kinds = [
            kind(model, part.cls if isinstance(part, ClassValue) else part)
            for part in value.members
            if isinstance(part, (ClassValue, External))
        ]
        if len(kinds) == len(value.members) and len({is_a for is_a, _ in kinds}) == 1:
            return kinds[0][0], min(confidence for _, confidence in kinds)
    return ClassKind.UNKNOWN, Confidence.HIGH


def is_container_cell(model: Model, cls: ProjectClass | External) -> bool:
    """Return whether iterating an instance gives Cells: CellList, SequentialCell, and what derives from them."""
    parts: tuple[Value, ...] = (cls,) if isinstance(cls, External) else ancestors(model, cls)
    return any(
        isinstance(part, External)
        and part.path.startswith("mindspore.")
        and part.path.rpartition(".")[2] in ("CellList", "SequentialCell", "CellDict", "Sequential", "ModuleList")
        for part in parts
    )
