"""Findings as `path:line:column: CODE message`, a line each; `CODE [*]` for those that `--fix` would mend."""

from __future__ import annotations

from lint_plugin.finding import Finding
from lint_plugin.output.outcome import Outcome
from lint_plugin.printable import printable

_MARK = " [*]"


def render(outcome: Outcome) -> str:
    """Return the findings as text; lines and columns 1-based, columns in characters."""
    return "\n".join(
        line_of(finding, _MARK if finding.fix and finding.fix.applicability >= outcome.least else "")
        for finding in outcome.findings
    )


def line_of(finding: Finding, mark: str = "") -> str:
    """Return a finding's line of text, with a mark behind the code."""
    return f"{printable(finding.path)}:{finding.position}: {finding.code}{mark} {finding.message}"
