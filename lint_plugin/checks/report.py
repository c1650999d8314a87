"""What a rule says of a place in a file, and how a place is written down."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from lint_plugin.confidence import Confidence
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text


class Span(NamedTuple):
    """A piece of a file: lines 1-based, columns 0-based in UTF-8 bytes, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Report(NamedTuple):
    """What a rule says of a place: which of its messages, and what to fill in."""

    span: Span
    message: str
    confidence: Confidence
    fields: Mapping[str, str | Text] = MappingProxyType({})
    topics: tuple[str, ...] = ()
    """The documents to cite; the rule's where empty."""
    fix: Callable[[], Fix | None] | None = None
    """What would mend it, where the rule can tell; asked for only where fixes are wanted."""


def span_of(node: ast.expr) -> Span:
    """Return where an expression stands."""
    line = node.end_lineno or node.lineno
    return Span(node.lineno, node.col_offset, line, node.end_col_offset or node.col_offset)


def name_span(node: ast.Attribute) -> Span:
    """Return where the name of an attribute access stands: `forward` of `net.forward`."""
    line, end = node.end_lineno or node.lineno, node.end_col_offset or 0
    return Span(line, max(0, end - len(node.attr.encode())), line, end)


def callee_span(node: ast.expr) -> Span:
    """Return where the name of a callee stands: its last part if it has several, the whole where it is no name."""
    return name_span(node) if isinstance(node, ast.Attribute) else span_of(node)
