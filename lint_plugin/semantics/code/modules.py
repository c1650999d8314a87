"""One file of the project: its text, its tree and its scopes; what is worked out from them is kept with them."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lint_plugin import source as source_
from lint_plugin.semantics.code.assigning import may_assign
from lint_plugin.semantics.code.memo import Memo, memoized
from lint_plugin.semantics.code.syntax import FunctionNode, children, statements

_COMPOUND = (ast.If, ast.Try, ast.With, ast.For, ast.While)


@dataclass(eq=False)
class Scope:
    """The body of a module, class or function: `node` is that, `parent` the scope around it."""

    node: ast.Module | ast.ClassDef | FunctionNode
    module: Module
    parent: Scope | None

    def __post_init__(self) -> None:
        self._children: dict[ast.AST, Scope] = {}
        self._memos: list[Memo] = []
        self.memo: Memo = {}

    def new_memo(self) -> Memo:
        """Return a memo for something that stands in this scope: it may hold that itself, and is emptied with this."""
        memo: Memo = {}
        self._memos.append(memo)
        return memo

    def child(self, node: ast.ClassDef | FunctionNode) -> Scope:
        """Return the scope of a class or function whose statement stands in this scope."""
        found = self._children.get(node)
        if found is None:
            found = self._children[node] = Scope(node, self.module, self)
        return found

    def release(self) -> None:
        """Let go of the scopes inside this one, and of what was found out about them: all that refers back to it."""
        pending = [self]
        while pending:
            scope = pending.pop()
            pending += scope._children.values()
            for memo in scope._memos:
                memo.clear()
            scope._children = {}
            scope.memo = {}

    def ancestors(self) -> Iterator[Scope]:
        """Yield this scope and those around it, inner first."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent


class Module:
    """A parsed file: `path` is absolute and normalised, `lines` are those of a host that has decoded the file."""

    def __init__(self, path: str, source: bytes, tree: ast.Module, lines: list[str] | None = None) -> None:
        self.path = path
        self.directory = os.path.dirname(path)
        self.source = source
        self.tree = tree
        self.text = source_.Text(source, lines)
        self.scope = Scope(tree, self, None)
        self.memo: Memo = {}

    def release(self) -> None:
        """Let go of all that refers back to the module, so that it goes when nobody asks for it any more."""
        self.scope.release()
        vars(self).clear()

    def has_text(self, source: bytes, lines: list[str] | None) -> bool:
        """Return whether the file has this text, by its bytes or by the lines that a host has decoded."""
        return self.source == source or self.text.lines == source_.Text(source, lines).lines

    @property
    @memoized
    def glued_words(self) -> frozenset[bytes]:
        """The words that strings of the file make together, if they may name attributes: `setattr(x, "a" "b", 1)`."""
        return source_.names_in_parts(self.source)

    @property
    def is_package(self) -> bool:
        """Whether the file is an `__init__.py`, so that its folder's files are its submodules."""
        return os.path.basename(self.path) == "__init__.py"

    @memoized
    def may_assign(self, name: str) -> bool:
        """Return whether the file may assign an attribute of this name on anything but `self`: it is read as text."""
        return may_assign(self.source, name)

    def mentions(self, name: str) -> bool:
        """Return whether the file's text contains a name, in parts too; what it doesn't contain needs no walk."""
        return _mentions(self, name)

    @property
    @memoized
    def imports(self) -> list[ast.Import | ast.ImportFrom]:
        """Every import statement of the file, in functions and classes too."""
        return [node for node in statements(self.tree, _may_import) if isinstance(node, (ast.Import, ast.ImportFrom))]

    def imports_package(self, package: str) -> bool:
        """Return whether the file imports the top-level package, or something in it."""
        return package in self._imported_packages

    @property
    @memoized
    def _imported_packages(self) -> frozenset[str]:
        names: list[str] = []
        for node in self.imports:
            if isinstance(node, ast.Import):
                names += [alias.name for alias in node.names]
            elif not node.level:
                names.append(node.module or "")
        return frozenset(name.partition(".")[0] for name in names)

    @property
    @memoized
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


@memoized
def _mentions(module: Module, name: str) -> bool:
    return name.encode() in module.source or name.encode() in module.glued_words


def _may_import(text: bytes) -> bool:
    """Return whether an import may stand in a text: `import` itself begins a line or a statement, or `from` does."""
    position = text.find(b"import")
    while position >= 0:
        start = text.rfind(b"\n", 0, position) + 1
        before = text[start:position].lstrip()
        may_begin_there = not before or before.startswith(b"from") or b";" in before or b":" in before
        if may_begin_there or text.endswith(b"\\\n", 0, start):
            if not text[position + 6 : position + 7].isalnum():
                return True
        position = text.find(b"import", position + 1)
    return False


def may_begin(source: bytes, keyword: bytes) -> bool:
    """Return whether a statement of a text may begin with a keyword."""
    position = source.find(keyword)
    while position >= 0:
        end = position + len(keyword)
        is_word = source[end : end + 1] in _BEHIND_KEYWORD
        if is_word and _BEFORE_STATEMENT.search(source, max(position - 200, 0), position):
            return True
        position = source.find(keyword, end)
    return False


_BEHIND_KEYWORD = frozenset((b" ", b"\t", b"\\"))
_BEFORE_STATEMENT = re.compile(rb"(?:^|[;:\r\n])[ \t\f]*\Z")
