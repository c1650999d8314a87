"""Who uses a method of the project by its name, in its file and in the project's others: what renaming it affects."""

from __future__ import annotations

import ast
import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from lint_plugin import source as source_
from lint_plugin.semantics import cell_members
from lint_plugin.semantics.code.classes import ProjectClass
from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.code.syntax import FunctionNode, bodies, children, unread
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.values import Function, members
from lint_plugin.semantics.method_definitions import Key, overriding, text_of_file

_LINE_END = re.compile(rb"[\r\n]")
_SCOPES = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


class Use(NamedTuple):
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
    """Yield the nodes of a file with the scopes whose code they are; none inside what doesn't seem to ask for a name.

    That is what neither has it behind a dot nor for a string.
    """
    asked = re.compile(rb"\.%s%s\b|([\"'])%s\1" % (source_.GAP, name.encode(), name.encode()))
    pending: list[tuple[ast.AST, Scope]] = [(module.tree, module.scope)]
    while pending:
        node, scope = pending.pop()
        yield node, scope
        if isinstance(node, _SCOPES):
            body = unread(node)
            if body is None or not name.isascii() or asked.search(body):
                inside = {statement for block in bodies(node) for statement in block}
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


def is_used_elsewhere(model: Evaluator, cls: ProjectClass, name: str) -> bool:
    """Return whether another file of the project uses a method of a class, or overrides it in a subclass."""
    users_of = _users(model, cls.module, name)
    return bool(overriding(model, cls, name)) or (users_of is not None and any(users_of.using(cls)))


def users(model: Evaluator, cls: ProjectClass, name: str) -> tuple[str, ...] | None:
    """Return the other files of the project that use a method of a class, or override it in a subclass, sorted.

    None where one of them may use it and can't be told.
    """
    users_of = _users(model, cls.module, name)
    if users_of is None or users_of.may_be_used_beside(cls.module):
        return None
    return tuple(sorted({*users_of.using(cls), *overriding(model, cls, name)}))


def _users(model: Evaluator, module: Module, name: str) -> _Users | None:
    """Return the files around one that use methods of a name, None where they are too many to be looked at."""
    files = model.project.files_around(module)
    if files is None:
        return None
    question = ("users of", name, files[0] if files else module.path)
    known: _Users | None = model.project.memo.get(question)
    if known is None:
        known = model.project.memo[question] = _Users(model, files, name)
    return known


class _Users:
    """The files that use methods of a name: each is read when what those before it do says too little."""

    def __init__(self, model: Evaluator, files: list[str], name: str) -> None:
        self._model = model
        self._name = name
        self._unread = iter(files)
        self._by_class: dict[Key, list[str]] = {}
        self._unclear: list[str] = []
        """Those with an access of the name that can't be told."""
        self._guessed: dict[str, bool] = {}
        """Whether such a file is one in which guesses are made."""

    def using(self, cls: ProjectClass) -> Iterator[str]:
        """Yield the other files that use the method of a class."""
        found = self._by_class.setdefault((cls.module.path, cls.name), [])
        return (path for path in self._growing(found) if path != cls.module.path)

    def may_be_used_beside(self, module: Module) -> bool:
        """Return whether another file than a module's may use a method of the project that can't be told."""
        return any(path != module.path and self._may_use(path) for path in self._growing(self._unclear))

    def _growing(self, paths: list[str]) -> Iterator[str]:
        """Yield the paths of a list that grows with each file that is read, until all are."""
        for position in itertools.count():
            while position == len(paths):
                if not self._read_next():
                    return
            yield paths[position]

    def _read_next(self) -> bool:
        """Note what the next file does in whose text the name seems to be accessed. Returns whether there is one."""
        for path in self._unread:
            if not _seems_accessed(self._name.encode(), text_of_file(self._model, path)):
                continue
            module = self._model.project.load(path)
            found = uses(self._model, module, self._name) if module is not None else []
            for key in {key for use in found for key in use.classes}:
                self._by_class.setdefault(key, []).append(path)
            if any(use.doubtful for use in found):
                self._unclear.append(path)
            return True
        return False

    def _may_use(self, path: str) -> bool:
        if path not in self._guessed:
            module = self._model.project.load(path)
            self._guessed[path] = module is not None and cell_members.may_guess(self._model, module, self._name)
        return self._guessed[path]


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
