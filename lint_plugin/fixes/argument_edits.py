"""Which pieces of a call's text to replace so that it has fewer arguments, or more behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from lint_plugin.fixes import gaps
from lint_plugin.fixes.arguments import Arguments, Extent

Replacement = tuple[int, int, str]
"""Offsets in characters of a piece of text, and what takes its place."""


def changed(content: str, listed: Arguments, dropped: Collection[int], added: Sequence[str]) -> Iterator[Replacement]:
    """Yield the pieces to replace so that arguments, by their indexes, go, and others come behind all that stay."""
    if listed.is_bare_generator:
        yield from _generator(listed, dropped, added)
        return
    extents = listed.extents
    runs = list(_runs(dropped))
    last = runs.pop() if runs and runs[-1][1] == len(extents) - 1 else None
    for first, end in runs:
        yield _without(content, listed, extents[first].start, (extents[end].comma or 0) + 1)
    if last is None:
        if added:
            yield _insertion(content, listed, added)
    elif added:
        start = extents[last[0]].start
        yield start, extents[last[1]].end, _joined(content, listed, added, start)
    else:
        yield from _without_last(content, listed, *last)


def _generator(listed: Arguments, dropped: Collection[int], added: Sequence[str]) -> Iterator[Replacement]:
    if dropped:
        yield listed.opening + 1, listed.closing, ", ".join(added)
    elif added:
        yield listed.opening, listed.opening, "("
        yield listed.closing + 1, listed.closing + 1, f", {', '.join(added)})"


def _runs(indexes: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of each run of indexes that follow one another."""
    ordered = sorted(indexes)
    for place, index in enumerate(ordered):
        if index - 1 not in indexes:
            end = place
            while end + 1 < len(ordered) and ordered[end + 1] == ordered[end] + 1:
                end += 1
            yield index, ordered[end]


def _without_last(content: str, listed: Arguments, first: int, last: int) -> Iterator[Replacement]:
    """Yield the pieces to replace so that the last arguments go; a comma behind all stays where there was one."""
    extents = listed.extents
    start, end, comma = extents[first].start, extents[last].end, extents[last].comma
    if comma is not None:
        yield _without(content, listed, start, comma + 1)
        return
    before = extents[first - 1].comma if first else None
    if before is None:
        yield _without(content, listed, start, end)
    elif gaps.has_comment(content, before, start):
        yield before, before + 1, ""
        yield _without(content, listed, start, end)
    else:
        yield before, end, ""


def _without(content: str, listed: Arguments, start: int, end: int) -> Replacement:
    """Return how to take a piece out: its lines where it has them for itself, else the blanks beside it."""
    comment = gaps.comment_end(content, end)
    if gaps.begins_line(content, start) and gaps.ends_line(content, comment):
        start = gaps.before_blanks(content, start)
        end = gaps.after_line_end(content, gaps.after_blanks(content, comment))
    elif start == listed.opening + 1 or gaps.begins_line(content, start):
        end = gaps.after_blanks(content, end)
    else:
        start = gaps.before_blanks(content, start)
    return start, end, ""


def _insertion(content: str, listed: Arguments, added: Sequence[str]) -> Replacement:
    """Return how to add arguments behind the last one, in the way in which the others are laid out."""
    if not listed.extents:
        return listed.closing, listed.closing, ", ".join(added)
    last = listed.extents[-1]
    code = _joined(content, listed, added, last.start)
    new_line = _new_line(content, last.start)
    if last.comma is None:
        return last.end, last.end, f",{new_line if _on_lines(content, listed.extents) else ' '}{code}"
    between = new_line if gaps.begins_line(content, last.start) else " "
    return last.comma + 1, last.comma + 1, f"{between}{code},"


def _joined(content: str, listed: Arguments, added: Sequence[str], start: int) -> str:
    return (f",{_new_line(content, start)}" if _on_lines(content, listed.extents) else ", ").join(added)


def _on_lines(content: str, extents: Sequence[Extent]) -> bool:
    """Return whether each argument of a call begins a line."""
    return all(gaps.begins_line(content, extent.start) for extent in extents)


def _new_line(content: str, offset: int) -> str:
    """Return the end of a line, and the indentation of the line of an offset."""
    return gaps.line_end(content) + gaps.indentation(content, offset)
