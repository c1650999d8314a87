"""How an expression is written in a message."""

from __future__ import annotations

import ast

MAX_WRITTEN = 60
"""Longer expressions (in characters) are not quoted whole in a message."""


def written(node: ast.expr) -> str:
    """Return an expression's text for a message, on one line; of a long one what it calls, or an ellipsis."""
    text = _text(node)
    if len(text) > MAX_WRITTEN and isinstance(node, ast.Call):
        text = f"{_text(node.func)}(...)"
    return text if len(text) <= MAX_WRITTEN else "..."


def written_receiver(node: ast.expr) -> str:
    """Return an expression's text as it is written before a dot: in brackets where it needs them."""
    text = written(node)
    needs_none = isinstance(node, (ast.Name, ast.Attribute, ast.Call, ast.Subscript)) and text != "..."
    return text if needs_none else f"({text})"


def written_arguments(call: ast.Call) -> str:
    """Return the text of a call's arguments, without the brackets around them."""
    return written(ast.Call(func=ast.Name(id="f"), args=call.args, keywords=call.keywords))[2:-1]


def _text(node: ast.expr) -> str:
    try:
        return " ".join(line.strip() for line in ast.unparse(node).splitlines())
    except RecursionError:
        return "..."


def may_repeat(node: ast.AST) -> bool:
    """Return whether an expression's code may stand twice: nothing in it is done, it only names things."""
    return not any(isinstance(inner, (ast.Call, ast.Await, ast.NamedExpr)) for inner in ast.walk(node))
