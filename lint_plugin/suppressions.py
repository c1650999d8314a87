"""`# noqa` comments, read as flake8 reads them.

`# noqa` silences a line, `# noqa: MSP101` only these codes (or those that begin so), and a line that begins with
`# flake8: noqa` its whole file. A line is joined with the lines of a multi-line string or a backslash continuation
that it belongs to, not across brackets.
"""

from __future__ import annotations

import io
import re
import tokenize
from functools import cached_property

_LINE = re.compile(r"#\s?noqa(?P<listed>:\s?(?P<codes>[a-z]+[0-9]+(?:[,\s]+[a-z]+[0-9]+)*))?", re.IGNORECASE)
_FILE = re.compile(r"\s*#\sflake8[:=]\s*noqa", re.IGNORECASE)


class Suppressions:
    """The suppression comments of one file, given by its lines without their ends."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    @cached_property
    def _present(self) -> bool:
        return any("noqa" in line.lower() for line in self._lines)

    @cached_property
    def _whole_file(self) -> bool:
        return any(_FILE.match(line) for line in self._lines)

    @cached_property
    def _joined(self) -> dict[int, tuple[int, int]]:
        """Line -> the first and last line that are read together with it."""
        joined: dict[int, tuple[int, int]] = {}
        first = last = 0
        try:
            for token in tokenize.generate_tokens(io.StringIO("\n".join(self._lines) + "\n").readline):
                if token.type in (tokenize.DEDENT, tokenize.ENDMARKER):
                    continue
                first = first or token.start[0]
                last = max(last, token.end[0])
                if token.type in (tokenize.NL, tokenize.NEWLINE):
                    if last > first:
                        joined.update(dict.fromkeys(range(first, last + 1), (first, last)))
                    first = last = 0
        except (tokenize.TokenError, SyntaxError):
            return {}
        return joined

    def silences(self, line: int, code: str) -> bool:
        """Return whether a finding of this code on this line (1-based) is silenced."""
        if not self._present:
            return False
        if self._whole_file:
            return True
        first, last = self._joined.get(line, (line, line))
        match = _LINE.search("\n".join(self._lines[first - 1 : last]))
        if match is None:
            return False
        return match["codes"] is None or code.startswith(tuple(re.split(r"[,\s]+", match["codes"].upper())))
