"""How MSP113 is fixed: what is advised is written, where that takes nobody to look."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.checks import Call, RuleContext
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.rules.argument_value_rejected.values import Change, Fault

_TITLE = Text(en="write values that MindSpore takes", zh="改用 MindSpore 接受的取值")


def mended(call: Call, faults: Sequence[Fault], context: RuleContext) -> Fix | None:
    """Return the fix that writes all that is advised, None where some of it takes somebody to look."""
    if not all(fault.changes for fault in faults):
        return None
    builder = context.fix_builder()
    changes: list[Change] = []
    for fault in faults:
        changes += (change for change in fault.changes if change not in changes)
    for change in changes:
        change.make(builder)
    sure = call.confidence is Confidence.HIGH and all(fault.confidence is Confidence.HIGH for fault in faults)
    return builder.fix(_TITLE, safe=sure)
