"""What MSP911 looks at."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lint_plugin.checks.check import Check, Look, Report, called_on, name_span, written
from lint_plugin.rules.buffers_call_on_cell.check import is_called


class RegisteredBufferNotInCheckpoint(Check):
    """A call of Cell's own `register_buffer` with a persistent buffer."""

    def check_attribute(self, node: ast.expr, name: str, look: Look) -> Iterator[Report]:
        """Yield a report for a call on a Cell that registers a persistent buffer."""
        if not isinstance(node, ast.Attribute) or not is_called(node, look):
            return
        confidence = look.lacks(node.value, name).confidence
        call = look.index.parent(node)
        assert isinstance(call, ast.Call)
        if confidence is None or look.guarded(node, name):
            return
        _, arguments = called_on(call, look)
        given = dict(zip(("name", "tensor", "persistent"), arguments, strict=False))
        given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg is not None}
        if _is_constant(given.get("persistent"), False) or _is_constant(given.get("tensor"), None):
            return
        fields = {"name": written(given["name"]) if "name" in given else "..."}
        yield Report(name_span(node), "left_out", confidence, fields)


def _is_constant(node: ast.expr | None, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value
