"""What MSP207 says of `buffers` and `named_buffers`."""

from __future__ import annotations

from collections.abc import Iterator

from lint_plugin.checks import Access, Check, Report, RuleContext, written_receiver
from lint_plugin.confidence import Confidence


class BuffersWithoutBatchnormStatistics(Check):
    """A use of `buffers` or `named_buffers` on a Cell with BatchNorm, where MindSpore has them."""

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for an access on a Cell that holds BatchNorm, or on what may be any network."""
        if access.written or context.guarded(access.node, access.name):
            return
        confidence = context.missing(access, guess=access.name == "named_buffers" and access.call is not None)
        if confidence is None:
            return
        receiver = context.called_on(access)[0]
        held = Confidence.GUESS if confidence is Confidence.GUESS else context.holds_batch_norm(receiver)
        if held is not None:
            fields = {"receiver": written_receiver(receiver), "method": access.name}
            yield Report(access.span, "left_out", min(confidence, held), fields)
