"""What MSP110 looks at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from lint_plugin.checks.check import Check, Look, Report, name_span, receiver_of, span_of, written, written_receiver
from lint_plugin.confidence import Confidence
from lint_plugin.language import Text
from lint_plugin.rules.cells_as_pairs_or_iterator import _WHAT
from lint_plugin.rules.untrainable_params_as_pairs.check import taken_apart
from lint_plugin.semantics.code import flow
from lint_plugin.semantics.code.bindings import Kind
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.inference.hierarchy import ClassKind, kind
from lint_plugin.semantics.inference.values import BuiltinMethod, External, Instance, members

_ERRORS = frozenset({"AttributeError", "KeyError", "TypeError", "ValueError"})
"""What these uses raise."""
_PAIRS = {"cells": "name_cells().items()", "name_cells": "name_cells().items()",
          "get_parameters": "parameters_and_names()"}  # fmt: skip
_LISTED = {"cells": "cells()", "name_cells": "name_cells().values()", "get_parameters": "get_parameters()"}


class CellsAsPairsOrIterator(Check):
    """The result of `cells()`, `name_cells()` or `get_parameters()`, used as an iterator, by index, or as pairs."""

    def check_scope(self, scope: Scope, nodes: list[ast.AST], look: Look) -> Iterator[Report]:
        """Yield a report for each place of a scope that takes what a method returned for what torch's returns."""
        for node in nodes:
            for source, message, index in _used(node, scope, look):
                found = _returned(source, scope, look)
                if found is None or not _fails(found.method, message, index):
                    continue
                if look.guarded(source, found.method, errors=_ERRORS):
                    continue
                receiver = written_receiver(receiver_of(found.call.func))
                is_named = isinstance(source, ast.Name)
                fields: dict[str, str | Text] = {
                    "call": written(found.call),
                    "what": _WHAT[found.method],
                    "listed": written(source)
                    if is_named and found.method != "name_cells"
                    else f"{receiver}.{_LISTED[found.method]}",
                    "pairs": f"{receiver}.{_PAIRS[found.method]}",
                    "index": "" if index is None else written(index),
                }
                span = span_of(source) if is_named else name_span(found.called)
                yield Report(span, message, found.confidence, fields)


@dataclass(frozen=True)
class _Returned:
    """A call of one of the methods on a Cell, whose result a value is."""

    call: ast.Call
    called: ast.Attribute
    confidence: Confidence

    @property
    def method(self) -> str:
        return self.called.attr


def _returned(node: ast.expr, scope: Scope, look: Look) -> _Returned | None:
    """Return the call that a value comes from, straight or by a local name that nothing else is assigned to."""
    if isinstance(node, ast.Name):
        definitions, where = flow.reaching(scope, node)
        if len(definitions) != 1 or definitions[0].kind is not Kind.VALUE or definitions[0].path:
            return None
        given = definitions[0].node
        return _returned(given, where, look) if isinstance(given, ast.Call) else None
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in _WHAT:
        return None
    confidence = Confidence.HIGH
    for value in members(look.model.evaluate(node.func, scope)):
        if not isinstance(value, BuiltinMethod) or not isinstance(value.receiver, Instance):
            return None
        is_a, sure = kind(look.model, value.receiver.cls)
        if is_a is not ClassKind.CELL:
            return None
        confidence = min(confidence, sure, value.receiver.confidence)
    return _Returned(node, node.func, confidence)


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


def _used(node: ast.AST, scope: Scope, look: Look) -> Iterator[tuple[ast.expr, str, ast.expr | None]]:
    """Yield (value, message, index) where a node would use what torch's methods return."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        yield node.value, "index", node.slice
    elif isinstance(node, ast.Attribute) and node.attr == "__next__":
        yield node.value, "next", None
    elif isinstance(node, ast.Call) and len(node.args) in (1, 2) and getattr(node.func, "id", "") in ("next", "len"):
        callee = look.model.evaluate(node.func, scope)
        path = callee.path if isinstance(callee, External) else ""
        if path == "builtins.next":
            yield node.args[0], "next", None
        elif path == "builtins.len":
            yield node.args[0], "length", None
    for source, _, message in taken_apart(node, scope, look):
        method = source.func.attr if isinstance(source, ast.Call) and isinstance(source.func, ast.Attribute) else ""
        if message != "dict" or (method and method != "name_cells"):
            yield source, "pairs", None
