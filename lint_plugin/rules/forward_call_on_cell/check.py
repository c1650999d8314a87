"""What MSP102 looks at."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lint_plugin.checks.check import Check, Look, Report, access_span, receiver_of, written, written_receiver
from lint_plugin.semantics import cell_members
from lint_plugin.semantics.code.classes import enclosing_class
from lint_plugin.semantics.code.syntax import FunctionNode
from lint_plugin.semantics.inference.values import ClassValue, External, Instance, members


class ForwardCallOnCell(Check):
    """A call of, or reference to, `.forward` on a Cell for which no class defines it."""

    def check_attribute(self, node: ast.expr, name: str, look: Look) -> Iterator[Report]:
        """Yield a report for a `.forward` that is read on a Cell without one."""
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            return
        receiver = receiver_of(node)
        confidence = look.lacks(receiver, name).confidence
        if confidence is None or cell_members.subclass_supplies(look.model, look.value(receiver), name):
            return
        if look.guarded(node, name) or _is_dispatch(node, look):
            return
        message, fields = _explain(node, receiver, look)
        yield Report(access_span(node), message, confidence, fields)


def _is_dispatch(node: ast.expr, look: Look) -> bool:
    """Return whether `construct` or `__call__` hands all its arguments on: a base class, whose users supply the name.

    `self.forward(*args, **kwargs)` in a class that has no `construct` otherwise.
    """
    call = look.index.parent(node)
    function = look.scope(node).node
    if not isinstance(call, ast.Call) or call.func is not node or not isinstance(function, FunctionNode):
        return False
    cls = enclosing_class(look.scope(node))
    if cls is None or function.args.vararg is None or not function.args.args:
        return False
    given = {
        argument.value.id
        for argument in call.args
        if isinstance(argument, ast.Starred) and isinstance(argument.value, ast.Name)
    }
    if function.args.vararg.arg not in given or written(receiver_of(node)) != function.args.args[0].arg:
        return False
    return function.name == "construct" or (
        function.name == "__call__" and not cell_members.supplies(look.model, cls, "construct")
    )


def _explain(node: ast.expr, receiver: ast.expr, look: Look) -> tuple[str, dict[str, str]]:
    fields = {"receiver": written_receiver(receiver)}
    parent = look.index.parent(node)
    if not isinstance(parent, ast.Call) or parent.func is not node:
        return "reference", fields
    fields["arguments"] = written(ast.Call(func=ast.Name(id="f"), args=parent.args, keywords=parent.keywords))[2:-1]
    values = members(look.value(receiver))
    by_method = any(isinstance(v, (ClassValue, External)) or (isinstance(v, Instance) and v.is_super) for v in values)
    return ("construct" if by_method else "call"), fields
