"""Python's syntax: walking a tree past the parts that no question is about, and what its nodes say by themselves."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterator

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
_NO_NODES = frozenset({"arg", "asname", "attr", "conversion", "ctx", "id", "is_async", "kind", "level", "module", "op",
                       "ops", "rest", "kwd_attrs", "simple", "type_comment", "type_ignores"})  # fmt: skip
"""Fields that hold no node, or one without a place: `x` of `x.y`, the operator of a sum."""


_SIMPLE = frozenset({ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Return, ast.Raise, ast.Assert, ast.Pass,
                     ast.Import, ast.ImportFrom, ast.Delete, ast.Break, ast.Continue})  # fmt: skip
"""Statements that hold no others."""
_WITH_GAPS = frozenset({ast.Dict, ast.arguments})
"""Kinds of node in whose lists None stands for what isn't there: the key of `**x`, a parameter's default."""
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
_bodies: dict[type[ast.AST], tuple[str, ...]] = {ast.Lambda: (), ast.IfExp: ()}
"""Kind of node -> its fields that are lists of statements, or of arms; filled as kinds are met."""
_fields: dict[type[ast.AST], tuple[str, ...]] = {ast.Constant: (), ast.Global: (), ast.Nonlocal: ()}
"""Kind of node -> its fields in which other nodes stand, in the order of the source; filled as kinds are met."""


def children(node: ast.AST) -> list[ast.AST]:
    """Return the nodes right below a node that have a place of their own, in the order of `ast.iter_child_nodes`."""
    found: list[ast.AST] = []
    fields = _fields.get(type(node))
    if fields is None:
        fields = _fields[type(node)] = tuple(name for name in node._fields if name not in _NO_NODES)
    for name in fields:
        value = getattr(node, name, None)
        if isinstance(value, list):
            found += value
        elif isinstance(value, ast.AST):
            found.append(value)
    return [item for item in found if item is not None] if type(node) in _WITH_GAPS else found


def statements(node: ast.AST, worth_reading: Callable[[bytes], bool]) -> Iterator[ast.AST]:
    """Yield the statements below a node, and the arms that hold them, in functions and classes too.

    Those whose bodies haven't been parsed are entered where their text is worth it.
    """
    pending = [node]
    while pending:
        for inner in blocks(pending.pop()):
            yield inner
            if type(inner) not in _SIMPLE:
                text = unread(inner)
                if text is None or worth_reading(text):
                    pending.append(inner)


def unread(node: ast.AST) -> bytes | None:
    """Return the text of a function or class whose body hasn't been parsed yet (outline.py), None for other nodes."""
    text: bytes | None = vars(node).get("unread")
    return text


def may_hold(node: ast.AST, text: bytes) -> bool:
    """Return whether a name's text may stand in a node: not if its body hasn't been parsed, and doesn't hold it.

    A name beyond ASCII may be written in more ways than one: the parser makes a Greek letter of the micro sign.
    """
    body = unread(node)
    return body is None or text in body or not text.isascii()


def blocks(node: ast.AST) -> list[ast.AST]:
    """Return the statements right below a node, and the arms that hold them: handlers, cases. Not to be changed."""
    below = bodies(node)
    return below[0] if len(below) == 1 else [statement for body in below for statement in body]


def bodies(node: ast.AST) -> list[list[ast.AST]]:
    """Return the lists of statements, and of arms that hold them, right below a node."""
    fields = _bodies.get(type(node))
    if fields is None:
        fields = _bodies[type(node)] = tuple(name for name in _BLOCKS if name in node._fields)
    return [getattr(node, name) for name in fields]


def place(node: ast.AST) -> tuple[int, int]:
    """Return where a node begins: line 1-based, column 0-based in UTF-8 bytes; zeros for one without a place."""
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)


def first_line(statement: ast.stmt) -> int:
    """Return the line (1-based) that a statement begins on, with its decorators."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return decorators[0].lineno if decorators else statement.lineno


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and all below it, in no particular order."""
    pending = [node]
    while pending:
        node = pending.pop()
        yield node
        pending += children(node)


_MOST_USES = 200
"""A name that stands more often in one function isn't looked for."""


def names_in(function: ast.AST, name: str) -> list[ast.Name]:
    """Return where a name stands in a function's own code; nowhere if that is more often than any is written."""
    found = _all_names(function).get(name, [])
    return found if len(found) <= _MOST_USES else []


@functools.lru_cache(maxsize=1)  # asked for each finding in a function
def _all_names(function: ast.AST) -> dict[str, list[ast.Name]]:
    names: dict[str, list[ast.Name]] = {}
    for node in own_nodes(function):
        if isinstance(node, ast.Name):
            names.setdefault(node.id, []).append(node)
    return names


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
        if type(node) not in _SIMPLE and not isinstance(node, _SCOPES):
            if isinstance(node, (ast.With, ast.AsyncWith)):
                yield from node.items
            pending += blocks(node)


_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def text_of(node: ast.AST) -> str:
    """Return the text of an expression; of one that is nested more deeply than any is written, dots that are longer."""
    pending = [(node, 0)]
    while pending:
        inner, depth = pending.pop()
        if depth > _MOST_NESTED:
            return "." * _MOST_NESTED
        pending += ((child, depth + 1) for child in children(inner))
    return ast.unparse(node)


_MOST_NESTED = 80


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
