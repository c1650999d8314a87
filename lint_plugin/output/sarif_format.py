"""Findings as SARIF 2.1.0, the format of GitHub code scanning and of editors' result viewers."""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.parse import quote

from lint_plugin import suppressions
from lint_plugin.finding import Finding, Problem
from lint_plugin.fixes.edit import Fix
from lint_plugin.identity import numbered
from lint_plugin.output.description import Description, describe, describe_unused_suppression
from lint_plugin.output.fingerprints import fingerprint
from lint_plugin.output.outcome import Outcome, Severity, in_file, portable_path, reason_in_file, severity
from lint_plugin.version import __version__

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.REFACTOR: "note",
    Severity.CONVENTION: "note",
}
_ROOT = "%SRCROOT%"
"""What relative addresses are relative to: the working folder, which is the repository's in a CI job."""


def render(outcome: Outcome) -> str:
    """Return a SARIF log of one run, with the rules that were on; a file that couldn't be checked is a notification."""
    described = [describe(rule, outcome.settings) for rule in outcome.rules]
    if any(finding.code == suppressions.UNUSED_CODE for finding in outcome.findings):
        described.append(describe_unused_suppression(outcome.settings))
    places = {description.code: place for place, description in enumerate(described)}
    run = {
        "tool": {
            "driver": {
                "name": "mindspore-lint",
                "semanticVersion": __version__,
                "language": "zh-CN" if outcome.settings.language == "zh" else "en",
                "rules": [_rule(description) for description in described],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not outcome.problems,
                "toolExecutionNotifications": [_notification(problem) for problem in outcome.problems],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, number, places[finding.code], outcome.settings.language)
            for finding, number in numbered(outcome.findings)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)


def _rule(description: Description) -> dict[str, Any]:
    rule = {
        "id": description.code,
        "name": "".join(word.capitalize() for word in description.symbol.split("-")),
        "shortDescription": {"text": description.summary},
        "fullDescription": {"text": description.summary},
        "help": {"text": description.text, "markdown": description.text},
        "defaultConfiguration": {"level": _LEVELS[severity(description.code)]},
        "properties": {"symbol": description.symbol, "page": description.page, "tags": ["mindspore", "migration"]},
    }
    if description.url:
        rule["helpUri"] = description.url
    return rule


def _result(finding: Finding, number: int, place: int, language: str) -> dict[str, Any]:
    finding = in_file(finding)
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    result = {
        "ruleId": finding.code,
        "ruleIndex": place,
        "level": _LEVELS[severity(finding.code)],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(finding.path), "region": region}}],
        "partialFingerprints": {"mindsporeLint/v1": fingerprint(finding, number)},
        "properties": {"confidence": str(finding.confidence)},
    }
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.fix, finding.path, language)]
    return result


def _fix(fix: Fix, path: str, language: str) -> dict[str, Any]:
    replacements = []
    for edit in fix.edits:
        replacement: dict[str, Any] = {
            "deletedRegion": {
                "startLine": edit.line,
                "startColumn": edit.column,
                "endLine": edit.end_line,
                "endColumn": edit.end_column,
            }
        }
        if edit.text:
            replacement["insertedContent"] = {"text": edit.text}
        replacements.append(replacement)
    return {
        "description": {"text": fix.title.say(language)},
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}],
        "properties": {"applicability": str(fix.applicability)},
    }


def _notification(problem: Problem) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(problem.path)}
    if problem.line and not problem.cell:
        physical["region"] = {"startLine": problem.line}
        if problem.column:
            physical["region"]["startColumn"] = problem.column
    return {
        "level": "error",
        "message": {"text": reason_in_file(problem)},
        "locations": [{"physicalLocation": physical}],
    }


def _artifact(path: str) -> dict[str, str]:
    portable = portable_path(path)
    quoted = quote(os.fsencode(portable))
    if not os.path.isabs(portable):
        return {"uri": quoted, "uriBaseId": _ROOT}
    return {"uri": f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"}
