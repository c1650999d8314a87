"""The lines that findings stand on, read once more for the formats that show them or count in bytes."""

from __future__ import annotations

from collections.abc import Mapping

from lint_plugin import source as source_
from lint_plugin.finding import Finding
from lint_plugin.notebook import MAX_BYTES, Notebook


class SourceLines:
    """The lines of files; `texts` are what was read instead of what is on disk, by the path in the findings."""

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        self._texts = texts
        self._read: tuple[str, bytes] = "", b""
        self._lines: tuple[str, int, list[str]] = "", 0, []

    def line(self, finding: Finding, number: int = 0) -> str:
        """Return a line of a finding's file or cell (1-based; its first where none is given), empty where it's gone."""
        if (finding.path, finding.cell) != self._lines[:2]:
            self._lines = finding.path, finding.cell, self._lines_of(finding)
        number = number or finding.line
        lines = self._lines[2]
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def _lines_of(self, finding: Finding) -> list[str]:
        try:
            content = self._content(finding.path)
            return Notebook(content).lines(finding.cell) if finding.cell else source_.Text(content).lines
        except source_.SourceError:
            return []

    def _content(self, path: str) -> bytes:
        if path != self._read[0]:
            content = self._texts.get(path)
            self._read = path, source_.read(path, MAX_BYTES) if content is None else content
        return self._read[1]
