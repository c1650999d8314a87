"""Findings as a JSON list of objects."""

from __future__ import annotations

import json

from lint_plugin.finding import Finding
from lint_plugin.fixes.edit import Fix
from lint_plugin.output.outcome import Outcome, page_of


def render(outcome: Outcome) -> str:
    """Return the findings as a JSON list; lines and columns 1-based, columns in characters, the end exclusive."""
    return json.dumps([as_object(finding, outcome.settings.language) for finding in outcome.findings], indent=1)


def as_object(finding: Finding, language: str) -> dict[str, object]:
    """Return a finding's JSON object; `rule_page` is where the rule's page in the language stands in this project.

    `cell` is the number of a notebook's cell, None in other files; its edits have one, too.
    """
    return {
        "path": finding.path,
        "cell": finding.cell or None,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "code": finding.code,
        "symbol": finding.symbol,
        "message": finding.message,
        "url": finding.url,
        "rule_page": page_of(finding.symbol, language),
        "confidence": str(finding.confidence),
        "fix": None if finding.fix is None else _fix(finding.fix, language),
    }


def _fix(fix: Fix, language: str) -> dict[str, object]:
    """Return a fix's JSON object; lines and columns as of findings."""
    return {
        "title": fix.title.say(language),
        "applicability": str(fix.applicability),
        "edits": [
            {
                "line": edit.line,
                "column": edit.column,
                "end_line": edit.end_line,
                "end_column": edit.end_column,
                "text": edit.text,
                **({"cell": edit.cell} if edit.cell else {}),
            }
            for edit in fix.edits
        ],
    }
