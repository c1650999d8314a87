"""Findings below the names of their files, the places and codes below one another."""

from __future__ import annotations

from itertools import groupby

from lint_plugin.output.concise_format import coded, mark_of
from lint_plugin.output.outcome import Outcome
from lint_plugin.printable import printable


def render(outcome: Outcome) -> str:
    """Return the findings as text, a block for each file with an empty line between two."""
    blocks = []
    for path, of_file in groupby(outcome.findings, key=lambda finding: finding.path):
        findings = list(of_file)
        width = max(len(finding.position) for finding in findings)
        lines = [f"{outcome.style.paint('bold', printable(path))}:"]
        for finding in findings:
            mark = outcome.style.paint("cyan", mark_of(finding, outcome))
            code = coded(finding, outcome.style)
            lines.append(f"  {finding.position:{width}}  {code}{mark} {finding.message}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)
