"""What the comments that suppress findings are read from, and what they name."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass

WORD = re.compile(r"[^,\s]+")
"""A code or symbol in a list of them."""


@dataclass(frozen=True)
class Named:
    """A code or symbol as a comment spells it, and where: line and columns 1-based, the end exclusive."""

    text: str
    line: int
    column: int

    @property
    def end_column(self) -> int:
        """The column after the last character."""
        return self.column + len(self.text)


def read_together(stream: Sequence[tokenize.TokenInfo]) -> dict[int, tuple[int, int]]:
    """Return line -> the first and last line that are read together with it, for lines that are with others.

    Those are the lines of a multi-line string, and those that a backslash continues, as flake8 has it.
    """
    joined: dict[int, tuple[int, int]] = {}
    first = last = 0
    for token in stream:
        if token.type in (tokenize.DEDENT, tokenize.ENDMARKER):
            continue
        first = first or token.start[0]
        last = max(last, token.end[0])
        if token.type in (tokenize.NL, tokenize.NEWLINE):
            if last > first:
                joined.update(dict.fromkeys(range(first, last + 1), (first, last)))
            first = last = 0
    return joined


def tokens(lines: Sequence[str]) -> list[tokenize.TokenInfo]:
    """Return the tokens of a file, none of one that can't be tokenized to its end."""
    if any("\0" in line for line in lines):  # Python 3.12 doesn't say so, but falls over
        return []
    try:
        return list(tokenize.generate_tokens(io.StringIO("\n".join(lines) + "\n").readline))
    except (tokenize.TokenError, SyntaxError):
        return []
