"""Findings as reviewdog's Diagnostic Format (rdjson), which reviewdog shows in a pull request of any host."""

from __future__ import annotations

import json

from lint_plugin.finding import Finding, Problem
from lint_plugin.fixes.edit import Edit
from lint_plugin.output.outcome import Outcome, Severity, in_file, portable_path, reason_in_file, severity
from lint_plugin.output.source_lines import SourceLines

_SEVERITIES = {
    Severity.ERROR: "ERROR",
    Severity.WARNING: "WARNING",
    Severity.REFACTOR: "INFO",
    Severity.CONVENTION: "INFO",
}


def render(outcome: Outcome) -> str:
    """Return one DiagnosticResult as JSON."""
    lines = SourceLines(outcome.texts)
    diagnostics = [
        *(_finding(finding, lines) for finding in outcome.findings),
        *(_problem(problem) for problem in outcome.problems),
    ]
    return json.dumps({"source": {"name": "mindspore-lint"}, "diagnostics": diagnostics}, indent=1)


def _finding(finding: Finding, lines: SourceLines) -> dict[str, object]:
    there = in_file(finding)

    def place(line: int, column: int) -> dict[str, int]:
        """Return a position; reviewdog counts columns in bytes of UTF-8."""
        before = lines.line(there, line)[: column - 1]
        return {"line": line, "column": column + len(before.encode("utf-8", "replace")) - len(before)}

    def range_of(piece: Finding | Edit) -> dict[str, dict[str, int]]:
        return {"start": place(piece.line, piece.column), "end": place(piece.end_line, piece.end_column)}

    diagnostic: dict[str, object] = {
        "message": there.message,
        "location": {"path": portable_path(finding.path), "range": range_of(there)},
        "severity": _SEVERITIES[severity(finding.code)],
        "code": {"value": finding.code, **({"url": finding.url} if finding.url else {})},
    }
    if there.fix is not None and len(there.fix.edits) == 1:  # several would be alternatives to reviewdog
        (edit,) = there.fix.edits
        diagnostic["suggestions"] = [{"range": range_of(edit), "text": edit.text}]
    return diagnostic


def _problem(problem: Problem) -> dict[str, object]:
    location: dict[str, object] = {"path": portable_path(problem.path)}
    if problem.line and not problem.cell:
        location["range"] = {"start": {"line": problem.line}}
    return {"message": reason_in_file(problem), "location": location, "severity": "ERROR"}
