"""What MSP219 says of the initializers Normal and TruncatedNormal."""

from __future__ import annotations

from collections.abc import Iterator

from lint_plugin.checks import Call, Check, Report, RuleContext, number, written
from lint_plugin.mindspore import differences


class NormalZeroSigma(Check):
    """An initializer Normal or TruncatedNormal whose sigma is 0."""

    def check_call(self, call: Call, context: RuleContext) -> Iterator[Report]:
        """Yield a report for a call whose first positional argument is 0, and whose second isn't."""
        name = differences.canonical(call.qualified_name)
        if name not in differences.NORMAL or call.bound or call.is_partial or len(call.positional) < 2:
            return
        first, second = call.positional[:2]
        if number(first, context) != 0 or number(second, context) == 0:
            return
        if context.callee_is_patched(call.qualified_name):
            return
        callee, sigma = written(call.node.func), written(second)
        message = "truncated" if name.endswith("TruncatedNormal") else "constant"
        fields = {
            "callee": callee,
            "call": f"{callee}({written(first)}, {sigma})",
            "second": sigma,
            "code": f"{callee}(sigma={sigma})",
        }
        yield Report(call.span, message, call.confidence, fields)
