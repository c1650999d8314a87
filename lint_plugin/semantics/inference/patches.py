"""Names that code gives to classes and objects from outside: `nn.Cell.buffers = f`, `setattr(net, "buffers", f)`."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator

from lint_plugin.mindspore import cells, libraries
from lint_plugin.semantics.code.assigning import may_assign, may_set
from lint_plugin.semantics.code.bindings import Definition
from lint_plugin.semantics.code.classes import ProjectClass, assigned
from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.code.project import Project
from lint_plugin.semantics.code.syntax import FunctionNode, own_statements, unread
from lint_plugin.semantics.inference import imports
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import ancestors
from lint_plugin.semantics.inference.solver import Bounds
from lint_plugin.semantics.inference.values import (
    UNKNOWN,
    BuiltinMethod,
    ClassValue,
    External,
    Function,
    Instance,
    Nothing,
    Unknown,
    Value,
    join,
    members,
)
from lint_plugin.source import names_in_parts

Owner = tuple[ast.expr, Scope]
"""What an attribute is assigned on, and the scope that this is said in."""


def on_class(model: Evaluator, cls: ProjectClass, name: str) -> bool:
    """Return whether the class gets a name by one of its decorators, or by `Class.name = ...` in its module."""
    owners = _owners(cls.module, name)
    return (
        _by_decorator(model, cls, name)
        or len(owners) > _MAX_GIVEN
        or any(
            isinstance(part, ClassValue) and part.cls is cls
            for owner, scope in owners
            for part in members(model.evaluate(owner, scope))
        )
    )


def on_external(model: Evaluator, name: str, asking: Module, owners: frozenset[str]) -> bool:
    """Return whether `nn.Cell.name = ...` stands in a file, or in a project module that runs when it is imported.

    Those are the modules that it imports, and the packages that they and the file itself stand in. `owners` are the
    dotted names of what may be patched: of a class, or a module, of MindSpore.
    """
    patched: bool = model.kept((on_external, name, owners), asking, _on_external, name, asking, owners)
    return patched


def _on_external(model: Evaluator, name: str, asking: Module, owners: frozenset[str]) -> bool:
    if owners == cells.NAMES and by_library(model, f"{cells.CELL}.{name}", asking, own=False):
        return True
    return any(_patches(model, path, name, owners) for path in _running_with(model, asking))


def by_library(
    model: Evaluator, qualified_name: str, asking: Module, *, own: bool = True, count_strict: bool = True
) -> bool:
    """Return whether a library that is imported changes a name of MindSpore: by a file, or by one that runs with it.

    `own` says whether it counts, too, where the project is that library: what it changes can be read there. With
    `count_strict` off, a replacement that refuses every call that MindSpore's own refuses isn't counted.
    """
    return any(
        libraries.patches(name, qualified_name)
        and (count_strict or not libraries.is_as_strict(name, qualified_name))
        and _runs_with(model, asking, name)
        and (own or not imports.finds_own_package(model, name, asking))
        for name in sorted(libraries.names())
    )


def _runs_with(model: Evaluator, asking: Module, library: str) -> bool:
    """Return whether a library runs when a file is imported: by itself, or by a file that runs with it."""
    question = (_runs_with, library)
    known: bool | None = asking.memo.get(question)
    if known is None:
        known = any(_brings(model, path, library) for path in _running_with(model, asking))
        asking.memo[question] = known
    return known


def _brings(model: Evaluator, path: str, library: str) -> bool:
    """Return whether a file imports a library, or is its package."""
    question = (_brings, path, library)
    known: bool | None = model.project.memo.get(question)
    if known is None:
        folder, name = os.path.split(path)
        known = name == "__init__.py" and os.path.basename(folder) == library
        if not known and library.encode() in model.project.source(path):
            module = model.project.load(path)
            known = module is not None and module.imports_package(library)
        model.project.memo[question] = known
    return known


def on_object(model: Evaluator, name: str, asking: Module, receiver: Value) -> bool:
    """Return whether a file says `x.name = ...` of an object that could be the receiver: of its type, or untyped."""
    said: bool = model.kept((on_object, name, receiver), asking, _on_object, name, asking, receiver)
    return said


def _on_object(model: Evaluator, name: str, asking: Module, receiver: Value) -> bool:
    owners = _owners(asking, name)
    return len(owners) > _MAX_GIVEN or any(
        isinstance(part, (Unknown, Nothing)) or _are_related(model, part, other)
        for owner, scope in owners
        for part in members(model.evaluate(owner, scope))
        for other in members(receiver)
    )


def also_given(model: Evaluator, owner: Value, name: str, value: Value, asking: Module) -> Value:
    """Return what an object's attribute is, `value` by its class, when code of the same file may have replaced it.

    Replaced by `x.name = ...` on an object of a related class; where nothing is known of `x` it is left alone.
    """
    if not isinstance(owner, (Instance, ClassValue)) or isinstance(owner.cls, External):
        return value
    if isinstance(value, (Unknown, Nothing, BuiltinMethod, Function)) or not asking.may_assign(name):
        return value
    return model.value((also_given, owner, name, value), asking, _also_given, owner, name, value, asking)


def _also_given(model: Evaluator, owner: Value, name: str, value: Value, asking: Module) -> Value:
    found = [value]
    every = _assignments(asking).named(name).given.get(name, [])
    if len(every) > _MAX_GIVEN:
        return UNKNOWN
    for target, given, scope in every:
        if any(_are_related(model, part, owner) for part in members(model.evaluate(target, scope))):
            found.append(model.defined(given, scope))
    return join(found)


_MAX_GIVEN = 500
"""An attribute that a file assigns more often than this may be given to any object, and be anything."""


class _Assignments:
    """What a file's code assigns to attributes, but for those of `self`, by the attributes' names.

    `given` holds (x, what it is given, scope) for each `x.name = ...`; `owners` (x, scope) for each `x.name` that is
    assigned in any way, and for each `setattr(x, "name", ...)`.
    """

    def __init__(self, scope: Scope) -> None:
        self.given: dict[str, list[tuple[ast.expr, Definition, Scope]]] = {}
        self.owners: dict[str, list[Owner]] = {}
        self._unread = [scope]

    def named(self, name: str) -> _Assignments:
        """Return the assignments, with all those to attributes of this name."""
        pending, self._unread = self._unread, []
        while pending:
            scope = pending.pop()
            body = unread(scope.node)
            if body is not None and name.isascii() and not may_set(body, name, scope.module.glued_words):
                self._unread.append(scope)
                continue
            for node in own_statements(scope.node):
                self._note(node, scope)
                if isinstance(node, (FunctionNode, ast.ClassDef)):
                    pending.append(scope.child(node))
        return self

    def _note(self, node: ast.AST, scope: Scope) -> None:
        assignments = list(assigned(node))
        for target, kind, value in assignments:
            if isinstance(target, ast.Attribute) and not _is_self(target.value):
                given = (target.value, Definition(kind, value), scope)
                self.given.setdefault(target.attr, []).append(given)
        parts = [node.value] if isinstance(node, ast.Expr) else [target for target, _, _ in assignments]
        for name, owner in (stored for part in parts for stored in _stores(part)):
            if not _is_self(owner):
                self.owners.setdefault(name, []).append((owner, scope))


@memoized
def _assignments(module: Module) -> _Assignments:
    return _Assignments(module.scope)


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def _are_related(model: Evaluator, first: Value, second: Value) -> bool:
    """Return whether one value's class is or derives from the other's; nothing is known of an untyped second."""
    if isinstance(second, (Unknown, Nothing)):
        return True
    if not isinstance(first, (Instance, ClassValue)) or not isinstance(second, (Instance, ClassValue)):
        return False
    return first.cls in _lineage(model, second.cls) or second.cls in _lineage(model, first.cls)


def _lineage(model: Evaluator, cls: ProjectClass | External) -> set[ProjectClass | External]:
    found: set[ProjectClass | External] = {cls}
    if isinstance(cls, ProjectClass):
        for value in ancestors(model, cls):
            for part in members(value):
                if isinstance(part, (ClassValue, External)):
                    found.add(part.cls if isinstance(part, ClassValue) else part)
    if any(isinstance(part, External) and cells.is_cell(part.path) for part in found):
        found.add(External(cells.CELL))
    return found


_MAX_DECORATORS = 50
"""A class with more decorators may have any name from them."""


def _by_decorator(model: Evaluator, cls: ProjectClass, name: str) -> bool:
    if not isinstance(cls.node, ast.ClassDef):
        return False
    if len(cls.node.decorator_list) > _MAX_DECORATORS:
        return True
    for decorator in cls.node.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        value = model.evaluate(called, cls.outside)
        if isinstance(value, Function):
            if any(stored == name for node in ast.walk(value.node) for stored, _ in _stores(node)):
                return True
    return False


def _stores(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Yield (name, owner) if a node is the target `owner.name` of an assignment, or `setattr(owner, "name", ...)`."""
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        yield node.attr, node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "setattr":
        name = node.args[1] if len(node.args) == 3 else None
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            yield name.value, node.args[0]


