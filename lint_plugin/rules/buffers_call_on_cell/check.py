"""What MSP103 says of `buffers` and `named_buffers`."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

from lint_plugin.checks import Access, Check, Report, RuleContext, written_receiver
from lint_plugin.rules.buffers_call_on_cell import fix


class BuffersCallOnCell(Check):
    """A call of, or reference to, `buffers` or `named_buffers` on a Cell that doesn't define it."""

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for an access on a Cell, or for a call that only its name speaks for."""
        if access.written:
            return
        by_name = access.name == "named_buffers" and access.call is not None
        confidence = context.missing(access, guess=by_name)
        if confidence is None or context.guarded(access.node, access.name):
            return
        message, fields = _explain(access, context)
        fields["receiver"] = written_receiver(context.called_on(access)[0])
        yield Report(access.span, message, confidence, fields, fix=functools.partial(fix.listed, access, context))


def _explain(access: Access, context: RuleContext) -> tuple[str, dict[str, str]]:
    """Return which message fits: inside a loop over pairs it says where the name is found."""
    loop = None if access.call is None else context.parent(access.call)
    if isinstance(loop, (ast.For, ast.AsyncFor, ast.comprehension)) and loop.iter is access.call:
        target = loop.target
        if isinstance(target, ast.Tuple) and len(target.elts) == 2 and isinstance(target.elts[1], ast.Name):
            value = target.elts[1].id
            return "pairs", {"method": access.name, "value": "p" if value == "_" else value}
    return access.name, {}
