"""Code that takes the place of other code, written with the texts of its parts: `{x:primary}.shape[{dim}]`.

What is in braces is the name of a part, with what it must be where it stands:

* nothing: an argument, or anything else between brackets or commas;
* `primary`: what can stand before a dot or a bracket;
* `operand`: what can stand beside an operator;
* `line`: what can stand on a line of its own, outside of brackets.

A part is put into brackets where it is none of that as it stands.
"""

from __future__ import annotations

import ast
import functools
import string

_PRIMARY = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.List, ast.Dict, ast.Set, ast.ListComp, ast.SetComp,
            ast.DictComp, ast.GeneratorExp)  # fmt: skip
_LOOSE = (ast.NamedExpr, ast.Yield, ast.YieldFrom, ast.Starred)
_DELIMITED: dict[type[ast.AST], tuple[str, ...]] = {
    ast.Call: ("args",), ast.keyword: ("value",), ast.Assign: ("value",), ast.AnnAssign: ("value",),
    ast.AugAssign: ("value",), ast.Return: ("value",), ast.Expr: ("value",), ast.List: ("elts",), ast.Tuple: ("elts",),
    ast.Set: ("elts",), ast.Dict: ("keys", "values"), ast.Subscript: ("slice",), ast.If: ("test",),
    ast.While: ("test",), ast.For: ("iter",), ast.AsyncFor: ("iter",), ast.ListComp: ("elt",), ast.SetComp: ("elt",),
    ast.GeneratorExp: ("elt",), ast.DictComp: ("key", "value"), ast.FormattedValue: ("value",),
    ast.Assert: ("test", "msg"), ast.withitem: ("context_expr",), ast.Raise: ("exc", "cause"),
}  # fmt: skip
"""Kind of node -> its fields in which any expression can stand that is not a tuple, a `yield` or an assignment."""


class TemplateError(ValueError):
    """A part can't stand where the template puts it."""


@functools.lru_cache(maxsize=256)
def parsed(template: str) -> tuple[tuple[str, str, str], ...]:
    """Return (text before, name of the part, what it must be) of a template; the name is empty behind the last."""
    return tuple((text, name or "", role or "") for text, name, role, _ in string.Formatter().parse(template))


@functools.lru_cache(maxsize=256)
def is_primary(template: str) -> bool:
    """Return whether what a template makes can stand before a dot or beside an operator."""
    text = "".join(before + ("x" if name else "") for before, name, _ in parsed(template))
    node = ast.parse(text.strip(), mode="eval").body
    return isinstance(node, _PRIMARY) or (
        isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool))
    )


def needs_brackets(node: ast.expr, role: str, text: str) -> bool:
    """Return whether a part needs brackets to be what a template wants of it; `text` is its, empty if it needn't move.

    Raises TemplateError where brackets don't help.
    """
    if isinstance(node, ast.Starred):
        raise TemplateError("a starred expression is no part")
    if role in ("primary", "operand"):
        is_text = isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
        is_number = isinstance(node, ast.Constant) and role == "operand"
        return not ((isinstance(node, _PRIMARY) or is_text or is_number) and _on_one_line(text))
    if role == "line":
        return isinstance(node, _LOOSE) or not _on_one_line(text)
    return isinstance(node, _LOOSE)


def takes_any(parent: ast.AST | None, node: ast.expr) -> bool:
    """Return whether any expression, even a sum, can take the place of a node below its parent without brackets."""
    for name in _DELIMITED.get(type(parent), ()) if parent is not None else ():
        value = getattr(parent, name)
        if value is node or (isinstance(value, list) and any(item is node for item in value)):
            return True
    return False


def _on_one_line(text: str) -> bool:
    """Return whether an expression's text can stand outside of brackets, whose lines don't end a statement."""
    if "\n" not in text and "\r" not in text:
        return True
    try:
        ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
