"""What an import gives a name, and what a module offers under a name."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lint_plugin.mindspore import cells
from lint_plugin.semantics.code.bindings import Kind
from lint_plugin.semantics.code.exports import declared_all, lazy_exports
from lint_plugin.semantics.code.flow import flow_of, lookup
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.solver import Bounds
from lint_plugin.semantics.inference.values import (
    UNKNOWN,
    ExternalSymbol,
    ProjectModule,
    Unbound,
    Union,
    Value,
    join,
)


class _Folder(ExternalSymbol):
    """A namespace package of the project: a folder without `__init__.py`; `path` is the folder's."""


def imported(model: Evaluator, alias: ast.alias, scope: Scope) -> Value:
    """Return what the name bound by one alias of an import statement of the scope means."""
    statement = flow_of(scope).statement_of[alias]
    if isinstance(statement, ast.Import):
        dotted = alias.name if alias.asname else alias.name.partition(".")[0]
        return _module(model, model.project.find(dotted, scope.module), dotted)
    return from_module(model, statement, scope.module, alias.name)


def _module(model: Evaluator, path: str | None, dotted: str) -> Value:
    if path is None:
        return ExternalSymbol(dotted)
    if not path.endswith(".py"):
        return _Folder(path)
    module = model.project.load(path)
    return UNKNOWN if module is None else ProjectModule(module)


def module_named(model: Evaluator, dotted: str, importer: Module) -> Value:
    """Return the module of an absolute name: one of the project, or what an import of it outside would give."""
    return _module(model, model.project.find(dotted, importer), dotted)


def source_of(model: Evaluator, statement: ast.ImportFrom, importer: Module) -> Value:
    """Return the module that a `from ... import` takes its names from."""
    path = path_of(model, statement, importer)
    if path is None and statement.level:
        return UNKNOWN
    return _module(model, path, "" if statement.level else statement.module or "")


def path_of(model: Evaluator, statement: ast.ImportFrom, importer: Module) -> str | None:
    """Return the path that a `from ... import` takes its names from, None where that is outside the project."""
    if statement.level:
        return model.project.relative(statement.level, statement.module or "", importer)
    return model.project.find(statement.module or "", importer)


def from_module(model: Evaluator, statement: ast.ImportFrom, importer: Module, name: str) -> Value:
    """Return what `from <module> import name` means."""
    value = member(model, source_of(model, statement, importer), name)
    return UNKNOWN if value is None else value


def member(model: Evaluator, module: Value, name: str) -> Value | None:
    """Return what a module offers under a name, None where it has no such name."""
    if isinstance(module, Union):
        found = [value for part in module.members if (value := member(model, part, name)) is not None]
        return join(found) if found else None
    if isinstance(module, ProjectModule):
        value = model.export(module.module, name)
        return submodule(model, module.module, name) if value is None else value
    if isinstance(module, _Folder):
        path = model.project.below(module.path, name)
        return None if path is None else _module(model, path, "")
    if isinstance(module, ExternalSymbol):
        return ExternalSymbol(f"{module.path}.{name}")
    return UNKNOWN


def beyond_imports(model: Evaluator, module: Module, name: str) -> Value | None:
    """Return what a module offers under a name that it neither defines nor imports: lazily, or as a submodule.

    None where it has no such name.
    """
    if module.is_package:
        for submodule_name in lazy_exports(module).get(name, ()):
            path = model.project.submodule(module.path, submodule_name)
            if path is not None:
                return member(model, _module(model, path, ""), name)
        found = submodule(model, module, name)
        if found is not None:
            return found
    return UNKNOWN if "__getattr__" in flow_of(module.scope).at_exit else None


def submodule(model: Evaluator, module: Module, name: str) -> Value | None:
    """Return a package's submodule of this name, None where it has none.

    That is also what the package offers to those whom it imports before it has run to its end.
    """
    path = model.project.submodule(module.path, name) if module.is_package else None
    return None if path is None or path == module.path else _module(model, path, "")


def outside_star(model: Evaluator, statement: ast.ImportFrom, importer: Module, name: str) -> Value | None:
    """Return what a star import from outside the project brings under a name, None where it doesn't bring it."""
    source = source_of(model, statement, importer)
    if isinstance(source, ExternalSymbol) and source.path.partition(".")[0] == "mindspore":
        return _mindspore_star(source.path, name)
    return None if isinstance(source, ExternalSymbol) else UNKNOWN


def _mindspore_star(namespace: str, name: str) -> Value | None:
    dotted = f"{namespace}.{name}"
    return ExternalSymbol(dotted) if cells.is_cell(dotted) or (name == "nn" and namespace == "mindspore") else None


class _Exports(NamedTuple):
    """The names that a star import takes from a module; where `more`, every other without an underscore may be too."""

    names: frozenset[str]
    more: bool


_ANY_EXPORTS = Bounds(_Exports(frozenset(), False), _Exports(frozenset(), True))


