"""What MSP911 says of `register_buffer`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lint_plugin.checks import Access, Check, Report, RuleContext, written


class RegisteredBufferNotInCheckpoint(Check):
    """A call of Cell's own `register_buffer` with a persistent buffer."""

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for a call on a Cell that registers a persistent buffer."""
        if access.call is None or access.through_getattr:
            return
        confidence = context.missing(access)
        if confidence is None or context.guarded(access.node, access.name):
            return
        given = dict(zip(("name", "tensor", "persistent"), context.called_on(access)[1], strict=False))
        given |= {keyword.arg: keyword.value for keyword in access.call.keywords if keyword.arg is not None}
        if _is_constant(given.get("persistent"), False) or _is_constant(given.get("tensor"), None):
            return
        fields = {"name": written(given["name"]) if "name" in given else "..."}
        yield Report(access.span, "left_out", confidence, fields)


def _is_constant(node: ast.expr | None, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value
