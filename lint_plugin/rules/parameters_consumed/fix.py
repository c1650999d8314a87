"""How MSP222 is fixed: the group gets a list."""

from __future__ import annotations

import ast

from lint_plugin.checks import RuleContext, written, written_receiver
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text

_TITLE = Text(en="give the group a list", zh="在参数组中使用列表")


def instead(held: ast.expr, value: ast.expr) -> str:
    """Return what to write in a group for what it holds; `value` is where that comes from, itself or an assignment."""
    if held is not value:
        return f"list({written(held)})"
    if isinstance(value, ast.Call) and _is_plain(value) and isinstance(value.func, ast.Attribute):
        return f"{written_receiver(value.func.value)}.trainable_params()"
    return f"list({written(value)})"


def listed(held: ast.expr, value: ast.expr, context: RuleContext, confidence: Confidence) -> Fix | None:
    """Return the fix that gives the group a list.

    `trainable_params()` takes the place of a Cell's own generator, which also yields what no optimizer is to train:
    such a fix is unsafe.
    """
    builder = context.fix_builder()
    if held is value and isinstance(value, ast.Call) and _is_plain(value) and isinstance(value.func, ast.Attribute):
        builder.rename_access(value.func, "trainable_params")
        return builder.fix(_TITLE, safe=False)
    builder.wrap(held, "list(", ")")
    return builder.fix(_TITLE, safe=confidence is Confidence.HIGH)


def _is_plain(call: ast.Call) -> bool:
    """Return whether a call is one of get_parameters without arguments."""
    named = isinstance(call.func, ast.Attribute) and call.func.attr == "get_parameters"
    return named and not call.args and not call.keywords
