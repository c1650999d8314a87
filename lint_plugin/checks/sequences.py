"""Where code takes a value apart that it holds for a sequence of pairs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from lint_plugin.checks.context import RuleContext
from lint_plugin.checks.report import Span, name_span, span_of


class Pairs(NamedTuple):
    """A value that is used as a sequence of pairs: by a `loop` or by `dict`; `second` names the second of a pair."""

    value: ast.expr
    second: str
    use: str


def pairs(node: ast.AST, context: RuleContext) -> Iterator[Pairs]:
    """Yield the value that a node would take apart as pairs."""
    if isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        second = _second_of_two(node.target)
        if second is not None:
            yield Pairs(node.iter, second, "loop")
        elif isinstance(node.target, (ast.Tuple, ast.List)) and len(node.target.elts) == 2:
            inner = _second_of_two(node.target.elts[1])
            if inner is not None and context.is_call_of(node.iter, "builtins.enumerate"):
                yield from (Pairs(argument, inner, "loop") for argument in node.iter.args[:1])
    elif isinstance(node, ast.Call) and len(node.args) == 1:
        argument = node.args[0]
        if isinstance(argument, ast.Starred):
            if context.is_call_of(node, "builtins.zip"):
                yield Pairs(argument.value, "p", "loop")
        elif context.is_call_of(node, "builtins.dict", "collections.OrderedDict", "typing.OrderedDict"):
            yield Pairs(argument, "p", "dict")


def _second_of_two(target: ast.expr) -> str | None:
    """Return the name of the second of exactly two targets that are names, None for any other target."""
    if not isinstance(target, (ast.Tuple, ast.List)) or len(target.elts) != 2:
        return None
    second = target.elts[1]
    if any(isinstance(part, (ast.Starred, ast.Tuple, ast.List)) for part in target.elts):
        return None
    return second.id if isinstance(second, ast.Name) and second.id != "_" else "p"


def source_span(value: ast.expr, methods: frozenset[str]) -> Span:
    """Return where to report a value that one of the methods returned: at the method's name where it is called there.

    What is made of it by `list(...)` or `filter(..., ...)` is looked into; the value's own place where none is called.
    """
    inner = value
    while isinstance(inner, ast.Call):
        if isinstance(inner.func, ast.Attribute) and inner.func.attr in methods:
            return name_span(inner.func)
        arguments = inner.args[-1:]
        if not arguments:
            break
        inner = arguments[0]
    return span_of(value)
