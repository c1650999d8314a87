"""Findings as GitLab's Code Quality report, which shows them in a merge request."""

from __future__ import annotations

import json

from lint_plugin.finding import Finding
from lint_plugin.identity import numbered
from lint_plugin.output.fingerprints import fingerprint
from lint_plugin.output.outcome import Outcome, Severity, in_file, portable_path, severity

_SEVERITIES = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.REFACTOR: "minor",
    Severity.CONVENTION: "info",
}


def render(outcome: Outcome) -> str:
    """Return the findings as a JSON list. The format has no place for a file that couldn't be checked."""
    return json.dumps([_entry(finding, number) for finding, number in numbered(outcome.findings)], indent=1)


def _entry(finding: Finding, number: int) -> dict[str, object]:
    path, finding = portable_path(finding.path), in_file(finding)
    return {
        "type": "issue",
        "check_name": finding.code,
        "description": f"{finding.code} {finding.message}",
        "categories": ["Compatibility"],
        "severity": _SEVERITIES[severity(finding.code)],
        "fingerprint": fingerprint(finding, number, path),
        "location": {
            "path": path,
            "positions": {
                "begin": {"line": finding.line, "column": finding.column},
                "end": {"line": finding.end_line, "column": finding.end_column},
            },
        },
    }
