"""What the rules on calls that MindSpore refuses share: what a callable is called, and which calls are left alone."""

from __future__ import annotations

from lint_plugin.checks.context import RuleContext
from lint_plugin.checks.sites import Call
from lint_plugin.mindspore import signatures


def canonical(qualified_name: str) -> str:
    """Return the name by which the facts have a callable of MindSpore, the given one where they have none."""
    known = signatures.signature(qualified_name)
    return qualified_name if known is None else known.qualified_name


def is_left_alone(call: Call, context: RuleContext, errors: frozenset[str], *, count_strict: bool = True) -> bool:
    """Return whether the callable is another by the time of the call, or the code sees to its refusal.

    `errors` are those that the refusal raises. With `count_strict` off, a library's replacement that refuses all that
    MindSpore's own refuses isn't counted.
    """
    return (
        context.has_own_mindspore
        or context.guarded(call.node, "", errors=errors)
        or context.callee_is_patched(call.qualified_name, count_strict=count_strict)
        or context.callee_is_patched(canonical(call.qualified_name), count_strict=count_strict)
    )
