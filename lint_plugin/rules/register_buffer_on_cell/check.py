"""What MSP104 looks at."""

from __future__ import annotations

import ast
import itertools
import keyword
from collections.abc import Iterator

from lint_plugin.checks.check import Check, Look, Report, called_on, name_span, written, written_receiver
from lint_plugin.confidence import Confidence
from lint_plugin.rules.buffers_call_on_cell.check import is_called
from lint_plugin.semantics import cell_members


class RegisterBufferOnCell(Check):
    """A call of `register_buffer` on a Cell that doesn't define it."""

    def check_attribute(self, node: ast.expr, name: str, look: Look) -> Iterator[Report]:
        """Yield a report for a call on a Cell, or on a receiver that only the file speaks for."""
        if not isinstance(node, ast.Attribute) or not is_called(node, look):
            return
        lack = look.lacks(node.value, name)
        confidence = lack.confidence
        if lack.untyped and cell_members.may_guess(look.model, look.module, name):
            confidence = Confidence.GUESS
        if confidence is None or look.guarded(node, name):
            return
        call = look.index.parent(node)
        assert isinstance(call, ast.Call)
        message, code = _replacement(call, look)
        yield Report(name_span(node), message, confidence, {"code": code})


def _replacement(call: ast.Call, look: Look) -> tuple[str, str]:
    """Return which message fits, and the code to write instead of the call."""
    receiver, arguments = called_on(call, look)
    name, tensor, persistent = _buffer(call, arguments)
    owner = "self" if _is_super(receiver) else written_receiver(receiver)
    value = "..." if tensor is None else written(tensor)
    plain = isinstance(persistent, ast.Constant) and persistent.value is False
    null = isinstance(tensor, ast.Constant) and tensor.value is None
    attribute = name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else ""
    if not attribute.isidentifier() or keyword.iskeyword(attribute):
        spelled = "name" if name is None else written(name)
        if plain or null:
            return "plain" if plain else "write", f"setattr({owner}, {spelled}, {value})"
        parameter = f"Parameter({value}, name={spelled}, requires_grad=False)"
        return "write", f"{owner}.insert_param_to_cell({spelled}, {parameter})"
    if plain or null:
        return "plain" if plain else "write", f"{owner}.{attribute} = {value}"
    return "write", f'{owner}.{attribute} = Parameter({value}, name="{attribute}", requires_grad=False)'


def _buffer(call: ast.Call, arguments: list[ast.expr]) -> tuple[ast.expr | None, ast.expr | None, ast.expr | None]:
    """Return the buffer's name, its tensor and whether it is persistent, None for what isn't given in the open."""
    known = itertools.takewhile(lambda argument: not isinstance(argument, ast.Starred), arguments)
    given: dict[str | None, ast.expr] = {word.arg: word.value for word in call.keywords}
    given.update(zip(("name", "tensor", "persistent"), known, strict=False))
    return given.get("name"), given.get("tensor"), given.get("persistent")


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"
