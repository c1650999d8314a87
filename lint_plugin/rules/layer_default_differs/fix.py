"""What to write for MSP927, and how it is written: the arguments that give torch's result."""

from __future__ import annotations

from lint_plugin.checks import Call, RuleContext, written
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore.differences import Default

_INITIALIZERS = ("HeUniform", "Normal")
_TITLE = Text(en="write torch's default", zh="写明 PyTorch 的默认值")


def code(default: Default, call: Call, context: RuleContext) -> str:
    """Return the argument to write."""
    parts = {"first": written(call.positional[0]) if call.positional else ""}
    for name in _INITIALIZERS:
        parts[name] = context.spelled(f"mindspore.common.initializer.{name}", call.node).text
    return default.code.format_map(parts)


def stated(left: list[Default], call: Call, context: RuleContext) -> Fix | None:
    """Return the fix that writes the arguments; the results change, so it is unsafe."""
    builder = context.fix_builder()
    for default in left:
        parts = {"first": context.source_of(call.positional[0]) if call.positional else ""}
        for name in _INITIALIZERS:
            if f"{{{name}}}" in default.code:
                parts[name] = builder.spell(context.spelled(f"mindspore.common.initializer.{name}", call.node))
        builder.add_argument(call.node, default.code.format_map(parts))
    return builder.fix(_TITLE, safe=False)
