"""One file of the project: its tree, its scopes, and the names that it offers to others."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Hashable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lint_plugin import source as source_
from lint_plugin.semantics.scopes import Scope
from lint_plugin.semantics.trees import children, statements

if TYPE_CHECKING:
    from lint_plugin.semantics.classes import ProjectClass
    from lint_plugin.semantics.values import Value

_GIVEN = re.compile(rb"\.(?<!\bself\.)(\w+)\s*(?::[^=\n]*)?(?=[=,)])")
_IMPORTS = re.compile(rb"(?:^|[;:])[ \t]*(?:import|from)\b", re.MULTILINE)
_COMPOUND = (ast.If, ast.Try, ast.With, ast.For, ast.While)


class Module:
    """A parsed file: `path` is absolute and normalised, `lines` are those of a host that has decoded the file.

    `answers`, `classes` and `ancestors` are what the semantic model knows of the file's nodes.
    """

    def __init__(self, path: str, source: bytes, tree: ast.Module, lines: list[str] | None = None) -> None:
        self.path = path
        self.source = source
        self.tree = tree
        self.text = source_.Text(source, lines)
        self.scope = Scope(tree, self, None)
        self.answers: dict[Hashable, Value] = {}
        self.classes: dict[ast.AST, ProjectClass] = {}
        self.ancestors: dict[ProjectClass, tuple[Value, ...]] = {}
        self.derived: dict[object, Any] = {}  # what others worked out from the file

    def release(self) -> None:
        """Let go of all that refers back to the module, so that it goes when nobody asks for it any more."""
        self.scope.release()
        vars(self).clear()

    @cached_property
    def directory(self) -> str:
        """The folder that the file stands in."""
        return os.path.dirname(self.path)

    @property
    def is_package(self) -> bool:
        """Whether the file is an `__init__.py`, so that its folder's files are its submodules."""
        return os.path.basename(self.path) == "__init__.py"

    def mentions(self, name: str) -> bool:
        """Return whether the file's text contains a name; what it doesn't contain needs no walk of its tree."""
        found: bool | None = self.derived.get(name)
        if found is None:
            found = self.derived[name] = name.encode() in self.source
        return found

    @cached_property
    def imports(self) -> list[ast.Import | ast.ImportFrom]:
        """Every import statement of the file, in functions and classes too."""
        return [node for node in statements(self.tree, _may_import) if isinstance(node, (ast.Import, ast.ImportFrom))]

    def imports_package(self, package: str) -> bool:
        """Return whether the file imports the top-level package, or something in it."""
        for node in self.imports:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            if not getattr(node, "level", 0) and any(name.partition(".")[0] == package for name in names):
                return True
        return False

    @cached_property
    def given_names(self) -> frozenset[str]:
        """The names of attributes that the file assigns on anything but `self`, and some more: it is read as text."""
        return frozenset(name.decode() for name in _GIVEN.findall(self.source))

    @cached_property
    def runs_as_script(self) -> bool:
        """Whether the file could be run as a script: a relative import fails there."""
        at_top = any(isinstance(node, ast.ImportFrom) and node.level for node in self.tree.body)
        return not at_top and not any(isinstance(node, ast.ImportFrom) and node.level for node in self.imports)

    def statements(self) -> Iterator[ast.stmt]:
        """Yield the statements that run when the module is imported, those inside `if`, `try` and loops too."""
        pending: list[ast.stmt] = list(reversed(self.tree.body))
        while pending:
            node = pending.pop()
            yield node
            if isinstance(node, _COMPOUND):
                inner = [child for child in children(node) if isinstance(child, ast.stmt)]
                for handler in getattr(node, "handlers", []):
                    inner += handler.body
                pending += reversed(inner)

    @cached_property
    def lazy_exports(self) -> dict[str, list[str]]:
        """Name -> dotted submodules, as a lazy module lists them: `_import_structure = {"sub": ["Name"]}`.

        Only where the module really hands such a dict to something that its name calls lazy.
        """
        if b"azy" not in self.source:
            return {}
        handed = {
            argument.id
            for statement in self.statements()
            for call in ast.walk(statement)
            if isinstance(call, ast.Call) and "lazy" in ast.unparse(call.func).lower()
            for argument in [*call.args, *(keyword.value for keyword in call.keywords)]
            if isinstance(argument, ast.Name)
        }
        exports: dict[str, list[str]] = {}
        for statement in self.statements():
            for submodule, names in _structure_entries(statement, handed):
                for name in names:
                    exports.setdefault(name, []).append(submodule)
        return exports

    @cached_property
    def declared_all(self) -> tuple[set[str], list[ast.expr]] | None:
        """The names that `__all__` lists, and the expressions added to it that aren't literal; None without one."""
        if b"__all__" not in self.source:
            return None
        names: set[str] = set()
        others: list[ast.expr] = []
        found = False
        for statement in self.statements():
            for addition in _additions(statement, "__all__"):
                found = True
                for part in _summands(addition):
                    literal = _strings(part)
                    if literal is None:
                        others.append(part)
                    else:
                        names.update(literal)
        return (names, others) if found else None


def _may_import(text: bytes) -> bool:
    return b"import" in text and _IMPORTS.search(text) is not None


def _strings(node: ast.expr) -> list[str] | None:
    """Return the strings of a literal list or tuple, None for anything else."""
    if not isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return None
    return [item.value for item in node.elts if isinstance(item, ast.Constant) and isinstance(item.value, str)]


def _summands(node: ast.expr) -> list[ast.expr]:
    parts = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts.append(node.right)
        node = node.left
    return [*parts, node]


def _additions(statement: ast.stmt, name: str) -> list[ast.expr]:
    """Return what a statement gives to the list `name`: by assignment, `+=`, `extend` or `append`."""

    def is_it(node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id == name

    if isinstance(statement, ast.Assign) and any(is_it(target) for target in statement.targets):
        return [statement.value]
    if isinstance(statement, (ast.AugAssign, ast.AnnAssign)) and is_it(statement.target):
        return [statement.value] if statement.value is not None else []
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        call = statement.value
        if isinstance(call.func, ast.Attribute) and is_it(call.func.value) and call.args:
            if call.func.attr == "extend":
                return [call.args[0]]
            if call.func.attr == "append":
                return [ast.List(elts=[call.args[0]])]
    return []


def _structure_entries(statement: ast.stmt, handed: set[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield (submodule, names) that a statement puts into one of the dicts named in `handed`."""

    def entry(key: ast.expr | None, value: ast.expr) -> Iterator[tuple[str, list[str]]]:
        names = _strings(value)
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and names is not None:
            yield key.value, names

    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        for target in targets:
            if isinstance(target, ast.Name) and target.id in handed and isinstance(statement.value, ast.Dict):
                for key, value in zip(statement.value.keys, statement.value.values, strict=True):
                    yield from entry(key, value)
            elif isinstance(target, ast.Subscript) and statement.value is not None:
                if isinstance(target.value, ast.Name) and target.value.id in handed:
                    yield from entry(target.slice, statement.value)
    elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call) and statement.value.args:
        call = statement.value.func
        if isinstance(call, ast.Attribute) and call.attr in ("extend", "append"):
            owner = call.value
            if isinstance(owner, ast.Subscript) and isinstance(owner.value, ast.Name) and owner.value.id in handed:
                added = statement.value.args[0]
                yield from entry(owner.slice, added if call.attr == "extend" else ast.List(elts=[added]))
