"""Whether anything in a file binds a name, in whatever scope."""

from __future__ import annotations

import ast

from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.code.modules import Module
from lint_plugin.semantics.code.syntax import children, may_hold

_OPEN = frozenset({"globals", "locals", "vars", "exec", "eval", "builtins", "__builtins__", "__dict__"})
"""Names in code by which names may be bound that it doesn't spell."""


@memoized
def binds(module: Module, name: str) -> bool:
    """Return whether any scope of a file binds a name, or may do so by a star import, `globals()` or the like."""
    text = name.encode()
    pending: list[ast.AST] = [module.tree]
    while pending:
        node = pending.pop()
        if _is_binding(node, name):
            return True
        if may_hold(node, text) or any(may_hold(node, word.encode()) for word in _OPEN):
            pending += children(node)
    return False


def _is_binding(node: ast.AST, name: str) -> bool:
    match node:
        case ast.Name():
            return node.id in _OPEN or (node.id == name and not isinstance(node.ctx, ast.Load))
        case ast.Attribute():
            return node.attr in _OPEN
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.ExceptHandler():
            return node.name == name
        case ast.MatchAs() | ast.MatchStar():
            return node.name == name
        case ast.MatchMapping():
            return node.rest == name
        case ast.arg():
            return node.arg == name
        case ast.alias():
            return (node.asname or node.name.partition(".")[0]) in (name, "*")
        case ast.Global() | ast.Nonlocal():
            return name in node.names
    return getattr(node, "name", None) == name  # type parameters
