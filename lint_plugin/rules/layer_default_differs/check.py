"""What MSP927 says of defaults."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

from lint_plugin.checks import Call, Check, Report, RuleContext, number, written
from lint_plugin.mindspore import differences
from lint_plugin.mindspore.differences import Default
from lint_plugin.rules.layer_default_differs import fix


class LayerDefaultDiffers(Check):
    """A layer or function whose default isn't that of torch's counterpart."""

    def check_call(self, call: Call, context: RuleContext) -> Iterator[Report]:
        """Yield one report for all the arguments that a call leaves to a default unlike torch's."""
        name = differences.canonical(call.qualified_name)
        known = differences.DEFAULTS.get(name, ())
        left = [default for default in known if call.is_complete and _is_left(default, call, context)]
        if not left or context.callee_is_patched(call.qualified_name):
            return
        arguments = ", ".join(fix.code(default, call, context) for default in left)
        what = ", ".join(f"{default.name}={default.ours} (torch: {default.torch})" for default in left)
        fields = {"callee": written(call.node.func), "what": what, "code": arguments}
        mend = functools.partial(fix.stated, left, call, context)
        yield Report(call.span, "default", call.confidence, fields, (f"api:{name}",), fix=mend)


def _is_left(default: Default, call: Call, context: RuleContext) -> bool:
    """Return whether a call leaves an argument to its default, and that makes a difference."""
    if default.below is not None and (context.version is None or context.version >= default.below):
        return False
    given = call.keywords.keys() | call.bound_keywords
    if default.name in given or default.unless & given:
        return False
    places = [place for place in (default.position, default.place) if place is not None]
    if places and len(call.positional) + call.bound > min(places):
        return False
    if default.kernel is not None and fix.kernel(default, call) is None:
        return False
    return default.name != "pad_mode" or not _is_one(call.argument("kernel_size", differences.KERNEL_POSITION), context)


def _is_one(kernel: ast.expr | None, context: RuleContext) -> bool:
    """Return whether a kernel's size is 1 in each direction."""
    sizes = kernel.elts if isinstance(kernel, (ast.Tuple, ast.List)) else [kernel]
    return all(size is not None and number(size, context) == 1 for size in sizes)
