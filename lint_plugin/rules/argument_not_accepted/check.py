"""What MSP112 says of calls that can't be bound to the parameters of what they call."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from lint_plugin.checks import Call, Check, Report, RuleContext, corrections, mending, refused_calls
from lint_plugin.language import Text
from lint_plugin.mindspore import calls, documents
from lint_plugin.mindspore.calls import Kind, Problem
from lint_plugin.mindspore.remedies import Action

_OF_OTHER_RULES = ("mindspore.Tensor.", "mindspore.Parameter.")
"""Methods of Tensors are no callables that a porter finds in a namespace."""
_ERRORS = frozenset({"TypeError", "KeyError"})
"""What calls that can't be bound raise: optimizers that check their keywords themselves KeyError."""


class ArgumentNotAccepted(Check):
    """A call that can't be bound to the parameters of what it calls in any supported version."""

    def check_call(self, call: Call, context: RuleContext) -> Iterator[Report]:
        """Yield one report for all that is wrong with a call."""
        if call.is_method or call.qualified_name.startswith(_OF_OTHER_RULES):
            return
        found = _problems(call, context)
        if not found or refused_calls.is_left_alone(call, context, _ERRORS):
            return
        advice = corrections.advice(call, found, context)
        fields: dict[str, str | Text] = {"callee": corrections.callee(call), "complaint": _complaint(found)}
        if advice is not None:
            fields["advice"] = advice
        topic = documents.of_api(refused_calls.canonical(call.qualified_name))
        message = "refused" if advice is None else "advised"
        mend = functools.partial(mending.mended, call, found, context)
        yield Report(call.span, message, call.confidence, fields, (topic,), fix=mend)


def _problems(call: Call, context: RuleContext) -> list[Problem]:
    """Return what is wrong with what this call itself gives."""
    names = [*call.keywords, *sorted(call.bound_keywords - call.keywords.keys())]
    found = calls.problems(
        call.qualified_name,
        len(call.positional),
        names,
        context.version,
        bound_before=call.bound,
        complete=call.is_complete,
    )
    own = [one for one in found if one.argument in call.keywords or one.argument not in call.bound_keywords]
    if any(problem.kind is not Kind.UNKNOWN for problem in own):
        return own
    return own + corrections.shape_problems(call.qualified_name, call, context)


def _complaint(found: Sequence[Problem]) -> Text:
    """Return what is wrong with a call, of all its arguments."""
    parts: list[Text] = []
    unknown = [repr(problem.argument) for problem in found if problem.kind is Kind.UNKNOWN]
    if unknown:
        names = ", ".join(unknown)
        parts.append(Text(f"has no argument{'s' if len(unknown) > 1 else ''} {names}", f"没有参数 {names}"))
    packs = any(remedy.action is Action.PACK for problem in found for remedy in problem.remedies)
    if packs:
        parts.append(Text("takes the size as one tuple", "要求把形状写成一个元组"))
    for problem in found:
        if problem.kind is Kind.SURPLUS and not packs:
            parts.append(_too_many(problem))
        elif problem.kind is Kind.DOUBLED and not packs:
            parts.append(Text(f"is given {problem.argument!r} twice", f"重复得到参数 {problem.argument!r}"))
    missing = [repr(problem.argument) for problem in found if problem.kind is Kind.MISSING]
    if missing:
        names = ", ".join(missing)
        parts.append(Text(f"isn't given {names}, which it requires", f"缺少必需的参数 {names}"))
    return Text(" and ".join(part.en for part in parts), "，".join(part.zh for part in parts))


def _too_many(problem: Problem) -> Text:
    if not problem.position:
        return Text("takes no positional arguments", "不接受位置参数")
    one = problem.position == 1
    return Text(
        f"takes {problem.position} positional argument{'' if one else 's'} at most",
        f"最多接受 {problem.position} 个位置参数",
    )
