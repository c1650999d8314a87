"""What MSP218 says of the momentum of a BatchNorm."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from decimal import Decimal

from lint_plugin.checks import Call, Check, Report, RuleContext, number, written
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore import differences

_HALF = Decimal("0.5")


class BatchnormMomentum(Check):
    """A momentum below a half in a call of MindSpore's BatchNorm."""

    def check_call(self, call: Call, context: RuleContext) -> Iterator[Report]:
        """Yield a report for a momentum that the source shows to be below a half."""
        name = differences.canonical(call.qualified_name)
        given = call.argument("momentum", differences.BATCH_NORM_MOMENTUM)
        if name not in differences.BATCH_NORM or given is None or context.callee_is_patched(call.qualified_name):
            return
        value = number(given, context)
        if value is None or not 0 <= value < _HALF or _uses_fixed_statistics(call):
            return
        callee = written(call.node.args[0] if call.is_partial else call.node.func)
        if isinstance(given, ast.Constant):
            text = f"{1 - value:f}"
        else:
            text = f"1 - {written(given)}" if isinstance(given, ast.Name) else f"1 - ({written(given)})"
        if isinstance(given, ast.BinOp) and isinstance(given.op, ast.Sub) and written(given.left) in ("1", "1.0"):
            text = written(given.right)
        replaced = f"{(1 - value) * 100:f}"
        replaced = replaced.rstrip("0").rstrip(".") if "." in replaced else replaced
        fields = {"callee": callee, "value": written(given), "replaced": f"{replaced}%", "code": f"momentum={text}"}
        mend = functools.partial(_turned, given, text, context)
        yield Report(call.span, "low", call.confidence, fields, fix=mend)


def _turned(given: ast.expr, code: str, context: RuleContext) -> Fix | None:
    """Return the fix that writes the weight of the old statistics; unsafe, as the network trains otherwise then."""
    builder = context.fix_builder()
    builder.set_value(given, code)
    return builder.fix(Text(f"write momentum={code}", f"改为 momentum={code}"), safe=False)


def _uses_fixed_statistics(call: Call) -> bool:
    given = call.keywords.get("use_batch_statistics")
    return given is not None and isinstance(given.value, ast.Constant) and given.value.value is False
