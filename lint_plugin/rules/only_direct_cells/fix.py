"""How MSP226 is fixed: the loop runs over all Cells."""

from __future__ import annotations

import ast

from lint_plugin.checks import Access, RuleContext
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text

_TITLE = Text(en="write 'cells_and_names'", zh="改用 'cells_and_names'")


def all_cells(access: Access, target: ast.Name, context: RuleContext) -> Fix | None:
    """Return the fix that loops over all Cells; which are meant is for the user to say."""
    builder = context.fix_builder()
    builder.rename_access(access.node, "cells_and_names")
    builder.wrap(target, "_, ", "")
    return builder.fix(_TITLE, safe=False)
