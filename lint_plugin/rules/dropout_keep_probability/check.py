"""What MSP217 says of the first argument of `nn.Dropout`."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from lint_plugin.checks import Call, Check, Report, RuleContext, number, written
from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import differences
from lint_plugin.rules.dropout_keep_probability import fix

_DROPPED = re.compile(r"drop|(?:^|_)p_?dr", re.IGNORECASE)
_KEPT = re.compile(r"keep|kept|retain|dropout_?layer", re.IGNORECASE)
_HALF = Decimal("0.5")


class DropoutKeepProbability(Check):
    """The first positional argument of nn.Dropout, which is `keep_prob`, holds torch's `p`."""

    def check_call(self, call: Call, context: RuleContext) -> Iterator[Report]:
        """Yield a report for a number below a half, and for an expression whose names speak of dropping."""
        if differences.canonical(call.qualified_name) not in differences.DROPOUT or call.bound or not call.positional:
            return
        if {"p", "keep_prob"} & call.keywords.keys() or context.callee_is_patched(call.qualified_name):
            return
        given = call.positional[0]
        value = number(given, context)
        if value is not None and (value >= _HALF or value <= 0):
            return
        if value is None and not _speaks_of_dropping(given, context):
            return
        callee, text = written(call.node.args[0] if call.is_partial else call.node.func), written(given)
        fields = {"callee": callee, "value": text, "code": _code(callee, call, context)}
        mend = functools.partial(fix.named, call, context)
        if value is None:
            yield Report(call.span, "name", min(call.confidence, Confidence.INFERRED), fields, fix=mend)
        else:
            dropped = f"{(1 - value) * 100:f}".rstrip("0").rstrip(".")
            yield Report(call.span, "value", call.confidence, {**fields, "dropped": f"{dropped}%"}, fix=mend)


def _code(callee: str, call: Call, context: RuleContext) -> str:
    """Return the call to write instead: before MindSpore 2.0 there is only `keep_prob`."""
    given = call.positional[0]
    text = written(given)
    rest = "".join(f", {written(argument)}" for argument in call.positional[1:])
    if context.version is not None and context.version < differences.DROPOUT_P:
        simple = isinstance(given, (ast.Constant, ast.Name, ast.Attribute, ast.Call, ast.Subscript))
        return f"{callee}(keep_prob=1 - {text if simple else f'({text})'}{rest})"
    return f"functools.partial({callee}, p={text})" if call.is_partial else f"{callee}(p={text})"


def _speaks_of_dropping(node: ast.expr, context: RuleContext) -> bool:
    """Return whether the names in an expression are those of a drop probability, and nothing turns it around.

    Where it is a name, or an attribute of `self`, all that is assigned to it counts, too, and a parameter's default. A
    number above a half among them says that it is the probability to keep: `ratio = 1.0` where the network is tested.
    """
    if not _is_dropping(node):
        return False
    if not isinstance(node, (ast.Name, ast.Attribute)):
        return True
    given = [part for one in context.origins(node) if one is not node for part in _arms(one)]
    values = {number(one, context) for one in given if not isinstance(one, (ast.Name, ast.Attribute))}
    if values == {_HALF} or any(value is not None and value > _HALF for value in values):
        return False
    others = [one for one in given if not isinstance(one, (ast.Name, ast.Constant))]
    return not any(_turns_around(one) or _KEPT.search(" ".join(_names(one))) for one in others)


def _arms(node: ast.expr) -> list[ast.expr]:
    """Return what an expression may be: both arms of a condition, itself else."""
    if isinstance(node, ast.IfExp):
        return [*_arms(node.body), *_arms(node.orelse)]
    return [node]


def _is_dropping(node: ast.expr) -> bool:
    names = _names(node)
    return (
        not _turns_around(node)
        and any(_DROPPED.search(name) for name in names)
        and not any(_KEPT.search(name) for name in names)
    )


def _names(node: ast.expr) -> list[str]:
    """Return the names that say what the values in an expression are: the last ones of dotted names."""
    found = []
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute):
            found.append(part.attr)
        elif isinstance(part, ast.Name):
            found.append(part.id)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            found.append(part.value)
    return found


def _turns_around(node: ast.expr) -> bool:
    """Return whether an expression subtracts something, as `1 - drop` does."""
    return any(isinstance(part, ast.BinOp) and isinstance(part.op, ast.Sub) for part in ast.walk(node))
