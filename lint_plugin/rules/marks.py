"""The marks in Python files that say which findings a line must give: `# expect: MSP103`.

Several findings of a line are separated by commas, the confidence may follow a code (`# expect: MSP102, MSP103 guess`),
and a line of carets below may say between which columns the findings stand. The rules' examples and the test fixtures
are marked so.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_EXPECT = re.compile(r"[ \t]*# expect: (?P<findings>.+)$", re.MULTILINE)
_CARETS = re.compile(r"\s*#\s*(?P<carets>\^+)\s*")


class Mark(NamedTuple):
    """One finding that a line (1-based) asks for; None where it leaves the confidence or the columns open.

    The columns are those of the finding's first character and of the one after its last, 1-based, in characters.
    """

    line: int
    code: str
    confidence: str | None
    columns: tuple[int, int] | None


def expected(text: str) -> list[Mark]:
    """Return the findings that a file's text asks for, in the order of its lines."""
    lines = text.split("\n")
    found = []
    for number, line in enumerate(lines, 1):
        if match := _EXPECT.search(line):
            carets = _CARETS.fullmatch(lines[number]) if number < len(lines) else None
            columns = (carets.start("carets") + 1, carets.end("carets") + 1) if carets else None
            for part in match["findings"].split(","):
                code, _, confidence = part.strip().partition(" ")
                found.append(Mark(number, code, confidence or None, columns))
    return found


def removed(text: str) -> str:
    """Return a file's text without the marks and the spaces before them; lines keep their numbers."""
    return _EXPECT.sub("", text)