@memoized
def _owners(module: Module, name: str) -> list[Owner]:
    """Return what a module's code assigns the attribute `name` on, except for `self`."""
    if not may_set(module.source, name, module.glued_words):
        return []
    return _assignments(module).named(name).owners.get(name, [])


@memoized
def _glued_words(project: Project, path: str) -> frozenset[bytes] | None:
    """Return the words that strings of a file make together, None where it doesn't use `setattr`."""
    source = project.source(path)
    return names_in_parts(source) if b"setattr" in source else None


def _running_with(model: Evaluator, asking: Module) -> list[str]:
    """Return the files that run when a file is imported: itself, what it imports, the packages around them."""
    found: list[str] | None = asking.memo.get(_running_with)
    if found is None:
        paths = [asking.path, *imports.imported_paths(model, asking)]
        packages = [model.project.enclosing_packages(path) for path in paths]
        around = [package for outer_first in packages for package in outer_first]
        outermost = dict.fromkeys(outer_first[0] for outer_first in packages if outer_first)
        inside = [path for package in outermost for path in _run_by(model, package)]
        found = asking.memo[_running_with] = list(dict.fromkeys(paths + around + inside))
    return found


def _run_by(model: Evaluator, package: str) -> list[str]:
    """Return the files that an `__init__.py` imports when it runs."""
    question = (_run_by, package)
    known: list[str] | None = model.project.memo.get(question)
    if known is None:
        module = model.project.load(package)
        known = [] if module is None else imports.imported_paths(model, module, at_once=True)
        model.project.memo[question] = known
    return known


def _patches(model: Evaluator, path: str, name: str, owners: frozenset[str]) -> bool:
    if not _may_patch(model.project, path, name):
        return False
    question = (_patches, path, name, owners)
    known: bool = model.ask(question, model.project, _EITHER, _sets_on_external, path, name, owners)
    return known


_EITHER = Bounds(least=False, greatest=True)


@memoized
def _may_patch(project: Project, path: str, name: str) -> bool:
    """Return whether a file may assign an attribute, as its text tells."""
    source, in_parts = project.source(path), _glued_words(project, path)
    return may_assign(source, name) if in_parts is None else may_set(source, name, in_parts)


def _sets_on_external(model: Evaluator, path: str, name: str, owners: frozenset[str]) -> bool:
    module = model.project.load(path)
    found = [] if module is None else _owners(module, name)
    if len(found) > _MAX_GIVEN:
        return True
    values = [model.evaluate(owner, scope) for owner, scope in found]
    return any(isinstance(value, External) and value.path in owners for value in values)
