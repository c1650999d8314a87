"""What MSP106 says of lists of parameters."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Sequence

from lint_plugin.checks import Check, Report, RuleContext, pairs, source_span, written
from lint_plugin.mindspore.cells import PARAMETER_LISTS
from lint_plugin.rules.untrainable_params_as_pairs import fix

_ERRORS = frozenset({"AttributeError", "TypeError", "ValueError"})
"""What Parameters raise that are taken apart as pairs."""


class UntrainableParamsAsPairs(Check):
    """The list that `untrainable_params()` or `trainable_params()` returns, used as pairs."""

    def check_scope(self, nodes: Sequence[ast.AST], context: RuleContext) -> Iterator[Report]:
        """Yield a report for each place of a scope that takes the list apart as pairs."""
        for node in nodes:
            for value, second, use in pairs(node, context):
                returned = context.parameter_list(value)
                if returned is not None and not context.guarded(value, returned.method, errors=_ERRORS):
                    fields = {"call": returned.written, "source": written(value), "value": second}
                    mend = functools.partial(fix.without_pairs, node, value, context)
                    yield Report(source_span(value, PARAMETER_LISTS), use, returned.confidence, fields, fix=mend)
