"""Where the strings over several lines stand in a text, found without parsing it: what is in them is no code."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Sequence

from lint_plugin.patterns import later

TEXTS = (
    rb"#[^\n]*",
    rb'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""',
    rb"'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''",
    rb'"[^"\\\n]*(?:\\.[^"\\\n]*)*"',
    rb"'[^'\\\n]*(?:\\.[^'\\\n]*)*'",
)
"""Regular expressions for comments and strings: an indentation, a bracket or a keyword in them counts for nothing."""
LONG_STRINGS = (b'"""', b"'''")
_TEXT = later(b"|".join(TEXTS), re.DOTALL)
_MARK = later(rb"[#\"']")
_FORMATTED = tuple(
    later(rb"%s(?:(?<=\b[fFtT]%s)|(?<=\b[fFtT][rR]%s)|(?<=\b[rR][fFtT]%s))(?:%s%s)?" % ((quote,) * 6))
    for quote in (b'"', b"'")
)


def outside_docstrings(source: bytes, offsets: Sequence[int]) -> Sequence[int]:
    """Return those offsets (sorted) that are in no docstring, nor in another string that begins a line as they do.

    All of them for a text in which strings may end otherwise than they seem to.
    """
    if not offsets or b"\r" in source or not any(quotes in source for quotes in LONG_STRINGS) or nests_quotes(source):
        return offsets
    kept = []
    outside = 0  # no string is over this offset
    found: tuple[int, int] | None = None
    for offset in offsets:
        if offset >= outside:
            line = source.rfind(b"\n", outside, offset) + 1
            found, outside = _over(source, outside, offset)
            outside = max(outside, line)
        if not found or not _is_docstring(source, *found):
            kept.append(offset)
    return kept


def _is_docstring(source: bytes, start: int, end: int) -> bool:
    """Return whether a string of several lines begins a line; the strings of a call's arguments are shorter."""
    line = source.rfind(b"\n", 0, start) + 1
    begins = source[line:start].strip() in (b"", b"r", b"R", b"u", b"U")
    return begins and source.startswith(LONG_STRINGS, start) and source.find(b"\n", start, end) >= 0


def string_over(source: bytes, start: int, offset: int) -> tuple[int, int] | None:
    """Return where the string begins and ends that is over an offset, None where there is none.

    No string is over `start`. A comment, too, is a string that is over what is in it. Only long strings go over the
    ends of lines, but for those with a backslash there.
    """
    return _over(source, start, offset)[0]


def _over(source: bytes, start: int, offset: int) -> tuple[tuple[int, int] | None, int]:
    """Return what `string_over` does, and a place behind `start`, and behind the string, over which no string is."""
    double, single = (source.find(quotes, start, offset) for quotes in LONG_STRINGS)
    while double >= 0 or single >= 0:
        opening = double if single < 0 or 0 <= double < single else single
        line = source.rfind(b"\n", start, opening)
        if _MARK.search(source, max(line, start), opening) or (line >= 0 and source[line - 1 : line] == b"\\"):
            return _text_over(source, start, offset)  # it stands in a comment, perhaps, or in another string
        end = _end_of(source, opening)
        if end > offset:
            return (opening, end), end
        if not end:
            break
        start = end
        double = source.find(LONG_STRINGS[0], start, offset) if 0 <= double < start else double
        single = source.find(LONG_STRINGS[1], start, offset) if 0 <= single < start else single
    return None, start


def _end_of(source: bytes, opening: int) -> int:
    """Return where the string ends that begins with three quotes, 0 where it doesn't."""
    inside = opening + 3
    closing = source.find(source[opening:inside], inside)
    if closing >= 0 and b"\\" not in source[inside:closing]:
        return closing + 3
    string = _TEXT.match(source, opening)
    return string.end() if string else 0


def _text_over(source: bytes, start: int, offset: int) -> tuple[tuple[int, int] | None, int]:
    """Return what `_over` does, by reading all comments and strings."""
    for text in _TEXT.finditer(source, start):
        if text.start() > offset:
            break
        if text.end() > offset:
            return text.span(), text.end()
        start = text.end()
    return None, start


def nests_quotes(source: bytes) -> bool:
    """Return whether an f-string may have its own quotes, or a line end, in a field, as Python 3.12 allows."""
    if sys.version_info < (3, 12):
        return False
    starts = (start for formatted in _FORMATTED for start in formatted.finditer(source))
    return any(not _plain(start[0]).match(source, start.end()) for start in starts)


@functools.cache
def _plain(quotes: bytes) -> re.Pattern[bytes]:
    """Return what an f-string looks like, behind its opening quotes, that ends where other strings do."""
    none = b"" if len(quotes) == 3 else rb"%s\n" % quotes
    character = rb"(?!%s)[^{}%s]" % (quotes, none)
    field = rb"\{(?:%s|\{(?:%s)*+\})*+\}" % (character, character)
    text = rb"(?!%s)[^\\{%s]|\\[^{]|\\(?=\{)" % (quotes, none)
    return re.compile(rb"(?:%s|\{\{|%s)*+%s" % (text, field, quotes), re.DOTALL)
