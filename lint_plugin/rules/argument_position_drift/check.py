"""What MSP220 says of arguments that are given by position."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator

from lint_plugin.checks import Call, Check, Report, RuleContext, written
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
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
        mend = functools.partial(_named, call, place, context)
        yield Report(call.span, "bias", confidence, fields, fix=mend)


def _named(call: Call, place: int, context: RuleContext) -> Fix | None:
    """Return the fix that names the bias: unsafe, as the layer then has no bias, or other weights."""
    if call.has_star or len(call.positional) > place + 1:
        return None
    builder = context.fix_builder()
    builder.name_arguments(call.node, {call.node.args.index(call.positional[place]): "has_bias"})
    return builder.fix(Text("write 'has_bias='", "写明 'has_bias='"), safe=False)


def _speaks_of_bias(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return _BIAS.search(name) is not None and "init" not in name
