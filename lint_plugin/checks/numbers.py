"""What number an expression is, where the source says it."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from decimal import Decimal, DecimalException

from lint_plugin.checks.context import RuleContext

_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_DEEPEST = 8
"""Names and operators are followed so far."""
_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Div, ast.Mod, ast.Pow)
_GIVE_NUMBERS = ("builtins.int", "builtins.float", "builtins.len", "builtins.round", "builtins.abs")


def number(node: ast.expr, context: RuleContext, depth: int = 0) -> Decimal | None:
    """Return the number that an expression is: a literal, arithmetic on some, or a name that alone is given one.

    None for all else, truth values included.
    """
    if depth > _DEEPEST:
        return None
    if isinstance(node, ast.Constant):
        is_number = isinstance(node.value, (int, float)) and not isinstance(node.value, bool)
        return Decimal(repr(node.value)) if is_number else None
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        value = number(node.operand, context, depth + 1)
        return -value if value is not None and isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        left, right = (number(part, context, depth + 1) for part in (node.left, node.right))
        if left is None or right is None:
            return None
        try:
            return _OPERATORS[type(node.op)](left, right)
        except DecimalException:
            return None
    if isinstance(node, ast.Name):
        origin = context.origin(node)
        return None if origin is None or origin is node else number(origin, context, depth + 1)
    return None


def is_number(node: ast.expr, context: RuleContext) -> bool:
    """Return whether an expression is surely a number: a literal, arithmetic, `len(x)`, `x.shape[0]`."""
    if isinstance(node, ast.IfExp):
        return is_number(node.body, context) and is_number(node.orelse, context)
    if number(node, context) is not None:
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, _ARITHMETIC):
        sides = [is_number(one, context) for one in (node.left, node.right)]
        return all(sides) if isinstance(node.op, (ast.Mult, ast.Mod)) else any(sides)  # 2 * x may be a tuple
    if isinstance(node, ast.Name):
        origin = context.origin(node)
        return origin is not None and origin is not node and is_number(origin, context)
    if isinstance(node, ast.Call):
        return context.qualified_name(node.func) in _GIVE_NUMBERS
    if not isinstance(node, ast.Subscript) or isinstance(node.slice, ast.Slice):
        return False
    return isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
