"""What MSP110 says of the results of Cell's methods."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Sequence

from lint_plugin.checks import Access, Check, Report, RuleContext, pairs, span_of, written, written_receiver
from lint_plugin.confidence import Confidence
from lint_plugin.language import Text
from lint_plugin.mindspore import documents
from lint_plugin.rules.cells_as_pairs_or_iterator import PAIRS, WHAT, fix

_ERRORS = frozenset({"AttributeError", "KeyError", "TypeError", "ValueError"})
"""What these uses raise."""
_PAIRS = {"cells": "name_cells().items()", "name_cells": "name_cells().items()",
          "get_parameters": "parameters_and_names()"}  # fmt: skip
_COMPARED = {"cells": ("children",), "name_cells": ("named_children",), "get_parameters": ("parameters",)}
_LISTED = {"cells": "cells()", "name_cells": "name_cells().values()", "get_parameters": "get_parameters()"}


class CellsAsPairsOrIterator(Check):
    """The result of a method of a Cell, used as an iterator, by index, or as pairs; pairs that are used as no pairs."""

    def check_scope(self, nodes: Sequence[ast.AST], context: RuleContext) -> Iterator[Report]:
        """Yield a report for each place of a scope that takes what a method returned for what torch's returns."""
        for node in nodes:
            if isinstance(node, (ast.For, ast.comprehension)):
                yield from _pair(node, context)
        others = _others(nodes, context)
        for value, message, index in (used for node in nodes for used in _used(node, others, context)):
            method = _returned_by(value, context)
            if method is None or method.call is None or not _fails(method.name, message, index):
                continue
            confidence = context.inherited(method) or _guessed(method, message, context)
            if confidence is None or context.guarded(value, method.name, errors=_ERRORS):
                continue
            receiver = written_receiver(method.receiver)
            is_named = isinstance(value, ast.Name)
            fields: dict[str, str | Text] = {
                "call": written(method.call),
                "receiver": receiver,
                "what": WHAT[method.name],
                "listed": written(value)
                if is_named and method.name != "name_cells"
                else f"{receiver}.{_LISTED[method.name]}",
                "pairs": f"{receiver}.{_PAIRS[method.name]}",
                "index": "" if index is None else written(index),
            }
            mend = functools.partial(fix.mended, value, method, message, context)
            place = span_of(value) if is_named else method.span
            yield Report(place, message, confidence, fields, _topics(method), mend)


def _pair(loop: ast.For | ast.comprehension, context: RuleContext) -> Iterator[Report]:
    """Yield a report for a loop over pairs that takes each for the Cell or the Parameter in it."""
    call, target = loop.iter, loop.target
    if not isinstance(target, ast.Name) or not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return
    if call.func.attr not in PAIRS or not _is_used_as_one(loop, target.id, context):
        return
    method = context.access(call.func, call.func.attr)
    confidence = context.inherited(method) or _guessed(method, "pair", context)
    if confidence is None or context.guarded(call, method.name, errors=_ERRORS):
        return
    one, what = PAIRS[method.name]
    fields: dict[str, str | Text] = {"call": written(call), "what": what, "one": one, "target": target.id}
    fields["receiver"] = written_receiver(method.receiver)
    yield Report(method.span, "pair", confidence, fields, _topics(method))


def _topics(method: Access) -> tuple[str, ...]:
    """Return the document that compares a method with torch's, where there is one, and what the Cell's page says."""
    return (*_COMPARED.get(method.name, ()), documents.of_cell(method.name))


def _is_used_as_one(loop: ast.For | ast.comprehension, name: str, context: RuleContext) -> bool:
    """Return whether a loop asks `isinstance` of its variable, or for an attribute that no pair has.

    Not where the variable is given another value.
    """
    asked = False
    around = loop if isinstance(loop, ast.For) else context.parent(loop)
    for node in ast.walk(around) if around is not None else ():
        if isinstance(node, ast.Name) and node.id == name and node is not loop.target:
            if not isinstance(node.ctx, ast.Load):
                return False
            parent = context.parent(node)
            if isinstance(parent, ast.Call) and parent.args[:1] == [node] and len(parent.args) == 2:
                is_test = context.is_call_of(parent, "builtins.isinstance")
                asked = asked or (is_test and _are_of_cells(parent.args[1], context))
            elif isinstance(parent, ast.Attribute):
                asked = asked or not hasattr(tuple, parent.attr)
    return asked


