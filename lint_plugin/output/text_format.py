"""Findings as `path:line:column: CODE message`, a line each."""

from __future__ import annotations

from lint_plugin.finding import Finding
from lint_plugin.output.outcome import Outcome


def render(outcome: Outcome) -> str:
    """Return the findings as text; lines and columns 1-based, columns in characters."""
    return "\n".join(map(line_of, outcome.findings))


def line_of(finding: Finding) -> str:
    """Return a finding's line of text."""
    return f"{finding.path}:{finding.line}:{finding.column}: {finding.code} {finding.message}"
