"""Which places of a file's text are no code, as is seen from the line: in comments, and where text is marked up."""

from __future__ import annotations

import functools

from lint_plugin.long_strings import LONG_STRINGS
from lint_plugin.patterns import later
from lint_plugin.source import line_start

_LONGEST = 200
"""Bytes of the line in front of a place that are read."""
_MARKED_UP = later(rb"`[\w.]*$")
"""What stands before a name that a comment, a message or a docstring mentions: code has no backticks."""
_COMMENT = later(rb"[^\"'#]*#[^\"']*$")
"""The beginning of a line that ends in a comment, and in which no string begins or ends."""
_COMMENT_LINE = later(rb"[ \t\f]*#")
"""What begins a line that is a comment, if no string of several lines ends in it, or goes on."""
_OPEN_FORMATTED = tuple(later(rb"%s(?:(?<=[fFtT]%s)|(?<=[fFtT][rR]%s))" % ((quotes,) * 3)) for quotes in LONG_STRINGS)
"""What begins a string over several lines in which code may stand, behind what looks like a comment there."""


def line_before(source: bytes, offset: int) -> tuple[bytes, int]:
    """Return the text of a line in front of an offset, and where the line begins, -1 where that is too far away."""
    first = max(offset - _LONGEST, 0)
    line = line_start(source, offset, first)
    return (source[line:offset], line) if line or not first else (source[first:offset], -1)


def is_prose(source: bytes, offset: int) -> bool:
    """Return whether an offset is in a comment, or behind a backtick."""
    return is_prose_behind(*line_before(source, offset), source)


def is_prose_behind(before: bytes, line: int, source: bytes) -> bool:
    """Return whether `is_prose` holds of what stands behind a text, with which a line begins."""
    if b"`" in before and _MARKED_UP.search(before):
        return True
    if line < 0 or b"#" not in before or _holds_code_in_texts(source):
        return False
    if _COMMENT.match(before):
        return True
    ends_string = any(quotes in before for quotes in LONG_STRINGS) or b"\\" in source[max(line - 3, 0) : line]
    return not ends_string and _COMMENT_LINE.match(before) is not None


@functools.lru_cache(maxsize=1)
def _holds_code_in_texts(source: bytes) -> bool:
    return any(opening.search(source) for opening in _OPEN_FORMATTED)
