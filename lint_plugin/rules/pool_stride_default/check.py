"""What MSP224 says of max pooling."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

from lint_plugin.checks import Call, Check, Report, RuleContext, may_repeat, number, written
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore import differences


class PoolStrideDefault(Check):
    """A max pooling layer that is given its kernel alone."""

    def check_call(self, call: Call, context: RuleContext) -> Iterator[Report]:
        """Yield a guess for a kernel that is larger than 1, where neither stride nor pad_mode is given."""
        if differences.canonical(call.qualified_name) not in differences.POOLS or not call.is_complete:
            return
        kernel = call.argument("kernel_size", 0)
        given = call.keywords.keys() | call.bound_keywords
        if kernel is None or len(call.positional) + call.bound > 1 or {"stride", "pad_mode"} & given:
            return
        sizes = kernel.elts if isinstance(kernel, (ast.Tuple, ast.List)) else [kernel]
        if all(number(size, context) == 1 for size in sizes) or context.callee_is_patched(call.qualified_name):
            return
        if _fits_input(call.node, sizes, context):
            return
        callee, size = written(call.node.func), written(kernel)
        fields = {"callee": callee, "code": f"{callee}({size}, {size})"}
        mend = functools.partial(_with_stride, call, kernel, context)
        yield Report(call.span, "stride", min(call.confidence, Confidence.GUESS), fields, fix=mend)


def _fits_input(node: ast.Call, sizes: list[ast.expr], context: RuleContext) -> bool:
    """Return whether the layer is called at once on what gives it its size: there is one window, whatever the stride.

    `MaxPool1d(x.shape[2])(x)`: each size is 1 or a dimension of the input.
    """
    parent = context.parent(node)
    if not isinstance(parent, ast.Call) or parent.func is not node or len(parent.args) != 1:
        return False
    pooled = ast.dump(parent.args[0])
    return all(
        number(size, context) == 1
        or any(
            isinstance(part, ast.Attribute) and part.attr in ("shape", "size") and ast.dump(part.value) == pooled
            for part in (getattr(size, "value", None), getattr(size, "func", None))
        )
        for size in sizes
    )


def _with_stride(call: Call, kernel: ast.expr, context: RuleContext) -> Fix | None:
    """Return the fix that gives torch's stride: unsafe, as MindSpore's may be meant."""
    if not may_repeat(kernel):
        return None
    builder = context.fix_builder()
    text = context.source_of(kernel)
    builder.add_argument(call.node, f"stride={text}" if call.keywords else text)
    return builder.fix(Text("give the kernel's size as the stride", "以核的大小作为步长"), safe=False)
