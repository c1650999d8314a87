"""Statements around others that are taken away: a `with`, one of its items, a decorator."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from lint_plugin.fixes import gaps
from lint_plugin.fixes.arguments import span
from lint_plugin.fixes.builder import FixBuilder
from lint_plugin.semantics.code.syntax import FunctionNode

_TO_COLON = re.compile(r"(?:#[^\r\n]*|[^:#])*:")


def without_item(builder: FixBuilder, statement: ast.With, item: ast.withitem) -> bool:
    """Take an item out of a `with`; of one that has no other the statements inside stay. False where it can't be."""
    if item.optional_vars is not None:
        return False
    if len(statement.items) == 1:
        return _unwrap(builder, statement)
    place = statement.items.index(item)
    content = builder.text.content
    first = max(place - 1, 0)
    before, after = statement.items[first], statement.items[first + 1]
    end = span(before.optional_vars or before.context_expr, builder.text)[1]
    start = span(after.context_expr, builder.text)[0]
    marks = list(gaps.marks(content, end, start))
    if [mark for _, mark in marks] != [","]:  # brackets around one of them
        return False
    if place == 0:
        builder.replace_text(statement, span(item.context_expr, builder.text)[0], start, "")
    else:
        builder.replace_text(statement, marks[0][0], span(item.context_expr, builder.text)[1], "")
    return True


def _unwrap(builder: FixBuilder, statement: ast.With) -> bool:
    """Leave the statements inside of a `with` alone, on the lines that they have, moved to its own indentation."""
    text, content = builder.text, builder.text.content
    start = span(statement, text)[0]
    body = span(statement.body[0], text)[0]
    if isinstance(statement.body[0], (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
        decorators = [span(one, text)[0] for one in statement.body[0].decorator_list]
        body = min([body, *(gaps.before_blanks(content, one) - 1 for one in decorators)])
    found = _TO_COLON.match(content, span(statement.items[-1].context_expr, text)[1], body)
    if found is None or not gaps.begins_line(content, start):
        return False
    if not gaps.begins_line(content, body):  # `with x: y`
        builder.replace_text(statement, start, body, "")
        return True
    header = gaps.after_line_end(content, gaps.after_blanks(content, gaps.comment_end(content, found.end())))
    outer, inner = len(gaps.indentation(content, start)), len(gaps.indentation(content, body))
    builder.replace_text(statement, gaps.before_blanks(content, start), header, "")
    in_strings = lines_in_strings([statement])
    for line in range(text.position(header)[0], (statement.end_lineno or 0) + 1):
        begin = text.offset(line, 0)
        blanks = gaps.after_blanks(content, begin) - begin
        if line not in in_strings and blanks > outer:
            builder.replace_text(statement, begin + outer, begin + min(inner, blanks), "")
    return True


def lines_in_strings(statements: Iterable[ast.stmt]) -> set[int]:
    """Return the lines of statements that begin inside of a string."""
    found: set[int] = set()
    for node in (node for statement in statements for node in ast.walk(statement)):
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes))):
            found.update(range(node.lineno + 1, (node.end_lineno or 0) + 1))
    return found


def without_decorator(builder: FixBuilder, decorator: ast.expr, node: FunctionNode | ast.ClassDef) -> bool:
    """Take out a decorator that has its lines for itself; False where it can't be."""
    content = builder.text.content
    start, end = span(decorator, builder.text)
    at = gaps.before_blanks(content, start) - 1
    comment = gaps.comment_end(content, end)
    if content[at] != "@" or not gaps.begins_line(content, at) or not gaps.ends_line(content, comment):
        return False
    following = gaps.after_line_end(content, gaps.after_blanks(content, comment))
    builder.replace_text(node, gaps.before_blanks(content, at), following, "")
    return True
