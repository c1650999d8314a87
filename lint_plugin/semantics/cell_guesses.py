"""Whether something of which nothing is known seems to be a Cell: by what the code around does with it."""

from __future__ import annotations

import ast

from lint_plugin.mindspore import cells
from lint_plugin.semantics.code import flow
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.code.syntax import own_nodes
from lint_plugin.semantics.inference import uses


def seems_cell(node: ast.expr, scope: Scope, *, called: bool = False) -> bool:
    """Return whether code calls a method on a name, or on an attribute, that Cells alone have: `net.set_train()`.

    With `called`, a call of the object itself says so, too: `net(x)`. That is code of the same scope; of a name it must
    be one that may have the same value.
    """
    if isinstance(node, ast.Name):
        definitions, where = flow.reaching(scope, node)
        for use, (parent, _) in uses.uses(where).get(node.id, ()):
            if _speaks_for_cell(parent, use, called):
                reached, _ = flow.reaching(where, use)
                if any(definition in reached for definition in definitions):
                    return True
        return False
    if not isinstance(node, ast.Attribute):
        return False
    return any(
        use.attr == node.attr and _speaks_for_cell(other, use, called) and ast.dump(use) == ast.dump(node)
        for other in own_nodes(scope.node)
        for use in (getattr(other, "value", None), getattr(other, "func", None))
        if isinstance(use, ast.Attribute)
    )


def _speaks_for_cell(parent: ast.AST, use: ast.expr, called: bool) -> bool:
    """Return whether what is done with an expression is done with Cells alone; calling it counts with `called`."""
    if isinstance(parent, ast.Attribute):
        return parent.attr in cells.OWN_METHODS
    return called and isinstance(parent, ast.Call) and parent.func is use