def _are_of_cells(classes: ast.expr, context: RuleContext) -> bool:
    """Return whether the classes that `isinstance` asks for are MindSpore's or the project's: no pair is one."""
    listed = classes.elts if isinstance(classes, ast.Tuple) else [classes]
    return all(
        name.startswith("mindspore.") or (not name and context.may_be_class(node))
        for node in listed
        for name in context.qualified_names(node)
    )


def _returned_by(value: ast.expr, context: RuleContext) -> Access | None:
    """Return the access of one of the methods whose call a value comes from, straight or by a local name."""
    call = context.origin(value)
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in WHAT:
        return context.access(call.func, call.func.attr)
    return None


def _guessed(method: Access, message: str, context: RuleContext) -> Confidence | None:
    """Return a guess where pairs are taken of `get_parameters()`, or of what gives pairs none, of an unknown object.

    These are names that MindSpore alone has: beside torch, too, they speak for a Cell.
    """
    is_own = (method.name == "get_parameters" and message == "pairs") or method.name in PAIRS
    is_open = is_own and context.imports_mindspore and context.is_unknown(method.receiver)
    return Confidence.GUESS if is_open and not context.is_named_after_class(method) else None


def _fails(method: str, message: str, index: ast.expr | None) -> bool:
    """Return whether what a method returns can't be used so."""
    if message == "next":
        return method != "get_parameters"
    if message == "length":
        return method == "get_parameters"
    if message == "index" and method == "name_cells":  # a dict: any other key may be a name
        return isinstance(index, (ast.Slice, ast.UnaryOp)) or (
            isinstance(index, ast.Constant) and isinstance(index.value, int)
        )
    return True


def _others(nodes: Sequence[ast.AST], context: RuleContext) -> set[str]:
    """Return the names that a scope binds, but for those that it may give the result of one of the methods."""
    bound = {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    around = context.enclosing_function(nodes[0]) if nodes else None
    if around is not None:
        bound |= {argument.arg for argument in ast.walk(around.args) if isinstance(argument, ast.arg)}
    for node in nodes:
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
            if any(_is_call(part) for part in ast.walk(node.value)):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                bound -= {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return bound


def _is_call(value: ast.AST) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in WHAT


def _used(node: ast.AST, others: set[str], context: RuleContext) -> Iterator[tuple[ast.expr, str, ast.expr | None]]:
    """Yield (value, message, index) where a node would use what torch's methods return; none of the names `others`."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        if _may_be_result(node.value, others):
            yield node.value, "index", node.slice
        return
    if isinstance(node, ast.Attribute):
        if node.attr == "__next__" and _may_be_result(node.value, others):
            yield node.value, "next", None
        return
    if isinstance(node, ast.Call):
        given = node.args[0] if len(node.args) in (1, 2) else None
        value = given.value if isinstance(given, ast.Starred) else given
        if given is None or value is None or not _may_be_result(value, others):
            return
        callee = context.qualified_name(node.func) if getattr(node.func, "id", "") in ("next", "len") else None
        if callee == "builtins.next":
            yield given, "next", None
        elif callee == "builtins.len":
            yield given, "length", None
    for value, _, use in pairs(node, context):
        method = value.func.attr if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) else ""
        if use != "dict" or (method and method != "name_cells"):
            yield value, "pairs", None


def _may_be_result(value: ast.expr, others: set[str]) -> bool:
    """Return whether one of the methods may have returned what an expression is."""
    return value.id not in others if isinstance(value, ast.Name) else _is_call(value)
