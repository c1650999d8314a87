"""What MSP221 says of `ops.full`."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

from lint_plugin.checks import Call, Check, Report, RuleContext, written, written_arguments
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore import differences


class FullTruncates(Check):
    """A call of ops.full that is given a float and no dtype."""

    def check_call(self, call: Call, context: RuleContext) -> Iterator[Report]:
        """Yield a report for a fill value that the source shows to be a float."""
        if differences.canonical(call.qualified_name) not in differences.FULL or not call.is_complete:
            return
        value = call.argument("fill_value", 1)
        if value is None or "dtype" in call.keywords or context.callee_is_patched(call.qualified_name):
            return
        number = _float(value, context)
        if number is None:
            return
        spelled = context.spelled("mindspore.float32", call.node)
        code = f"{written(call.node.func)}({written_arguments(call.node)}, dtype={spelled.text})"
        message = "integer" if number.is_integer() else "truncated"
        fields = {"callee": written(call.node.func), "value": written(value), "code": code}
        mend = functools.partial(_with_dtype, call, context)
        yield Report(call.span, message, call.confidence, fields, fix=mend)


def _with_dtype(call: Call, context: RuleContext) -> Fix | None:
    """Return the fix that says the dtype: unsafe, as other code may rely on whole numbers."""
    builder = context.fix_builder()
    builder.add_argument(call.node, f"dtype={builder.spell(context.spelled('mindspore.float32', call.node))}")
    return builder.fix(Text("fill with float32", "以 float32 填充"), safe=False)


def _float(node: ast.expr, context: RuleContext) -> float | None:
    """Return the float that an expression is, None where it is none: a literal, its negative, or `float("inf")`."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = _float(node.operand, context)
        return None if value is None else -value
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, float) else None
    if context.is_call_of(node, "builtins.float"):
        return float("inf")
    if isinstance(node, ast.Name):
        origin = context.origin(node)
        return None if origin is None or isinstance(origin, ast.Name) else _float(origin, context)
    return None
