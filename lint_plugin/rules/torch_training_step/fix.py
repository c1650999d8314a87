"""How MSP115 is fixed: the forward pass of a step becomes a function, which value_and_grad calls."""

from __future__ import annotations

import ast

from lint_plugin.checks import Access, RuleContext
from lint_plugin.fixes import training
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text


def mended(access: Access, message: str, context: RuleContext) -> Fix | None:
    """Return the fix of a whole step by its `backward`, or of a schedule's `step`, which goes; None for the others.

    Unsafe: the statements of the forward pass run inside of a function, and other statements may rely on them.
    """
    builder = context.fix_builder()
    if access.call is None or access.through_getattr:
        return None
    if message == "schedule":
        statement = context.parent(access.call)
        if not isinstance(statement, ast.Expr):
            return None
        builder.delete_statement(statement)
        return builder.fix(Text("leave out 'step'", "去掉 'step'"), safe=False, reveals=True)
    if access.name != "backward":
        return None
    spelled = context.spelled("mindspore.value_and_grad", access.node)
    around = context.enclosing_function(access.node) or context.tree
    if not training.with_function(builder, access.call, around, builder.spell(spelled)):
        return None
    return builder.fix(
        Text("write a step of value_and_grad", "改写为 value_and_grad 的训练步骤"), safe=False, reveals=True
    )
