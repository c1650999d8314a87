"""How MSP106 is fixed: Parameters aren't taken apart, and give their names themselves."""

from __future__ import annotations

import ast

from lint_plugin.checks import RuleContext
from lint_plugin.fixes import loops
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text

_TITLE = Text(en="take the names from the Parameters", zh="从参数的 name 属性获取名称")


def without_pairs(node: ast.AST, value: ast.expr, context: RuleContext) -> Fix | None:
    """Return the fix of a loop, or of a call of `dict` or the like, over a list of Parameters.

    It is unsafe: a parameter whose first dimension is 2 is split without an error today.
    """
    builder = context.fix_builder()
    if isinstance(node, ast.Call) and context.is_call_of(node, "builtins.dict"):
        builder.replace(node, "{{p.name: p for p in {value:operand}}}", value=value)
    else:
        loops.without_pairs(builder, node, value, context.enclosing_function(node) or context.tree)
    return builder.fix(_TITLE, safe=False)
