"""Where the arguments of a call stand in its text: brackets, stars and commas included."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import NamedTuple

from lint_plugin.fixes.gaps import marks
from lint_plugin.source import Text

Argument = ast.expr | ast.keyword


class Extent(NamedTuple):
    """Where an argument stands, by offsets in characters: with brackets of its own, its name and its stars.

    `comma` is the offset of the comma behind it, None where there is none.
    """

    node: Argument
    start: int
    end: int
    comma: int | None


@dataclass(frozen=True)
class Arguments:
    """The arguments of a call in the order of the text; `opening` and `closing` are the offsets of its brackets."""

    opening: int
    closing: int
    extents: tuple[Extent, ...]

    @property
    def is_bare_generator(self) -> bool:
        """Whether the call's brackets are those of its only argument: `f(x for x in y)`."""
        return len(self.extents) == 1 and self.extents[0].start == self.opening

    def index(self, node: Argument) -> int:
        """Return which argument this is, counted from 0."""
        return next(index for index, extent in enumerate(self.extents) if extent.node is node)


def span(node: ast.expr | ast.stmt | ast.keyword | ast.alias, text: Text) -> tuple[int, int]:
    """Return where a node begins and ends, as offsets in characters; brackets around it are left out."""
    end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
    return text.offset(node.lineno, node.col_offset), text.offset(end_line, end_column)


def read(call: ast.Call, text: Text) -> Arguments:
    """Return where the arguments of a call stand."""
    content = text.content
    nodes: list[Argument] = [*call.args, *call.keywords]
    nodes.sort(key=lambda node: (node.lineno, node.col_offset))
    end = span(call, text)[1]
    position = span(call.func, text)[1]
    opening = next(offset for offset, mark in marks(content, position, end) if mark == "(")
    if len(nodes) == 1 and span(nodes[0], text)[0] == opening:
        return Arguments(opening, end - 1, (Extent(nodes[0], opening, end, None),))
    extents = []
    position = opening + 1
    for index, node in enumerate(nodes):
        following = span(nodes[index + 1], text)[0] if index + 1 < len(nodes) else end - 1
        extent = _extent(node, text, position, following)
        extents.append(extent)
        position = extent.end if extent.comma is None else extent.comma + 1
    return Arguments(opening, end - 1, tuple(extents))


def _extent(node: Argument, text: Text, position: int, following: int) -> Extent:
    """Return where an argument stands that begins behind `position`, the next one, or the end, at `following`."""
    content = text.content
    start, end = span(node, text)
    brackets = [offset for offset, _ in marks(content, position, start)]
    start = brackets[0] if brackets else start
    open_ = len(brackets)
    comma = None
    for offset, mark in marks(content, end, following):
        if open_ and mark == ")":
            open_ -= 1
            end = offset + 1
        elif mark == ",":
            comma = offset
            break
    return Extent(node, start, end, comma)
