"""What number an expression is, where the source says it."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from decimal import Decimal, DecimalException

from lint_plugin.checks.context import RuleContext
from lint_plugin.semantics.code.syntax import names_in

_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_DEEPEST = 8
"""Names and operators are followed so far."""
_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Div, ast.Mod, ast.Pow)
_SIZED = frozenset(
    f"mindspore.nn.{name}" for name in ("Dense", "Linear", "Conv1d", "Conv2d", "Conv3d", "Embedding", "BatchNorm2d")
)
"""Layers whose first two arguments are numbers."""
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


def speaks_for_int(node: ast.expr, context: RuleContext) -> bool:
    """Return whether an expression is a whole number as far as the code around it tells.

    It is surely a number, a parameter that is annotated as an int or has one as its default, or one that the function
    calculates with, or takes the sizes of a layer from.
    """
    if not isinstance(node, ast.Name):
        return is_number(node, context) and number(node, context) is None
    parameter = context.parameter(node)
    if parameter is None:
        return False
    default = context.default_of(node)
    if default is not None and not (isinstance(default, ast.Constant) and default.value is None):
        value = default.value if isinstance(default, ast.Constant) else None
        return isinstance(value, int) and not isinstance(value, bool)
    if parameter.annotation is not None:
        return isinstance(parameter.annotation, ast.Name) and parameter.annotation.id == "int"
    around = context.enclosing_function(node)
    return around is not None and any(_is_of_number(use, context) for use in names_in(around, node.id))


def _is_of_number(use: ast.Name, context: RuleContext) -> bool:
    """Return whether a name is used as only a number can be: in arithmetic, or as a layer's number of channels."""
    parent = context.parent(use)
    if isinstance(parent, ast.BinOp):
        return isinstance(parent.op, (ast.FloorDiv, ast.Div, ast.Sub, ast.Pow))
    if not isinstance(parent, ast.Call) or use not in parent.args[:2]:
        return False
    return context.qualified_name(parent.func) in _SIZED


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
