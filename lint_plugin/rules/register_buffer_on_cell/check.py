"""What MSP104 says of `register_buffer`."""

from __future__ import annotations

import ast
import functools
import itertools
import keyword
from collections.abc import Iterator

from lint_plugin.checks import Access, Check, Report, RuleContext, Spelling, write, written, written_receiver
from lint_plugin.confidence import Confidence
from lint_plugin.language import Text
from lint_plugin.rules.register_buffer_on_cell import fix


class RegisterBufferOnCell(Check):
    """A call of `register_buffer` on a Cell that doesn't define it."""

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for a call on a Cell, or on a receiver that only the file speaks for."""
        if access.call is None or access.through_getattr:
            return
        confidence = context.missing(access, guess=True)
        if confidence is None or context.guarded(access.node, access.name):
            return
        receiver, arguments = context.called_on(access)
        parameter = context.spelled("mindspore.Parameter", access.node)
        message, code = _replacement(access.call, receiver, arguments, parameter.text)
        lacking = parameter.import_line if message == "write" and f"{parameter}(" in code else None
        remedy = write(Spelling(code, lacking))
        safe = confidence is Confidence.HIGH and context.version is not None
        mend = functools.partial(fix.assigned, access.call, receiver, buffer(access.call, arguments), context, safe)
        fields: dict[str, str | Text] = {"remedy": remedy, "receiver": written_receiver(receiver)}
        yield Report(access.span, message, confidence, fields, fix=mend)


def _replacement(call: ast.Call, receiver: ast.expr, arguments: list[ast.expr], parameter: str) -> tuple[str, str]:
    """Return which message fits, and the code to write instead of the call, which writes Parameter as `parameter`."""
    name, tensor, persistent = buffer(call, arguments)
    owner = "self" if _is_super(receiver) else written_receiver(receiver)
    value = "..." if tensor is None else written(tensor)
    plain = isinstance(persistent, ast.Constant) and persistent.value is False
    null = isinstance(tensor, ast.Constant) and tensor.value is None
    attribute = name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else ""
    if not attribute.isidentifier() or keyword.iskeyword(attribute):
        spelled = "name" if name is None else written(name)
        if plain or null:
            return "plain" if plain else "write", f"setattr({owner}, {spelled}, {value})"
        made = f"{parameter}({value}, name={spelled}, requires_grad=False)"
        return "write", f"{owner}.insert_param_to_cell({spelled}, {made})"
    if plain or null:
        return "plain" if plain else "write", f"{owner}.{attribute} = {value}"
    return "write", f'{owner}.{attribute} = {parameter}({value}, name="{attribute}", requires_grad=False)'


def buffer(call: ast.Call, arguments: list[ast.expr]) -> tuple[ast.expr | None, ast.expr | None, ast.expr | None]:
    """Return the buffer's name, its tensor and whether it is persistent, None for what isn't given in the open."""
    known = itertools.takewhile(lambda argument: not isinstance(argument, ast.Starred), arguments)
    given: dict[str | None, ast.expr] = {word.arg: word.value for word in call.keywords}
    given.update(zip(("name", "tensor", "persistent"), known, strict=False))
    return given.get("name"), given.get("tensor"), given.get("persistent")


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"
