"""Ways to lay out a module that mean the same: ends of lines, indentation, blank lines, comments."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Callable


def line_starts(text: str) -> set[int]:
    """Return the lines (1-based) before which a line can be put: those that begin a logical one."""
    starts, fresh = set(), True
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in (tokenize.NEWLINE,):
            fresh = True
        elif token.type not in (tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER):
            if fresh:
                starts.add(token.start[0])
            fresh = False
    return starts


def with_lines(text: str, inserted: str) -> str:
    starts = line_starts(text)
    lines = text.split("\n")
    return "\n".join(f"{inserted}{line}" if number in starts else line for number, line in enumerate(lines, 1))


def with_tabs(text: str) -> str:
    """Indent by tabs, where no string goes over several lines."""
    lines = text.split("\n")
    return "\n".join("\t" * ((len(line) - len(line.lstrip(" "))) // 4) + line.lstrip(" ") for line in lines)


LAYOUTS: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "byte order mark": lambda text: f"\ufeff{text}",
    "blank lines": lambda text: with_lines(text, "\n"),
    "lines of blanks": lambda text: with_lines(text, "  \t\n"),
    "comments": lambda text: with_lines(text, "# a comment: self.buffers()\n"),
    "form feeds": lambda text: with_lines(text, "\f\n"),
    "tabs": with_tabs,
    "no end of line": lambda text: text.rstrip("\n"),
}
