"""How MSP102 is fixed: the Cell itself is called, or `construct` where a method is wanted."""

from __future__ import annotations

from lint_plugin.checks import Access, RuleContext
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text

_CALL = Text(en="call the Cell itself", zh="直接调用 Cell")
_RENAME = Text(en="write 'construct'", zh="改用 'construct'")


def called(access: Access, context: RuleContext, *, sure: bool) -> Fix | None:
    """Return the fix that writes `net(x)` for `net.forward(x)`."""
    builder = context.fix_builder()
    builder.drop_access(access.node, access.receiver)
    return builder.fix(_CALL, safe=sure)


def renamed(access: Access, context: RuleContext, *, sure: bool) -> Fix | None:
    """Return the fix that writes `net.construct` for `net.forward`."""
    builder = context.fix_builder()
    builder.rename_access(access.node, "construct")
    return builder.fix(_RENAME, safe=sure)
