"""How MSP108 is fixed: by what MindSpore has for a member, where that takes the same; what has no place is left out."""

from __future__ import annotations

import ast
import re

from lint_plugin.checks import Access, RuleContext
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.builder import FixBuilder
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore import members

_RENAMED = re.compile(r"\{receiver\}\.(\w+)\((\{arguments\})?\)")
_OF_MINDSPORE = re.compile(r"\bmindspore(?:\.\w+)+")
_TRAINABLE = Text(en="write 'trainable_params'", zh="改用 'trainable_params'")
_LOOPS = (ast.For, ast.AsyncFor, ast.comprehension)


def replaced(access: Access, context: RuleContext, for_optimizer: bool, confidence: Confidence) -> Fix | None:
    """Return the fix of an access of a member that Cells lack, None where a person must decide."""
    member = members.all_members()[access.name]
    sure = confidence is Confidence.HIGH
    builder = context.fix_builder()
    if for_optimizer:
        builder.rename_access(access.node, "trainable_params")
        return None if _arguments(access) else builder.fix(_TRAINABLE, safe=sure, reveals=True)
    if member.fix == "dropped":
        return _dropped(access, context, builder)
    code = member.replacement(context.version)
    if not member.fix or not code:
        return None
    safe = sure and (member.fix == "safe" or (access.name == "children" and _is_looped_over(access, context)))
    renamed = _RENAMED.fullmatch(code)
    if renamed and (renamed[2] or not _arguments(access)):
        builder.rename_access(access.node, renamed[1])
        title = Text(f"write '{renamed[1]}'", f"改用 '{renamed[1]}'")
        return builder.fix(title, safe=safe, reveals=True)
    if access.call is None or access.through_getattr:
        return None
    return _rewritten(access, access.call, code, context, safe)


def _arguments(access: Access) -> list[ast.expr | ast.keyword]:
    return [] if access.call is None else [*access.call.args, *access.call.keywords]


def _rewritten(access: Access, call: ast.Call, code: str, context: RuleContext, safe: bool) -> Fix | None:
    """Return the fix that writes other code for a call; `code` as of members.Member.replacement."""
    values = [argument.value if isinstance(argument, ast.keyword) else argument for argument in _arguments(access)]
    taken = "{argument}" in code or ("{flag}" in code and bool(values))
    if len(values) != taken or "{arguments}" in code or any(isinstance(value, ast.Starred) for value in values):
        return None
    builder = context.fix_builder()
    template = code.replace("{receiver}.", "{receiver:primary}.").replace("{flag}", "{argument}" if values else "True")
    for dotted in dict.fromkeys(_OF_MINDSPORE.findall(template)):
        template = template.replace(dotted, builder.spell(context.spelled(dotted, call)))
    parts = {"receiver": access.receiver, **({"argument": values[0]} if values else {})}
    if template.startswith("for "):
        statement = context.parent(call)
        if not isinstance(statement, ast.Expr) or not builder.is_alone(statement):
            return None
        template = template.replace(": ", f":{builder.inner_line(statement)}", 1)
        builder.replace_statement(statement, template, **parts)
    else:
        builder.replace(call, template, **parts)
    shown = code.format(receiver="...", argument="...", flag="...")
    return builder.fix(Text(f"write {shown}", f"改写成 {shown}"), safe=safe, reveals=True)


def _is_looped_over(access: Access, context: RuleContext) -> bool:
    parent = None if access.call is None else context.parent(access.call)
    return isinstance(parent, _LOOPS) and parent.iter is access.call


def _dropped(access: Access, context: RuleContext, builder: FixBuilder) -> Fix | None:
    """Return the fix that leaves a call out: with its statement where that does nothing else.

    It is unsafe: the device, or what else the call would have done, is set in another way.
    """
    call = access.call
    if call is None or access.through_getattr or (access.name == "to" and not _is_device(call, context)):
        return None
    statement = context.parent(call)
    if isinstance(statement, ast.Expr) or (isinstance(statement, ast.Assign) and _gives_back(statement, access)):
        builder.delete_statement(statement)
    elif access.name in ("zero_grad", "share_memory"):
        return None  # it returns nothing that could stay
    else:
        builder.drop_call(call)
    title = Text(f"leave out '{access.name}'", f"去掉 '{access.name}'")
    return builder.fix(title, safe=False, reveals=True)


def _is_device(call: ast.Call, context: RuleContext) -> bool:
    """Return whether `to` is given a device and nothing else, as far as its text tells."""
    if len(call.args) != 1 or call.keywords:
        return False
    given = call.args[0]
    if isinstance(given, ast.Constant):
        return isinstance(given.value, str) and given.value.partition(":")[0] in ("cuda", "cpu", "npu", "mps")
    if isinstance(given, ast.Call):
        return context.qualified_name(given.func) == "torch.device"
    name = given.attr if isinstance(given, ast.Attribute) else getattr(given, "id", "")
    return name.lower().removeprefix("_") in ("device", "dev")


def _gives_back(statement: ast.Assign, access: Access) -> bool:
    """Return whether a statement assigns a Cell to what it is taken from: `net = net.cuda()`."""
    return len(statement.targets) == 1 and ast.unparse(statement.targets[0]) == ast.unparse(access.receiver)
