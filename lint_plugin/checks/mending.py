"""How calls are mended: arguments are renamed, left out or put into one tuple, as the remedies of the facts say."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from lint_plugin.checks import corrections
from lint_plugin.checks.context import RuleContext
from lint_plugin.checks.sites import Call
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.builder import FixBuilder
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore.calls import Problem
from lint_plugin.mindspore.remedies import Action, Remedy

_TITLE = Text(en="write MindSpore's arguments", zh="改用 MindSpore 的参数")
_MECHANICAL = frozenset({Action.RENAME, Action.SPLIT, Action.LEAVE_OUT, Action.PACK, Action.INSERT})


def mended(call: Call, problems: Sequence[Problem], context: RuleContext) -> Fix | None:
    """Return the fix that makes a call one that MindSpore takes, None where that isn't known of all its arguments."""
    remedies = list(dict.fromkeys(remedy for problem in problems for remedy in problem.remedies))
    if not all(problem.remedies for problem in problems) or any(one.action not in _MECHANICAL for one in remedies):
        return None
    if corrections.called_layer(call, problems, context) is not None:
        return None
    if isinstance(context.parent(call.node), ast.Expr) and any(one.argument == "inplace" for one in remedies):
        return None  # what the call returns isn't used
    builder = context.fix_builder()
    if not all(_apply(remedy, call, builder, context) for remedy in remedies):
        return None
    guesses = call.has_star and any(one.action is Action.PACK for one in remedies)  # what a star gives may be no size
    return builder.fix(_TITLE, safe=call.confidence is Confidence.HIGH and not guesses)


def _apply(remedy: Remedy, call: Call, builder: FixBuilder, context: RuleContext) -> bool:
    """Change the arguments that a remedy is about; return whether that can be done."""
    if remedy.action is Action.PACK:
        return _pack(call, (remedy.position or 0) - call.bound, builder)
    if remedy.action is Action.INSERT:
        following = call.positional[(remedy.position or 0) - call.bound :]
        if call.bound or not following:
            return False
        builder.wrap(following[0], f"{remedy.value}, ", "")
        return True
    value = corrections.value_of(call, remedy)
    keyword = call.keywords.get(remedy.argument)
    if value is None:
        return False
    if remedy.action is Action.LEAVE_OUT:
        if not corrections.is_harmless(call, remedy) or (keyword is None and value is not call.positional[-1]):
            return False
        builder.drop_argument(call.node, value if keyword is None else keyword.node)
        return True
    written = list(corrections.new_keywords(remedy, value, context).items())
    if "..." in dict(written).values():
        return False
    if keyword is None:
        if len(written) > 1 or remedy.value:
            return False
        builder.name_arguments(call.node, {call.node.args.index(value): written[0][0]})
        return True
    builder.rename_keyword(keyword.node, written[0][0])
    if remedy.action is Action.SPLIT or remedy.value:
        more = "".join(f", {name}={text}" for name, text in written[1:])
        builder.set_value(value, written[0][1] + more)
    return True


def _pack(call: Call, first: int, builder: FixBuilder) -> bool:
    """Put all positional arguments from one on into a tuple."""
    numbers = call.written_positional[first:]
    if first < 0 or len(numbers) < 2:
        return False
    builder.wrap(numbers[0], "(", "")
    builder.wrap(numbers[-1], "", ")")
    return True
