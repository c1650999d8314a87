"""How MSP223 is fixed: the first of a pair is taken, or the function is called that returns one."""

from __future__ import annotations

import ast

from lint_plugin.checks import Access, Call, RuleContext
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text


def first(call: Call, context: RuleContext) -> Fix | None:
    """Return the fix that writes `ops.max(x)[0]`, safe since a pair fails where it is used.

    Unsafe for `ops.unique`, whose values aren't sorted as torch's are.
    """
    builder = context.fix_builder()
    builder.replace(call.node, "{pair:primary}[0]", pair=call.node)
    sorts = not call.qualified_name.endswith(".unique")
    title = Text("take the first of the pair", "取二元组的第一个元素")
    return builder.fix(title, safe=sorts and call.confidence is Confidence.HIGH)


def function(access: Access, call: ast.Call, context: RuleContext) -> Fix | None:
    """Return the fix that writes `ops.max(x, axis=1)` for `x.max(axis=1)`: unsafe, as the result is another."""
    builder = context.fix_builder()
    name = f"{builder.spell(context.spelled('mindspore.ops', call))}.{access.name}"
    builder.replace(call, name + "({x}, axis={axis})", x=access.receiver, axis=call.keywords[0].value)
    return builder.fix(Text(f"write {name}", f"改用 {name}"), safe=False)


def part(access: Access, place: int, confidence: Confidence, context: RuleContext) -> Fix | None:
    """Return the fix that writes `ops.max(x, 1)[0]` for `ops.max(x, 1).values`, safe since a tuple has no such name."""
    if not isinstance(access.node, ast.Attribute):
        return None
    builder = context.fix_builder()
    builder.replace(access.node, f"{{x:primary}}[{place}]", x=access.receiver)
    return builder.fix(Text(f"take [{place}]", f"取 [{place}]"), safe=confidence is Confidence.HIGH)
