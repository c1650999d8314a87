"""Findings as `path:line:column: CODE message`, a line each; `CODE [*]` for those that `--fix` would mend."""

from __future__ import annotations

from lint_plugin.finding import Finding
from lint_plugin.output.outcome import Outcome
from lint_plugin.output.styles import PLAIN, Style
from lint_plugin.printable import printable

MARK = " [*]"


def render(outcome: Outcome) -> str:
    """Return the findings as text; lines and columns 1-based, columns in characters."""
    return "\n".join(line_of(finding, mark_of(finding, outcome), outcome.style) for finding in outcome.findings)


def mark_of(finding: Finding, outcome: Outcome) -> str:
    """Return the mark of a finding that `--fix` would mend, empty for others."""
    return MARK if finding.fix and finding.fix.applicability >= outcome.least else ""


def line_of(finding: Finding, mark: str = "", style: Style = PLAIN) -> str:
    """Return a finding's line of text, with a mark behind the code."""
    path, code, mark = style.paint("bold", printable(finding.path)), coded(finding, style), style.paint("cyan", mark)
    return f"{path}:{finding.position}: {code}{mark} {finding.message}"


def coded(finding: Finding, style: Style) -> str:
    """Return a finding's code in its colour."""
    return style.paint("red", finding.code)
