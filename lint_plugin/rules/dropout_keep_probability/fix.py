"""How MSP217 is fixed: what is dropped is given as `p`, or what is kept as `keep_prob` where there is no `p` yet."""

from __future__ import annotations

import ast

from lint_plugin.checks import Call, RuleContext
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore import differences

_PRIMARY = (ast.Constant, ast.Name, ast.Attribute, ast.Call, ast.Subscript)


def named(call: Call, context: RuleContext) -> Fix | None:
    """Return the fix that writes `p=0.1`; it is unsafe, as the network trains otherwise then."""
    if len(call.positional) != 1 or call.has_star:
        return None
    builder = context.fix_builder()
    given = call.positional[0]
    if context.version is not None and context.version < differences.DROPOUT_P:
        text = context.source_of(given)
        builder.set_value(given, f"keep_prob=1 - {text if isinstance(given, _PRIMARY) else f'({text})'}")
    else:
        builder.name_arguments(call.node, {call.node.args.index(given): "p"})
    return builder.fix(Text("give the share that is dropped", "给出丢弃的比例"), safe=False)
