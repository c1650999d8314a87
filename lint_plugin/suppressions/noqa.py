"""flake8's comments, `# noqa: MSP104`: in flake8 it reads them itself, the other front ends read them here, just so."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Iterator, Sequence
from functools import cached_property

from lint_plugin.suppressions.tokens import WORD, Named, read_together, tokens

_NOQA = re.compile(r"# noqa(?::\s?(?P<codes>(?:[a-z]+[0-9]+[,\s]*)+))?", re.IGNORECASE)
_NOQA_FILE = re.compile(r"\s*# flake8[:=]\s*noqa", re.IGNORECASE)
_FORMATTED = re.compile(r"[fFtT][rR]?(?:\"{3}|'{3})")


class Noqa:
    """flake8's comments in one file, given by its lines without their ends, and which of their codes were of use.

    A line is read together with the lines of a multi-line string or a backslash continuation that it belongs to, not
    across brackets; of several comments in what is read together the first counts. A line that begins with
    `# flake8: noqa` silences the file, whatever follows.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._used: set[tuple[int, str]] = set()
        self._counting: dict[int, re.Match[str] | None] = {}

    @cached_property
    def _present(self) -> bool:
        return any("noqa" in line.lower() for line in self._lines)

    @cached_property
    def whole_file(self) -> bool:
        """Whether the whole file is silenced."""
        return self._present and any(_NOQA_FILE.match(line) for line in self._lines)

    @cached_property
    def _anywhere(self) -> frozenset[str]:
        """The words of all that may be comments, empty for one that lists none: most list the codes of others alone."""
        texts = ["\n".join(self._lines), *(line for line in self._lines if "noqa" in line.lower())]
        return frozenset(word for text in texts for match in _NOQA.finditer(text) for word in _words(match) or [""])

    @cached_property
    def _joined(self) -> dict[int, tuple[int, int]]:
        """Line -> the first and last line that are read together with it."""
        return read_together(tokens(self._lines))

    @cached_property
    def _formats_lines(self) -> bool:
        """Whether there may be a string of several lines that has code in it."""
        return any(_FORMATTED.search(line) for line in self._lines)

    def _is_alone(self, line: int) -> bool:
        """Return whether a line of code is surely read by itself: to split a file into tokens takes long."""
        text = self._lines[line - 1]
        before = self._lines[line - 2] if line > 1 else ""
        joins = before.endswith("\\") or text.endswith("\\") or '"""' in text or "'''" in text
        return not joins and not self._formats_lines

    def _around(self, line: int) -> tuple[int, re.Match[str] | None]:
        """Return the first line of what is read together with a line, and the comment that counts in it."""
        first, last = (line, line) if self._is_alone(line) else self._joined.get(line, (line, line))
        if first not in self._counting:
            self._counting[first] = _NOQA.search("\n".join(self._lines[first - 1 : last]))
        return first, self._counting[first]

    def silences(self, line: int, code: str) -> bool:
        """Return whether a finding of this code on this line (1-based) is silenced."""
        if not self._present:
            return False
        if self.whole_file:
            return True
        if not any(code[:length] in self._anywhere for length in range(len(code) + 1)):
            return False
        first, match = self._around(line)
        if match is None or match["codes"] is None:
            return match is not None
        matching = [word for word in _words(match) if code.startswith(word)]
        self._used.update((first, word) for word in matching)
        return bool(matching)

    def idle(self) -> Iterator[Named]:
        """Yield the listed codes that silenced nothing that `silences` was asked for; only real comments count."""
        if not self._present or self.whole_file:
            return
        for token in tokens(self._lines):
            if token.type != tokenize.COMMENT:
                continue
            line, start = token.start
            first, counting = self._around(line)
            for match in _NOQA.finditer(token.string):
                counts = counting is not None and self._position(first, counting) == (line, start + match.start())
                for word in WORD.finditer(match["codes"] or ""):
                    if not counts or (first, word[0]) not in self._used:
                        yield Named(word[0], line, start + match.start("codes") + word.start() + 1)

    def last_line(self, line: int) -> int:
        """Return the last line that is read together with a line."""
        return self._joined.get(line, (line, line))[1]

    def counting(self, line: int) -> tuple[int, int, re.Match[str]] | None:
        """Return the comment that counts for a line, with its line (1-based) and column (0-based); None for none."""
        first, match = self._around(line)
        return None if match is None else (*self._position(first, match), match)

    def _position(self, first: int, match: re.Match[str]) -> tuple[int, int]:
        """Return the line (1-based) and column (0-based) of a match in the text that begins with line `first`."""
        before = match.string[: match.start()]
        return first + before.count("\n"), len(before) - (before.rfind("\n") + 1)


def silencing(lines: Sequence[str], line: int, code: str) -> tuple[int, int, str]:
    """Return what to insert where (line and column, both 1-based) so that a `noqa` comment silences a code on a line.

    A comment that lists codes gets one more; else a comment is put at the end of the lines that are read together.
    """
    noqa = Noqa(lines)
    found = noqa.counting(line)
    if found is not None and found[2]["codes"]:
        standing, column, match = found
        listed = match["codes"].rstrip(", \t")
        return standing, column + match.start("codes") - match.start() + len(listed) + 1, f",{code}"
    last = noqa.last_line(line)
    text = lines[last - 1]
    return last, len(text.rstrip()) + 1, f"  # noqa: {code}"


def _words(match: re.Match[str]) -> list[str]:
    """Return the codes, and beginnings of codes, that a comment lists."""
    return WORD.findall(match["codes"] or "")
