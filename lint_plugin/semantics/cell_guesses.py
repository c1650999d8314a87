"""Whether something of which nothing is known seems to be a Cell: by what MindSpore's Cells alone are asked for."""

from __future__ import annotations

import ast

from lint_plugin.mindspore import cells
from lint_plugin.semantics.code import flow
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.code.syntax import own_nodes
from lint_plugin.semantics.inference import uses


def seems_cell(node: ast.expr, scope: Scope) -> bool:
    """Return whether code calls a method on a name, or on an attribute, that Cells alone have: `net.set_train()`.

    That is code of the same scope; of a name it must be one that may have the same value.
    """
    if isinstance(node, ast.Name):
        definitions, where = flow.reaching(scope, node)
        for use, (parent, _) in uses.uses(where).get(node.id, ()):
            if isinstance(parent, ast.Attribute) and parent.attr in cells.OWN_METHODS:
                reached, _ = flow.reaching(where, use)
                if any(definition in reached for definition in definitions):
                    return True
        return False
    if not isinstance(node, ast.Attribute):
        return False
    wanted = ast.dump(node)
    return any(
        isinstance(other, ast.Attribute) and other.attr in cells.OWN_METHODS and ast.dump(other.value) == wanted
        for other in own_nodes(scope.node)
    )
