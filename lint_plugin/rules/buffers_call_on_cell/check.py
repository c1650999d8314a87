"""What MSP103 looks at."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lint_plugin.checks.check import Check, Look, Report, access_span, called_on, receiver_of, written_receiver
from lint_plugin.confidence import Confidence
from lint_plugin.semantics import cell_members


class BuffersCallOnCell(Check):
    """A call of, or reference to, `buffers` or `named_buffers` on a Cell that doesn't define it."""

    def check_attribute(self, node: ast.expr, name: str, look: Look) -> Iterator[Report]:
        """Yield a report for an access on a Cell, or for a call that only its name speaks for."""
        confidence = buffers_access(node, name, look)
        if confidence is not None:
            message, fields = _explain(node, name, look)
            fields["receiver"] = written_receiver(accessed_on(node, look))
            yield Report(access_span(node), message, confidence, fields)


def buffers_access(node: ast.expr, name: str, look: Look) -> Confidence | None:
    """Return how surely an access of `buffers` or `named_buffers` is one on a Cell that lacks it, None where not."""
    if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
        return None
    lack = look.lacks(receiver_of(node), name)
    confidence = lack.confidence
    if lack.untyped and name == "named_buffers" and is_called(node, look):
        confidence = Confidence.GUESS if cell_members.may_guess(look.model, look.module, name) else None
    return None if confidence is None or look.guarded(node, name) else confidence


def accessed_on(node: ast.expr, look: Look) -> ast.expr:
    """Return the object that an attribute access is made on, also where it is `Class.buffers(net)`."""
    parent = look.index.parent(node)
    if isinstance(parent, ast.Call) and parent.func is node:
        return called_on(parent, look)[0]
    return receiver_of(node)


def is_called(node: ast.expr, look: Look) -> bool:
    """Return whether an attribute access is called."""
    parent = look.index.parent(node)
    return isinstance(parent, ast.Call) and parent.func is node


def _explain(node: ast.expr, name: str, look: Look) -> tuple[str, dict[str, str]]:
    """Return which message fits: inside a loop over pairs it says where the name is found."""
    call = look.index.parent(node)
    if isinstance(call, ast.Call):
        parent = look.index.parent(call)
        if isinstance(parent, (ast.For, ast.AsyncFor, ast.comprehension)) and parent.iter is call:
            target = parent.target
            if isinstance(target, ast.Tuple) and len(target.elts) == 2 and isinstance(target.elts[1], ast.Name):
                value = target.elts[1].id
                return "pairs", {"method": name, "value": "p" if value == "_" else value}
    return name, {}
