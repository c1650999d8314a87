"""How MSP114 is fixed: by what MindSpore has for a member, with the Tensor and the arguments that are in the code."""

from __future__ import annotations

import ast
import re

from lint_plugin.checks import Access, RuleContext
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore import tensor_members

_OF_MINDSPORE = re.compile(r"\bmindspore(?:\.\w+)+")
_IN_PLACE = "{x} = "


def sized(
    access: Access, call: ast.Call, given: list[ast.expr], confidence: Confidence, context: RuleContext
) -> Fix | None:
    """Return the fix of a call of `size`: `x.shape[0]`, or `x.shape`.

    Safe where the Tensor is sure, and what is wanted of it isn't its number of elements.
    """
    builder = context.fix_builder()
    if given:
        builder.replace(call, "{x:primary}.shape[{i}]", x=access.receiver, i=given[0])
    else:
        builder.replace(call, "{x:primary}.shape", x=access.receiver)
    parent = context.parent(call)
    several = isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Tuple)
    is_shape = bool(given) or several or (isinstance(parent, ast.Subscript) and parent.value is call)
    safe = is_shape and confidence is Confidence.HIGH
    return builder.fix(Text("write 'shape'", "改用 'shape'"), safe=safe, reveals=True)


def replaced(access: Access, confidence: Confidence, context: RuleContext) -> Fix | None:
    """Return the fix of a member that a Tensor lacks, None where a person must decide.

    It is unsafe for what changed the Tensor in place, which others may hold.
    """
    instead = tensor_members.instead(access.name)
    call, code = access.call, instead.code
    if not code or (instead.notes and code != "{x}"):
        return None
    values = [] if call is None else [*call.args, *(keyword.value for keyword in call.keywords)]
    if any(isinstance(value, ast.Starred) for value in values) or (call is None) != (access.name in _ATTRIBUTES):
        return None
    if not values:
        code = code.replace(", {arguments}", "").replace("{arguments}", "")
    builder = context.fix_builder()
    title = Text(f"replace '{access.name}'", f"替换 '{access.name}'")
    if code == "{x}" and call is not None:
        builder.drop_call(call)
        return builder.fix(title, safe=confidence is Confidence.HIGH, reveals=True)
    if "{second}" in code or "{flag}" in code or len(values) != ("{argument" in code):
        return None
    in_place = code.startswith(_IN_PLACE)
    statement = None if call is None else context.parent(call)
    if in_place and not (isinstance(statement, ast.Expr) and isinstance(access.receiver, ast.Name)):
        return None
    template = _template(code.replace("{arguments}", "{argument}"))
    for dotted in dict.fromkeys(_OF_MINDSPORE.findall(template)):
        template = template.replace(dotted, builder.spell(context.spelled(dotted, access.node)))
    parts: dict[str, ast.expr | str] = {"x": access.receiver, **({"argument": values[0]} if values else {})}
    if in_place and isinstance(statement, ast.Expr):
        parts["name"] = context.source_of(access.receiver)
        builder.replace_statement(statement, template, **parts)
    else:
        builder.replace(access.node if call is None else call, template, **parts)
    return builder.fix(title, safe=not in_place and confidence is Confidence.HIGH, reveals=True)


def in_tuple(call: ast.Call, confidence: Confidence, context: RuleContext) -> Fix | None:
    """Return the fix that writes the only argument of a call as a tuple."""
    builder = context.fix_builder()
    builder.wrap(call.args[0], "(", ",)")
    return builder.fix(Text("write a tuple", "改为元组"), safe=confidence is Confidence.HIGH)


_ATTRIBUTES = frozenset({"is_cuda", "is_cpu", "device"})
"""The members with something in their place that aren't called."""


def _template(code: str) -> str:
    """Return the code of tensor_members as a template of the fixes: what stands before a dot must be a primary."""
    template = re.sub(r"^\{x\} = ", "{name} = ", code)
    template = template.replace("{x}.", "{x:primary}.").replace("{argument}.", "{argument:primary}.")
    return re.sub(r"\{(x|argument)\}(?= ==| //)|(?<===|//) \{(x|argument)\}|(?<=~)\{(x)\}", _as_operand, template)


def _as_operand(match: re.Match[str]) -> str:
    return match[0].replace("}", ":operand}")
