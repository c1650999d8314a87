"""What MSP220 says of arguments that are given by position."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from lint_plugin.checks import Call, Check, Report, RuleContext, written
from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import differences

_BIAS = re.compile(r"bias$|^(use|with|has)_?bias|bias_?flag", re.IGNORECASE)


class ArgumentPositionDrift(Check):
    """A bias given to nn.Dense by position, where it takes the initial weights."""

    def check_call(self, call: Call, context: RuleContext) -> Iterator[Report]:
        """Yield a report for a truth value, or a name that speaks of a bias, at torch's position of `bias`."""
        place = differences.BIAS_POSITION.get(differences.canonical(call.qualified_name))
        if place is None or call.bound or len(call.positional) <= place or "has_bias" in call.keywords:
            return
        given = call.positional[place]
        is_truth = isinstance(given, ast.Constant) and isinstance(given.value, bool)
        if not is_truth and not _speaks_of_bias(given):
            return
        if context.callee_is_patched(call.qualified_name):
            return
        callee = written(call.node.args[0] if call.is_partial else call.node.func)
        before = "".join(f"{written(argument)}, " for argument in call.positional[:place])
        fields = {"callee": callee, "value": written(given), "code": f"{callee}({before}has_bias={written(given)})"}
        confidence = call.confidence if is_truth else min(call.confidence, Confidence.INFERRED)
        yield Report(call.span, "bias", confidence, fields)


def _speaks_of_bias(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return _BIAS.search(name) is not None and "init" not in name
