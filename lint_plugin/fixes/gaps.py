"""What stands between the nodes of an expression: blanks, comments, brackets and commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARK = re.compile(r"#[^\r\n]*|[^\s\\]")
_COMMENT = re.compile(r"#[^\r\n]*")
_BLANKS = " \t\f"


def marks(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield (offset, character) for what stands in a gap between two nodes, but for blanks and comments."""
    for match in _MARK.finditer(text, start, end):
        if not match[0].startswith("#"):
            yield match.start(), match[0]


def has_comment(text: str, start: int, end: int) -> bool:
    """Return whether a gap between two nodes holds a comment."""
    return any(match[0].startswith("#") for match in _MARK.finditer(text, start, end))


def before_blanks(text: str, offset: int) -> int:
    """Return the offset at which the blanks in front of an offset begin; a line's end is none."""
    while offset and text[offset - 1] in _BLANKS:
        offset -= 1
    return offset


def after_blanks(text: str, offset: int) -> int:
    """Return the offset at which the blanks behind an offset end; a line's end is none."""
    while offset < len(text) and text[offset] in _BLANKS:
        offset += 1
    return offset


def after_line_end(text: str, offset: int) -> int:
    """Return the offset behind the line end that stands at an offset, the offset itself where none does."""
    if text.startswith("\r\n", offset):
        return offset + 2
    return offset + (text[offset : offset + 1] in ("\r", "\n") and offset < len(text))


def begins_line(text: str, offset: int) -> bool:
    """Return whether only blanks stand in front of an offset in its line."""
    start = before_blanks(text, offset)
    return start == 0 or text[start - 1] in "\r\n"


def ends_line(text: str, offset: int) -> bool:
    """Return whether only blanks stand behind an offset in its line."""
    end = after_blanks(text, offset)
    return end == len(text) or text[end] in "\r\n"


def indentation(text: str, offset: int) -> str:
    """Return the blanks that the line of an offset begins with."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return text[start : after_blanks(text, start)]


def line_end(text: str) -> str:
    """Return how the lines of a text end, by its first."""
    match = re.search(r"\r\n|\r|\n", text)
    return match[0] if match else "\n"


def comment_end(text: str, offset: int) -> int:
    """Return the offset at which the comment behind an offset ends that is in its line, the offset where none is."""
    start = after_blanks(text, offset)
    match = _COMMENT.match(text, start)
    return match.end() if match else offset
