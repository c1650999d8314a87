"""The lines that findings stand on, read once more for the formats that show them or count in bytes."""

from __future__ import annotations

from collections.abc import Mapping

from lint_plugin import notebook
from lint_plugin import source as source_
from lint_plugin.finding import Finding


class SourceLines:
    """The lines of files; `texts` are what was read instead of what is on disk, by the path in the findings."""

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        self._texts = texts
        self._path = ""
        self._file: source_.Text | notebook.Notebook | None = None

    def line(self, finding: Finding, number: int = 0) -> str:
        """Return a line of a finding's file or cell (1-based; its first where none is given), empty where it's gone."""
        if finding.path != self._path:
            self._path, self._file = finding.path, self._read(finding)
        number = number or finding.line
        if isinstance(self._file, notebook.Notebook):
            return self._file.line(finding.cell, number)
        return "" if self._file is None else self._file.line(number)

    def _read(self, finding: Finding) -> source_.Text | notebook.Notebook | None:
        try:
            content = self._texts.get(finding.path)
            if content is None:
                content = source_.read(finding.path, notebook.MAX_BYTES)
            return notebook.Notebook(content) if finding.cell else source_.Text(content)
        except source_.SourceError:
            return None
