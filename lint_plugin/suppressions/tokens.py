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


def tokens(lines: Sequence[str]) -> list[tokenize.TokenInfo]:
    """Return the tokens of a file, none of one that can't be tokenized to its end."""
    if any("\0" in line for line in lines):  # Python 3.12 doesn't say so, but falls over
        return []
    try:
        return list(tokenize.generate_tokens(io.StringIO("\n".join(lines) + "\n").readline))
    except (tokenize.TokenError, SyntaxError):
        return []
