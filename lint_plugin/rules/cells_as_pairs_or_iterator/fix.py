"""How MSP110 is fixed: what a method returns is made a list or an iterator, or one that gives pairs is called."""

from __future__ import annotations

import ast

from lint_plugin.checks import Access, RuleContext
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text

_WRAPPED = {"next": "iter", "index": "list", "length": "list"}
_PAIRS = {"cells": "name_cells().items()", "name_cells": "name_cells().items()",
          "get_parameters": "parameters_and_names()"}  # fmt: skip


def mended(value: ast.expr, method: Access, message: str, context: RuleContext) -> Fix | None:
    """Return the fix; safe where code fails that uses the result right where it is returned."""
    builder = context.fix_builder()
    used = context.parent(value)
    is_named = isinstance(value, ast.Name)
    if message == "pairs":
        if is_named or method.call is None or method.call.args or method.call.keywords:
            return None
        pairs = _PAIRS[method.name]
        builder.replace(value, "{x:primary}." + pairs, x=method.receiver)
        return builder.fix(Text(f"write {pairs}", f"改用 {pairs}"), safe=False)
    if isinstance(used, ast.Attribute) or (is_named and message == "next"):
        return None  # another `next` would begin anew
    function = _WRAPPED[message]
    values = ".values()" if method.name == "name_cells" else ""
    builder.wrap(value, f"{function}(", f"{values})")
    return builder.fix(Text(f"make it a {function}", f"转换为 {function}"), safe=not is_named)
