"""Classes of the project: their bodies, and what their methods give to `self`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from lint_plugin.semantics.code import flow
from lint_plugin.semantics.code.assigning import may_fill
from lint_plugin.semantics.code.bindings import Definition, Kind
from lint_plugin.semantics.code.memo import Memo, memoized
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.code.syntax import FunctionNode, is_static, may_hold, own_statements, place, unread, walk


class Attribute(NamedTuple):
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
        self._collected: set[str] = set()  # the names that none of those methods may hold
        self._sorted: set[str] = set()  # those whose attributes and additions are in order
        self.memo: Memo = self.outside.new_memo()
        # the scope of the class's body; None for a class that `type(...)` made
        self.scope = self.outside.child(self.node) if isinstance(self.node, ast.ClassDef) else None

    @property
    def module(self) -> Module:
        """The file that the class stands in."""
        return self.outside.module

    def body_names(self) -> dict[str, list[Definition]]:
        """Return every name that the class's body binds, under conditions too, with its definitions."""
        if self.scope is None:
            return {}
        return flow.flow_of(self.scope).everywhere

    def may_name(self, name: str) -> bool:
        """Return whether the class's text may hold a name: what hasn't been parsed may not."""
        return may_hold(self.node, name.encode())

    def binds(self, name: str) -> bool:
        """Return whether the class's body binds a name, under conditions too."""
        if not self.may_name(name):
            return False
        return name in (self.body_names() if self._bound is None else self._bound)

    def functions(self, name: str) -> list[FunctionNode]:
        """Return the functions of this name in the class's body, under conditions too."""
        return self._functions.get(name, []) if self.may_name(name) else []

    def only_function(self, name: str) -> FunctionNode | None:
        """Return the function that alone gives a name its value in the class's body; None where anything else may."""
        bound = self._bound.get(name, []) if self._bound is not None else []
        function = bound[0] if len(bound) == 1 else None
        if not isinstance(function, FunctionNode) or function not in getattr(self.node, "body", ()):
            return None
        return None if ast.Nonlocal in flow.rebinding(self.module) else function

    @cached_property
    def _bound(self) -> dict[str, list[ast.AST]] | None:
        """The names that the class's body binds, with the statements that do; None where that isn't told by these.

        They tell as much as what follows them from one to the next, and sooner.
        """
        if self.module.mentions(":="):
            return None
        found: dict[str, list[ast.AST]] = {}
        for node in self._statements:
            if isinstance(node, ast.Delete):
                return None
            for name in _bound_by(node):
                found.setdefault(name, []).append(node)
        return found

    @cached_property
    def _functions(self) -> dict[str, list[FunctionNode]]:
        found: dict[str, list[FunctionNode]] = {}
        for node in self.methods():
            found.setdefault(node.name, []).append(node)
        return found

    @cached_property
    def _statements(self) -> list[ast.AST]:
        """All statements of the class's body, in the order of the source."""
        return list(own_statements(self.node))[::-1]

    def methods(self) -> Iterator[FunctionNode]:
        """Yield every function that stands in the class's body, under conditions too."""
        return (node for node in self._statements if isinstance(node, FunctionNode))

    def attributes(self, name: str) -> list[Attribute]:
        """Return every value that the class's methods give to an attribute of `self`, in the order of the source."""
        self._collect_from_methods(name)
        return self._attributes.get(name, [])

    def additions(self, name: str) -> list[Addition]:
        """Return what methods append to an attribute of `self`, in the order of the source."""
        self._collect_from_methods(name)
        return self._additions.get(name, [])

    def _collect_from_methods(self, name: str) -> None:
        """Read what methods give to `self`, of those that may hold a name and weren't read yet."""
        if name not in self._collected:
            self._collected.add(name)
            if self.may_name(name):
                self._collect_from_unread(name)
        if name not in self._sorted:
            self._sorted.add(name)
            self._attributes.get(name, []).sort(key=lambda given: place(given.definition.node))
            self._additions.get(name, []).sort(key=lambda addition: place(addition[0]))

    def _collect_from_unread(self, name: str) -> None:
        if self._uncollected is None:
            self._uncollected = [method for method in self.methods() if _parameters(method) and not is_static(method)]
        methods = [method for method in self._uncollected if _may_give(method, name)]
        if not methods or self.scope is None:
            return
        collected = frozenset(methods)
        self._uncollected = [method for method in self._uncollected if method not in collected]
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
                    self._give(target.attr, attribute)
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
            self._give(named[0].value, attribute)
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        if isinstance(owner, ast.Attribute) and _is_name(owner.value, this):
            addition = added_by(node)
            if addition is not None:
                self._additions.setdefault(owner.attr, []).append((*addition, scope))
                self._sorted.discard(owner.attr)

    def _give(self, name: str, attribute: Attribute) -> None:
        self._attributes.setdefault(name, []).append(attribute)
        self._sorted.discard(name)


def _may_give(method: FunctionNode, name: str) -> bool:
    """Return whether a method may give an attribute of `self` a value, or put something into it, as its text tells."""
    text = unread(method)
    return text is None or not name.isascii() or may_fill(text, name)


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


def _bound_by(node: ast.AST) -> list[str]:
    """Return the names that a statement, or an arm of one, binds itself."""
    if isinstance(node, (FunctionNode, ast.ClassDef)):
        return [node.name]
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [alias.asname or alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ExceptHandler):
        return [node.name] if node.name else []
    if isinstance(node, ast.match_case):
        parts = list(ast.walk(node.pattern))
        return [name for part in parts for name in (getattr(part, "name", None), getattr(part, "rest", None)) if name]
    targets = [part for target, _, _ in assigned(node) for part in walk(target)]
    return [part.id for part in targets if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)]


@memoized
def _made(module: Module) -> dict[ast.AST, ProjectClass]:
    """Return the classes of a file that were asked for, by their nodes."""
    return {}


def project_class(node: ast.ClassDef, outside: Scope) -> ProjectClass:
    """Return the class of a class statement that stands in the scope `outside`."""
    made = _made(outside.module)
    found = made.get(node)
    if found is None:
        found = made[node] = ProjectClass(node.name, node, outside, list(node.bases))
    return found


def called_class(node: ast.Call, bases: list[ast.expr], outside: Scope) -> ProjectClass:
    """Return the class that a call `type(name, bases, {})` makes."""
    return _made(outside.module).setdefault(node, ProjectClass("type", node, outside, bases))


def enclosing_class(scope: Scope) -> ProjectClass | None:
    """Return the class whose method's body, or own body, the scope is or stands in."""
    for inner in scope.ancestors():
        if isinstance(inner.node, ast.ClassDef) and inner.parent is not None:
            return project_class(inner.node, inner.parent)
    return None
