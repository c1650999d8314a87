"""What to write for MSP927, and how it is written: the arguments that give torch's result."""

from __future__ import annotations

import ast

from lint_plugin.checks import Call, RuleContext, may_repeat, written
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore.differences import Default

_INITIALIZERS = ("HeUniform", "Normal")
_TITLE = Text(en="write torch's default", zh="写明 PyTorch 的默认值")


def kernel(default: Default, call: Call) -> ast.expr | None:
    """Return what a call gives for the size of the kernel, where a default speaks of it."""
    return None if default.kernel is None else call.argument("kernel_size", default.kernel)


def code(default: Default, call: Call, context: RuleContext) -> str:
    """Return the argument to write."""
    size = kernel(default, call)
    parts = {"kernel": "" if size is None else written(size)}
    for name in _INITIALIZERS:
        parts[name] = context.spelled(f"mindspore.common.initializer.{name}", call.node).text
    return default.code.format_map(parts)


def stated(left: list[Default], call: Call, context: RuleContext) -> Fix | None:
    """Return the fix that writes the arguments; the results change, so it is unsafe.

    None where an argument is a call that would be made twice.
    """
    builder = context.fix_builder()
    for default in left:
        size = kernel(default, call)
        if size is not None and not may_repeat(size):
            return None
        parts = {"kernel": "" if size is None else context.source_of(size)}
        for name in _INITIALIZERS:
            if f"{{{name}}}" in default.code:
                parts[name] = builder.spell(context.spelled(f"mindspore.common.initializer.{name}", call.node))
        builder.add_argument(call.node, default.code.format_map(parts))
    return builder.fix(_TITLE, safe=False)
