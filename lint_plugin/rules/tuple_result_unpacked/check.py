"""What MSP223 says of results that are used as torch's."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

from lint_plugin.checks import (
    ATTRIBUTE_ERRORS,
    Access,
    Call,
    Check,
    Report,
    RuleContext,
    names_in,
    written,
    written_receiver,
)
from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import differences
from lint_plugin.rules.tuple_result_unpacked import fix

_OF_TUPLES = frozenset({"count", "index"})
_INDEX_NAMES = ("_", "idx", "ind", "arg")


class TupleResultUnpacked(Check):
    """What ops.max, ops.min, ops.median, ops.unique or a Tensor's max and min return, used as torch's."""

    def check_call(self, call: Call, context: RuleContext) -> Iterator[Report]:
        """Yield a report for a pair that is used as a Tensor."""
        name = differences.canonical(call.qualified_name)
        alone = len(call.positional) == 1 and not call.keywords and call.is_complete
        if name not in differences.PAIR_FUNCTIONS or not alone or call.is_method:
            return
        if _is_used_as_tensor(call.node, context) and not context.callee_is_patched(call.qualified_name):
            code = f"{written(call.node)}[0]"
            mend = functools.partial(fix.first, call, context)
            yield Report(
                call.span, "pair", call.confidence, {"callee": written(call.node.func), "code": code}, fix=mend
            )

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for two targets that take apart the values of a reduction over an axis, and a part's name."""
        if access.name in differences.PARTS:
            yield from _part(access, context)
            return
        call = access.call
        if call is None or access.through_getattr or not _reduces_over_axis(call):
            return
        statement = context.parent(call)
        if not isinstance(statement, ast.Assign) or statement.value is not call or len(statement.targets) != 1:
            return
        targets = statement.targets[0]
        if not isinstance(targets, ast.Tuple) or len(targets.elts) != 2:
            return
        confidence = context.is_a(access.receiver, "mindspore.Tensor")
        message = "values"
        if confidence is None and _is_index(targets.elts[1]) and _may_be_tensor(access.receiver, context):
            confidence, message = Confidence.GUESS, "perhaps"
        if confidence is None:
            return
        receiver, axis = written_receiver(access.receiver), written(call.keywords[0].value)
        fields = {
            "receiver": receiver,
            "method": access.name,
            "targets": written(targets).strip("()"),
            "code": f"{context.spelled('mindspore.ops', call).text}.{access.name}({receiver}, axis={axis})",
        }
        mend = functools.partial(fix.function, access, call, context)
        yield Report(access.span, message, confidence, fields, fix=mend)


def _part(access: Access, context: RuleContext) -> Iterator[Report]:
    """Yield a report for a part of a pair that is taken by torch's name of it."""
    if access.written or access.through_getattr or not access.loads:
        return
    confidence = context.is_pair(access.receiver)
    if confidence is None or context.guarded(access.node, access.name, errors=ATTRIBUTE_ERRORS):
        return
    receiver = written_receiver(access.receiver)
    fields = {"receiver": receiver, "code": f"{receiver}[{differences.PARTS[access.name]}]"}
    mend = functools.partial(fix.part, access, differences.PARTS[access.name], confidence, context)
    yield Report(access.span, "part", confidence, fields, fix=mend)


def _is_used_as_tensor(node: ast.expr, context: RuleContext) -> bool:
    """Return whether a value is used as a Tensor, and not as a tuple, here or by the name that it is given."""
    parent = context.parent(node)
    if not isinstance(parent, ast.Assign) or len(parent.targets) != 1 or not isinstance(parent.targets[0], ast.Name):
        return _needs_tensor(node, parent)
    function = context.enclosing_function(node)
    if function is None:
        return False
    name = parent.targets[0].id
    uses = [
        (use, context.parent(use))
        for use in names_in(function, name)
        if isinstance(use.ctx, ast.Load)
        if context.origin(use) is node
    ]
    return bool(uses) and all(_needs_tensor(use, above) for use, above in uses)


def _needs_tensor(node: ast.expr, parent: ast.AST | None) -> bool:
    """Return whether what a node stands right below makes of it is an error for a tuple."""
    if isinstance(parent, ast.Attribute):
        return parent.attr not in _OF_TUPLES
    if isinstance(parent, ast.BinOp):
        other = parent.right if parent.left is node else parent.left
        return isinstance(parent.op, (ast.Sub, ast.Div, ast.Pow)) or not isinstance(other, (ast.Tuple, ast.List))
    if isinstance(parent, ast.Compare):
        return isinstance(parent.ops[0], (ast.Lt, ast.LtE, ast.Gt, ast.GtE))
    return isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.USub)


def _reduces_over_axis(call: ast.Call) -> bool:
    return not call.args and [keyword.arg for keyword in call.keywords] == ["axis"]


def _is_index(target: ast.expr) -> bool:
    """Return whether the name of a target speaks of indices."""
    name = target.id.lower() if isinstance(target, ast.Name) else ""
    return name == "_" or any(part in name for part in _INDEX_NAMES[1:])


def _may_be_tensor(receiver: ast.expr, context: RuleContext) -> bool:
    """Return whether nothing speaks against a Tensor: the file has no torch, and the receiver no known name."""
    return not context.imports_torch and context.may_guess("asnumpy") and not any(context.qualified_names(receiver))
