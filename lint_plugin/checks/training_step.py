"""Whether the code around a call speaks for a training step of torch: `zero_grad()`, `backward()`, `step()`."""

from __future__ import annotations

import ast
import functools

from lint_plugin.checks.context import RuleContext
from lint_plugin.checks.sites import Access
from lint_plugin.semantics.code.syntax import own_nodes

_CALLS = frozenset({"zero_grad", "backward", "step"})
_FLAGS = frozenset({"set_to_none", "retain_graph", "create_graph"})
"""What torch's may be given by name."""


def in_training_step(access: Access, context: RuleContext) -> bool:
    """Return whether an access is one of the calls of a training step, and another is made in the same function."""
    if access.name not in _CALLS or access.call is None or not _is_plain(access.call):
        return False
    around = context.enclosing_function(access.node) or [parent for _, parent in context.steps(access.node)][-1]
    return len(_calls_made(around) & _CALLS) > 1


@functools.lru_cache(maxsize=1)  # asked for each call in a function
def _calls_made(around: ast.AST) -> frozenset[str]:
    """Return the last parts of the names of what the code calls without arguments but flags."""
    return frozenset(
        node.func.attr
        for node in own_nodes(around)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_plain(node)
    )


def _is_plain(call: ast.Call) -> bool:
    """Return whether a call gives nothing, or flags."""
    return not call.args and all(keyword.arg in _FLAGS for keyword in call.keywords)
