"""Whether anything in a file binds a name, in whatever scope."""

from __future__ import annotations

import ast

from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.code.modules import Module
from lint_plugin.semantics.code.syntax import children, may_hold

_NAMESPACES = frozenset({"globals", "locals", "vars"})
"""Builtins that give a namespace in which names may be bound that the code doesn't spell."""
_BUILTINS = frozenset({"builtins", "__builtins__"})
_OPEN = _NAMESPACES | _BUILTINS | {"exec", "__dict__"}
_READERS = frozenset({"copy", "get", "items", "keys", "values"})


@memoized
def binds(module: Module, name: str) -> bool:
    """Return whether any scope of a file binds a name, or may do so by a star import, `globals()` or the like.

    A namespace that is only read, as in `globals()[name]`, binds nothing.
    """
    text = name.encode()
    pending: list[ast.AST] = [module.tree]
    while pending:
        node = pending.pop()
        if _is_binding(node, name):
            return True
        if may_hold(node, text) or any(may_hold(node, word.encode()) for word in _OPEN):
            pending += _below(node, name)
    return False


def _below(node: ast.AST, name: str) -> list[ast.AST]:
    """Return the nodes right below one in which the name may be bound: not a namespace that is only read."""
    below = children(node)
    match node:
        case ast.Subscript(ctx=ast.Load()):
            return [one for one in below if one is not node.value or not _is_namespace(one)]
        case ast.Attribute(value=ast.Name(id=owner)) if owner in _BUILTINS:
            return below if node.attr == name and not isinstance(node.ctx, ast.Load) else []
        case ast.Attribute() if node.attr in _READERS:
            return [one for one in below if not _is_namespace(one)]
        case ast.Compare():
            return [one for one in below if one is node.left or not _is_namespace(one)]
        case ast.Call(func=ast.Name(id="vars")) if node.args:
            return [one for one in below if one is not node.func]
    return below


def _is_namespace(node: ast.AST) -> bool:
    """Return whether an expression is the namespace of a module, or may be: `globals()`, `sys.modules[x].__dict__`."""
    match node:
        case ast.Call(func=ast.Name(id=function)):
            return function in _NAMESPACES
        case ast.Attribute(attr="__dict__"):
            return isinstance(node.value, (ast.Subscript, ast.Call))
    return False


def _is_binding(node: ast.AST, name: str) -> bool:
    match node:
        case ast.Name():
            is_open = node.id in _OPEN and isinstance(node.ctx, ast.Load)
            return is_open or (node.id == name and not isinstance(node.ctx, ast.Load))
        case ast.Attribute():
            return _is_namespace(node)
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
