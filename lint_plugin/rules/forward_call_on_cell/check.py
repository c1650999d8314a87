"""What MSP102 says of `.forward`."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

from lint_plugin.checks import Access, Check, Report, RuleContext, written, written_arguments, written_receiver
from lint_plugin.confidence import Confidence
from lint_plugin.rules.forward_call_on_cell import fix


class ForwardCallOnCell(Check):
    """A call of, or reference to, `.forward` on a Cell for which no class defines it."""

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for a `.forward` that is read on a Cell without one."""
        if access.written:
            return
        confidence = context.missing(access)
        if confidence is None:
            return
        if context.subclass_supplies(access):
            around = context.enclosing_class(access.node)
            if around is None or not _is_self(access) or not around.is_ported_elsewhere():
                return
            confidence = Confidence.INFERRED
        if context.guarded(access.node, access.name) or _is_dispatch(access, context):
            return
        message, fields = _explain(access, context)
        sure = confidence is Confidence.HIGH
        mend = functools.partial(fix.called if message == "call" else fix.renamed, access, context, sure=sure)
        yield Report(access.span, message, confidence, fields, fix=mend)


def _is_self(access: Access) -> bool:
    return isinstance(access.receiver, ast.Name) and access.receiver.id == "self"


def _is_dispatch(access: Access, context: RuleContext) -> bool:
    """Return whether `construct` or `__call__` hands all its arguments on: a base class, whose users supply the name.

    `self.forward(*args, **kwargs)` in a class that has no `construct` otherwise.
    """
    call, function = access.call, context.enclosing_function(access.node)
    cls = context.enclosing_class(access.node)
    if call is None or function is None or cls is None:
        return False
    if function.args.vararg is None or not function.args.args:
        return False
    given = {
        argument.value.id
        for argument in call.args
        if isinstance(argument, ast.Starred) and isinstance(argument.value, ast.Name)
    }
    if function.args.vararg.arg not in given or written(access.receiver) != function.args.args[0].arg:
        return False
    return function.name == "construct" or (function.name == "__call__" and not cls.supplies("construct"))


def _explain(access: Access, context: RuleContext) -> tuple[str, dict[str, str]]:
    fields = {"receiver": written_receiver(access.receiver)}
    if access.call is None:
        return ("method" if _is_looked_into(access, context) else "reference"), fields
    fields["arguments"] = written_arguments(access.call)
    by_method = context.may_be_class(access.receiver) or context.is_super(access.receiver)
    return ("construct" if by_method else "call"), fields


def _is_looked_into(access: Access, context: RuleContext) -> bool:
    """Return whether the method itself is wanted, which the Cell is no substitute for: its signature, its attributes.

    `inspect.signature(net.forward)`, `net.forward.__code__`.
    """
    around = context.parent(access.node)
    if isinstance(around, ast.Call) and around.func is not access.node:
        return (context.qualified_name(around.func) or "").startswith("inspect.")
    return isinstance(around, ast.Attribute)
