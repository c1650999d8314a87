"""How MSP103 is fixed: `untrainable_params()` takes the place of both methods."""

from __future__ import annotations

import ast

from lint_plugin.checks import Access, RuleContext, pairs
from lint_plugin.fixes import loops
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text

_TITLE = Text(en="write 'untrainable_params'", zh="改用 'untrainable_params'")
_PARAMETERS = {"buffers": ("recurse",), "named_buffers": ("prefix", "recurse", "remove_duplicate")}
"""What torch.nn.Module's methods take; Cell.untrainable_params takes `recurse` (inspect.signature, 1.10 to 2.10)."""


def listed(access: Access, context: RuleContext) -> Fix | None:
    """Return the fix that writes `untrainable_params` for the access, and gives names where pairs are wanted.

    It is unsafe: parameters that are frozen are in the list, too.
    """
    builder = context.fix_builder()
    builder.rename_access(access.node, "untrainable_params")
    call = access.call
    if call is None:
        return builder.fix(_TITLE, safe=False, reveals=True)
    if any(keyword.arg != "recurse" for keyword in call.keywords) or len(call.args) > (access.name == "buffers"):
        return None
    if access.name == "named_buffers":
        parent = context.parent(call)
        taken_apart = [found for found in pairs(parent, context) if found.value is call] if parent is not None else []
        if isinstance(parent, ast.Starred):
            parent = context.parent(parent)
        if taken_apart and parent is not None and not isinstance(parent, ast.Call):
            loops.without_pairs(builder, parent, call, context.enclosing_function(call) or context.tree)
        elif taken_apart and isinstance(parent, ast.Call) and context.is_call_of(parent, "builtins.dict"):
            builder.replace(parent, "{{p.name: p for p in {call}}}", call=call)
        elif isinstance(parent, ast.Call) and parent.args == [call] and not parent.keywords:
            loops.make_pairs(builder, call)
        else:
            builder.wrap(call, "[(p.name, p) for p in ", "]")
    return builder.fix(_TITLE, safe=False, reveals=True)
