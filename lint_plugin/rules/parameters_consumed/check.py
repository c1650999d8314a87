"""What MSP222 says of the groups of an optimizer."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

from lint_plugin.checks import Call, Check, Report, RuleContext, callee_span, span_of, written
from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import differences
from lint_plugin.rules.parameters_consumed import fix

_ITERATORS = ("builtins.filter", "builtins.map", "builtins.iter", "builtins.reversed", "itertools.chain")
_GENERATOR_METHOD = "get_parameters"


class ParametersConsumed(Check):
    """The `params` of a group given to an optimizer of `mindspore.nn` can be read only once."""

    def check_call(self, call: Call, context: RuleContext) -> Iterator[Report]:
        """Yield a report for each group whose parameters are an iterator."""
        if differences.canonical(call.qualified_name) not in differences.OPTIMIZERS:
            return
        given = call.argument("params", 0)
        groups = None if given is None else context.origin(given)
        if not isinstance(groups, (ast.List, ast.Tuple)) or context.callee_is_patched(call.qualified_name):
            return
        for group in groups.elts:
            held = _held(group, context)
            value = None if held is None else context.origin(held)
            certainty = None if value is None else _consumed(value, context)
            if held is None or value is None or certainty is None:
                continue
            span = callee_span(value.func) if held is value and isinstance(value, ast.Call) else span_of(held)
            fields = {
                "callee": written(call.node.args[0] if call.is_partial else call.node.func),
                "value": written(held),
                "code": fix.instead(held, value),
            }
            confidence = min(certainty, call.confidence)
            message = "perhaps" if confidence is Confidence.GUESS else "cells"
            mend = functools.partial(fix.listed, held, value, context, confidence)
            yield Report(span, message, confidence, fields, fix=mend)


def _held(group: ast.expr, context: RuleContext) -> ast.expr | None:
    """Return the value of "params" in a group, None where it isn't in the source."""
    group = context.origin(group) or group
    if isinstance(group, ast.Dict):
        for key, value in zip(group.keys, group.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "params":
                return value
    elif context.is_call_of(group, "builtins.dict"):
        for keyword in group.keywords:
            if keyword.arg == "params":
                return keyword.value
    return None


def _consumed(value: ast.expr, context: RuleContext) -> Confidence | None:
    """Return how surely an expression is an iterator that can be read once."""
    if isinstance(value, ast.GeneratorExp) or context.is_call_of(value, *_ITERATORS):
        return Confidence.HIGH
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute):
        return None
    if value.func.attr != _GENERATOR_METHOD:
        return None
    access = context.access(value.func, _GENERATOR_METHOD)
    return context.inherited(access) or context.missing(access, guess=True)
