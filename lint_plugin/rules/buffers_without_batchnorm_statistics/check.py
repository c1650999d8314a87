"""What MSP207 says of `buffers` and `named_buffers`."""

from __future__ import annotations

from collections.abc import Iterator

from lint_plugin.checks import Access, Check, Report, RuleContext, written_receiver


class BuffersWithoutBatchnormStatistics(Check):
    """A use of `buffers` or `named_buffers` on a Cell that doesn't define it, where MindSpore has them."""

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for an access on a Cell, or for a call that only its name speaks for."""
        if access.written:
            return
        by_name = access.name == "named_buffers" and access.call is not None
        confidence = context.missing(access, guess=by_name)
        if confidence is not None and not context.guarded(access.node, access.name):
            fields = {"receiver": written_receiver(context.called_on(access)[0]), "method": access.name}
            yield Report(access.span, "left_out", confidence, fields)
