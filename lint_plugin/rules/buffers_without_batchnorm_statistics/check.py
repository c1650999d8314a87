"""What MSP207 looks at."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lint_plugin.checks.check import Check, Look, Report, access_span, written_receiver
from lint_plugin.rules.buffers_call_on_cell.check import accessed_on, buffers_access


class BuffersWithoutBatchnormStatistics(Check):
    """A use of `buffers` or `named_buffers` on a Cell that doesn't define it, where MindSpore has them."""

    def check_attribute(self, node: ast.expr, name: str, look: Look) -> Iterator[Report]:
        """Yield a report for an access on a Cell, or for a call that only its name speaks for."""
        confidence = buffers_access(node, name, look)
        if confidence is not None:
            fields = {"receiver": written_receiver(accessed_on(node, look)), "method": name}
            yield Report(access_span(node), "left_out", confidence, fields)
