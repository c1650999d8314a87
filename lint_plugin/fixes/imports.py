"""Where an import goes that a file lacks."""

from __future__ import annotations

import ast

from lint_plugin.fixes import gaps
from lint_plugin.fixes.arguments import span
from lint_plugin.fixes.edit import Edit
from lint_plugin.source import Text

_Import = ast.Import | ast.ImportFrom


def insertion(line: str, tree: ast.Module, text: Text) -> Edit:
    """Return the edit that adds an import to a file: `import package` or `from package import name`.

    A name is added to the first import from its package; else the line goes where its like stand.
    """
    package, _, name = line.removeprefix("from ").removeprefix("import ").partition(" import ")
    for statement in _first_imports(tree):
        if name and isinstance(statement, ast.ImportFrom) and statement.module == package and not statement.level:
            if statement.names[0].name != "*":
                return _extended(statement, name, text)
    return _statement(line, package, tree, text)


def _first_imports(tree: ast.Module) -> list[_Import]:
    """Return the imports that a file begins with, behind its docstring."""
    found: list[_Import] = []
    for index, statement in enumerate(tree.body):
        if isinstance(statement, _Import):
            found.append(statement)
        elif index or not _is_docstring(statement):
            break
    return found


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _extended(statement: ast.ImportFrom, name: str, text: Text) -> Edit:
    """Return the edit that adds a name to an import, before the first that sorts behind it."""
    content = text.content
    new_line = gaps.line_end(content)
    for alias in statement.names:
        if _order(alias.name) > _order(name):
            start = span(alias, text)[0]
            if gaps.begins_line(content, start):
                return _insertion(text, start, f"{name},{new_line}{gaps.indentation(content, start)}")
            return _insertion(text, start, f"{name}, ")
    start, end = span(statement.names[-1], text)
    comma = next((at for at, mark in gaps.marks(content, end, span(statement, text)[1]) if mark == ","), None)
    between = f"{new_line}{gaps.indentation(content, start)}" if gaps.begins_line(content, start) else " "
    if comma is not None:
        return _insertion(text, comma + 1, f"{between}{name},")
    return _insertion(text, end, f",{between}{name}")


def _order(name: str) -> tuple[int, str]:
    """Return what names in an import are sorted by: constants, classes, all others."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2), name


def _statement(code: str, package: str, tree: ast.Module, text: Text) -> Edit:
    """Return the edit that puts an import where its like stand: behind the package's first, or the file's last."""
    content = text.content
    new_line = gaps.line_end(content)
    first = _first_imports(tree)
    like = [statement for statement in first if _package(statement) == package.partition(".")[0]]
    before: ast.stmt | None = None
    if first:
        before = like[0] if like else first[-1]
    elif tree.body and _is_docstring(tree.body[0]):
        before = tree.body[0]
    if before is None:
        start = _begin(tree, text)
        return _insertion(text, start, f"{code}{new_line}{new_line if tree.body else ''}")
    end = _line_after(content, span(before, text)[1], tree, text)
    if end is None:
        return _insertion(text, len(content), f"{new_line}{code}{new_line}")
    blank = "" if first else new_line
    return _insertion(text, end, f"{blank}{code}{new_line}")


def _package(statement: _Import) -> str:
    """Return the top-level package that an import brings something of, empty for one of the project's own."""
    if isinstance(statement, ast.ImportFrom):
        return "" if statement.level else (statement.module or "").partition(".")[0]
    return statement.names[0].name.partition(".")[0]


def _begin(tree: ast.Module, text: Text) -> int:
    """Return the offset of the line in which the first statement of a file begins."""
    if not tree.body:
        return len(text.content)
    statement = tree.body[0]
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    line = decorators[0].lineno if decorators else statement.lineno
    return text.offset(line, 0)


def _line_after(content: str, offset: int, tree: ast.Module, text: Text) -> int | None:
    """Return the offset of the line behind the one in which all statements up to an offset end; None at the end."""
    line = text.position(offset)[0]
    for statement in tree.body:
        if statement.lineno > line:
            break
        line = max(line, statement.end_lineno or line)  # several may stand on one line
    return text.offset(line + 1, 0) if line < len(text.lines) else None


def _insertion(text: Text, offset: int, code: str) -> Edit:
    line, column = text.position(offset)
    return Edit(line, column, line, column, code, shared=True)
