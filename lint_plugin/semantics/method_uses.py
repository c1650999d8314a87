"""Who uses a method of the project by its name, in its file and in the project's others: what renaming it affects."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lint_plugin import source as source_
from lint_plugin.semantics import cell_members
from lint_plugin.semantics.code.classes import ProjectClass
from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.code.syntax import FunctionNode, bodies, children, may_hold
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.values import Function, members
from lint_plugin.semantics.method_definitions import Key, overriding

_LINE_END = re.compile(rb"[\r\n]")
_SCOPES = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Use:
    """An access of a method's name, `x.name` or `getattr(x, "name")`.

    `methods` are the methods of the project that it may be; `doubtful` says that it may be another, or anything.
    """

    node: ast.Attribute | ast.Call
    methods: frozenset[FunctionNode]
    classes: frozenset[Key]
    doubtful: bool


def uses(model: Evaluator, module: Module, name: str) -> list[Use]:
    """Return the accesses of a name in a file that may be one of a method of the project."""
    found: list[Use] | None = module.memo.get((uses, name))
    if found is None:
        seems_used = _seems_accessed(name.encode(), module.source)
        found = module.memo[uses, name] = list(_uses(model, module, name)) if seems_used else []
    return found


def _uses(model: Evaluator, module: Module, name: str) -> Iterator[Use]:
    for node, scope in _accesses(module, name):
        receiver = node.value if isinstance(node, ast.Attribute) else node.args[0]
        if isinstance(node, ast.Attribute):
            value = model.evaluate(node, scope)
        else:
            value = model.attribute(model.evaluate(receiver, scope), name)
        functions = [part for part in members(value) if isinstance(part, Function)]
        untyped = cell_members.lacks(model, model.evaluate(receiver, scope), name, module).untyped
        if functions or untyped:
            yield Use(
                node,
                frozenset(function.node for function in functions),
                frozenset(_key(function) for function in functions),
                doubtful=untyped or len(functions) < len(members(value)),
            )


def _key(function: Function) -> Key:
    return function.scope.module.path, getattr(function.scope.node, "name", "")


@memoized
def asked_beside_super(module: Module, name: str) -> bool:
    """Return whether a file asks for an attribute, other than of `super()`, or has its name for a string."""
    return any(
        (isinstance(node, ast.Attribute) and node.attr == name and not _is_super(node.value))
        or (isinstance(node, ast.Constant) and node.value == name)
        for node, _ in _nodes_near(module, name)
    )


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"


def _accesses(module: Module, name: str) -> Iterator[tuple[ast.Attribute | ast.Call, Scope]]:
    """Yield each access of a name in a file, with the scope whose own code it is."""
    for node, scope in _nodes_near(module, name):
        if (isinstance(node, ast.Attribute) and node.attr == name) or _is_getattr(node, name):
            yield node, scope  # type: ignore[misc]


def _nodes_near(module: Module, name: str) -> Iterator[tuple[ast.AST, Scope]]:
    """Yield the nodes of a file with the scopes whose code they are; none inside what is without the name."""
    text = name.encode()
    pending: list[tuple[ast.AST, Scope]] = [(module.tree, module.scope)]
    while pending:
        node, scope = pending.pop()
        yield node, scope
        if isinstance(node, _SCOPES):
            if may_hold(node, text):
                inside = {statement for body in bodies(node) for statement in body}
                inner = scope.child(node)
                pending += [(child, inner if child in inside else scope) for child in children(node)]
        else:
            pending += [(child, scope) for child in children(node)]


def _is_getattr(node: ast.AST, name: str) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "getattr"
        and len(node.args) in (2, 3)
        and isinstance(node.args[1], ast.Constant)
        and node.args[1].value == name
    )


@dataclass(frozen=True)
class Elsewhere:
    """What other files than its own do with a method.

    They use it, or override it in a subclass: `paths` are those of such files, sorted. `doubtful` says that one of the
    project may use it and can't be told.
    """

    paths: tuple[str, ...]
    doubtful: bool


def elsewhere(model: Evaluator, cls: ProjectClass, name: str) -> Elsewhere:
    """Return what other files of the project do with a method of a class."""
    files = model.project.files_around(cls.module)
    if files is None:
        return Elsewhere((), doubtful=True)
    own = cls.module.path
    used = _used(model, cls.module, files, name)
    paths = {path for path in used.by_class.get((own, cls.name), ()) if path != own}
    paths.update(overriding(model, cls, name))
    return Elsewhere(tuple(sorted(paths)), any(path != own for path in used.doubtful))


class _Used(NamedTuple):
    """The files that use a method, by its class, and those that may use one of the project that can't be told."""

    by_class: dict[Key, list[str]]
    doubtful: list[str]


def _used(model: Evaluator, module: Module, files: list[str], name: str) -> _Used:
    """Return the files around one that use a method of a name."""
    question = ("users of", name, files[0] if files else module.path)
    known: _Used | None = model.project.memo.get(question)
    if known is None:
        known = _Used({}, [])
        for path in _mentioning(model, module, files, name):
            classes, doubtful = _used_in(model, path, name)
            for key in classes:
                known.by_class.setdefault(key, []).append(path)
            if doubtful:
                known.doubtful.append(path)
        model.project.memo[question] = known
    return known


def _mentioning(model: Evaluator, module: Module, files: list[str], name: str) -> list[str]:
    """Return the files in whose text an access of a name seems to be."""
    question = ("mentions of", name, files[0] if files else module.path)
    known: list[str] | None = model.project.memo.get(question)
    if known is None:
        known = model.project.memo[question] = []
        for path in files:
            try:
                text = model.project.read(path)
            except source_.SourceError:
                continue
            if _seems_accessed(name.encode(), text):
                known.append(path)
    return known


def _seems_accessed(name: bytes, text: bytes) -> bool:
    """Return whether an access of a name seems to be in a text, outside of comments."""
    if name not in text:
        return False
    for pattern in _accesses_of(name):
        position = 0
        while found := pattern.search(text, position):
            line = source_.line_start(text, found.start())
            if text.find(b"#", line, found.start()) < 0:
                return True
            line_end = _LINE_END.search(text, found.start())
            position = line_end.end() if line_end else len(text)
    return False


@functools.cache
def _accesses_of(name: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    escaped = re.escape(name)
    return (
        re.compile(rb"\.\s*%s\b" % escaped),
        re.compile(rb"getattr\((?:(?!getattr\()[^#\r\n])*[\"']%s[\"']" % escaped),
    )


def _used_in(model: Evaluator, path: str, name: str) -> tuple[frozenset[Key], bool]:
    """Return the classes whose method a file uses, and whether it may use one that can't be told."""
    question = ("uses of", name, path)
    known: tuple[frozenset[Key], bool] | None = model.project.memo.get(question)
    if known is None:
        module = model.project.load(path)
        found = uses(model, module, name) if module is not None else []
        doubtful = (
            module is not None and any(use.doubtful for use in found) and cell_members.may_guess(model, module, name)
        )
        known = model.project.memo[question] = (frozenset(key for use in found for key in use.classes), doubtful)
    return known
