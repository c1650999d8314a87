"""What MSP219 says of the initializers Normal and TruncatedNormal."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from lint_plugin.checks import Call, Check, Report, RuleContext, number, written
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
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
        mend = functools.partial(_named, call, context)
        yield Report(call.span, message, call.confidence, fields, fix=mend)


_NAMES = {1: "sigma", 2: "a", 3: "b"}


def _named(call: Call, context: RuleContext) -> Fix | None:
    """Return the fix that leaves the mean out and names the rest: unsafe, as other weights are drawn then."""
    if call.has_star or call.node.args[0] is not call.positional[0]:
        return None
    builder = context.fix_builder()
    builder.drop_argument(call.node, call.positional[0])
    builder.name_arguments(call.node, _NAMES)
    return builder.fix(Text("write 'sigma='", "写明 'sigma='"), safe=False)
