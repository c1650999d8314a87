"""Findings as a JSON list of objects."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lint_plugin.finding import Finding


def render(findings: Sequence[Finding]) -> str:
    """Return the findings as a JSON list; lines and columns 1-based, columns in characters, the end exclusive."""
    return json.dumps([as_object(finding) for finding in findings], indent=1)


def as_object(finding: Finding) -> dict[str, object]:
    """Return a finding's JSON object."""
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "code": finding.code,
        "symbol": finding.symbol,
        "message": finding.message,
        "url": finding.url,
        "confidence": str(finding.confidence),
    }
