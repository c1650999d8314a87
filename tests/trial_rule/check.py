"""What the trial rule says of calls of convolutions."""

from __future__ import annotations

from collections.abc import Iterator

from lint_plugin.checks import Call, Check, Report, RuleContext


class BiasOfConvolution(Check):
    """A call of nn.Conv2d that is given `bias`."""

    def check_call(self, call: Call, context: RuleContext) -> Iterator[Report]:
        """Yield a report for `bias`, at the name of the argument."""
        given = call.keywords.get("bias")
        if given is None or context.guarded(call.node, "bias", errors=frozenset({"TypeError"})):
            return
        if not context.callee_is_patched(call.qualified_name):
            yield Report(given.span, "bias", call.confidence, {"name": call.qualified_name})
