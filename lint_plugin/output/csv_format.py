"""Findings as CSV, a row for each, for spreadsheets."""

from __future__ import annotations

import csv
import io

from lint_plugin.output.outcome import Outcome, portable_path, severity
from lint_plugin.output.report import package_of
from lint_plugin.printable import printable

_COLUMNS = (
    *("package", "path", "cell", "line", "column", "code", "symbol", "severity", "confidence", "fix"),
    *("message", "url"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(outcome: Outcome) -> str:
    """Return the rows below a heading. What a spreadsheet would take for a formula gets a quote before it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for finding in outcome.findings:
        fix = "" if finding.fix is None else str(finding.fix.applicability)
        path = printable(portable_path(finding.path))
        place = (package_of(path), path, finding.cell or "", finding.line, finding.column)
        kind = (finding.code, finding.symbol, severity(finding.code).name.lower(), finding.confidence, fix)
        writer.writerow([_plain(str(value)) for value in (*place, *kind, finding.message, finding.url)])
    return stream.getvalue().removesuffix("\n")


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