def exports_by_star(model: Evaluator, module: Module, name: str) -> bool:
    """Return whether `from module import *` brings the name, by `__all__` or by the absence of an underscore."""
    declared = declared_all(module)
    if declared is None:
        return not name.startswith("_")
    if name in declared[0]:
        return True
    exports = _exports(model, module)
    return name in exports.names or (exports.more and not name.startswith("_"))


def may_bring(model: Evaluator, paths: tuple[str, ...], name: str) -> bool:
    """Return whether star imports from these files of the project may bring a name, by the lists that they have."""
    exports: _Exports = model.ask((may_bring, paths), model.project, _ANY_EXPORTS, _brought, paths)
    return name in exports.names or exports.more


def _brought(model: Evaluator, paths: tuple[str, ...]) -> _Exports:
    names: set[str] = set()
    for path in paths:
        if b"__all__" not in model.project.source(path):
            return _Exports(frozenset(), True)
        module = model.project.load(path)
        exports = _Exports(frozenset(), True) if module is None else _exports(model, module)
        if exports.more:
            return exports
        names |= exports.names
    return _Exports(frozenset(names), False)


def _exports(model: Evaluator, module: Module) -> _Exports:
    """Return what a module exports by its `__all__` and by those that it adds to it: `__all__ += sub.__all__`.

    Kept by its path, when its tree is dropped, too: to work it out anew takes all the files that it adds up.
    """
    exports: _Exports = model.ask((_exports, module.path), model.project, _ANY_EXPORTS, _listed_exports, module)
    return exports


def _listed_exports(model: Evaluator, module: Module) -> _Exports:
    declared = declared_all(module)
    if declared is None:
        return _Exports(frozenset(), True)
    names, more = set(declared[0]), False
    for expression in declared[1]:
        inner: Value = UNKNOWN
        if isinstance(expression, ast.Attribute) and expression.attr == "__all__":
            question = (_imported_module, expression)
            if question not in module.memo:
                module.memo[question] = _imported_module(model, expression.value, module)
            inner = module.memo[question] or model.evaluate(expression.value, module.scope)
        if isinstance(inner, ProjectModule):
            added = _exports(model, inner.module)
            names |= added.names
            more = more or added.more
        elif not isinstance(inner, Unbound):
            more = True
    return _Exports(frozenset(names), more)


def _imported_module(model: Evaluator, node: ast.expr, module: Module) -> ProjectModule | None:
    """Return the module that an import alone gives a name of a file, None where more than that may.

    Star imports are taken not to rebind it: what they bring may depend on this answer.
    """
    definitions = lookup(module.scope, node.id)[0] if isinstance(node, ast.Name) else ()
    while len(definitions) == 1 and definitions[0].kind is Kind.STAR:
        definitions = definitions[0].before
    alias = definitions[0].node if len(definitions) == 1 and definitions[0].kind is Kind.IMPORT else None
    if not isinstance(alias, ast.alias):
        return None
    found: Value | None = None
    statement = flow_of(module.scope).statement_of[alias]
    if isinstance(statement, ast.Import):
        found = imported(model, alias, module.scope)
    else:
        source = source_of(model, statement, module)
        if isinstance(source, ProjectModule) and alias.name not in flow_of(source.module.scope).everywhere:
            found = submodule(model, source.module, alias.name)
        elif isinstance(source, _Folder):
            found = member(model, source, alias.name)
    return found if isinstance(found, ProjectModule) else None


def _run_at_once(module: Module) -> Iterator[ast.stmt]:
    """Yield the statements that run when a file is imported, but for those in the arms of conditions."""
    for statement in module.tree.body:
        yield from statement.body if isinstance(statement, ast.Try) else [statement]


def imported_paths(model: Evaluator, module: Module, *, at_once: bool = False) -> list[str]:
    """Return the project's files that a file imports, each once: anywhere in it, or `at_once` when it is imported."""
    project = model.project
    found: dict[str, None] = {}
    statements: Iterable[ast.stmt] = _run_at_once(module) if at_once else module.imports
    for statement in statements:
        if isinstance(statement, ast.Import):
            paths = [project.find(alias.name, module) for alias in statement.names]
        elif isinstance(statement, ast.ImportFrom):
            if statement.level:
                source = project.relative(statement.level, statement.module or "", module)
            else:
                source = project.find(statement.module or "", module)
            paths = [source]
            if source is not None and (not source.endswith(".py") or os.path.basename(source) == "__init__.py"):
                paths += [project.submodule(source, alias.name) for alias in statement.names]
        else:
            continue
        found.update((path, None) for path in paths if path is not None and path.endswith(".py"))
    return list(found)


def finds_own_package(model: Evaluator, name: str, importer: Module) -> bool:
    """Return whether an import of a top-level package of this name finds one of the project's own folders."""
    project = model.project
    return any(
        name in project.entries(root) and project.is_package(os.path.join(root, name))
        for root in project.roots(importer.directory)
        if os.path.basename(root) not in ("site-packages", "dist-packages")
    )
