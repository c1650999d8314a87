"""How MSP115 is fixed: the forward pass of a step becomes a function, which value_and_grad calls."""

from __future__ import annotations

import ast
import functools

from lint_plugin.checks import Access, RuleContext
from lint_plugin.fixes import training
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text

_WRITTEN = ("value_and_grad", "ops.clip_by_global_norm")


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
    around = context.enclosing_function(access.node) or context.tree

    def spell(name: str) -> str:
        return builder.spell(context.spelled(name, access.node))

    value_and_grad, clip = (functools.partial(spell, f"mindspore.{name}") for name in _WRITTEN)
    if not training.with_function(builder, access.call, around, value_and_grad, clip):
        return None
    return builder.fix(
        Text("write a step of value_and_grad", "改写为 value_and_grad 的训练步骤"), safe=False, reveals=True
    )
