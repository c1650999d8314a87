"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request."""

from __future__ import annotations

from lint_plugin.finding import Finding, Problem
from lint_plugin.output.concise_format import line_of
from lint_plugin.output.outcome import Outcome, Severity, in_file, portable_path, severity
from lint_plugin.printable import escaped

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.REFACTOR: "notice",
    Severity.CONVENTION: "notice",
}


def render(outcome: Outcome) -> str:
    """Return a command a line; the text repeats the place, since the job's log shows nothing else of a command."""
    return "\n".join([*map(_finding, outcome.findings), *map(_problem, outcome.problems)])


def _finding(finding: Finding) -> str:
    text, finding = line_of(finding), in_file(finding)
    properties = {
        "title": f"mindspore-lint ({finding.code})",
        "file": portable_path(finding.path),
        "line": str(finding.line),
        "endLine": str(finding.end_line),
    }
    if finding.line == finding.end_line:  # GitHub takes columns within a line only
        properties |= {"col": str(finding.column), "endColumn": str(finding.end_column)}
    return _command(_COMMANDS[severity(finding.code)], properties, text)


def _problem(problem: Problem) -> str:
    properties = {"title": "mindspore-lint", "file": portable_path(problem.path)}
    if problem.line and not problem.cell:
        properties["line"] = str(problem.line)
    return _command("error", properties, str(problem))


def _command(name: str, properties: dict[str, str], text: str) -> str:
    listed = ",".join(
        f"{key}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}" for key, value in properties.items()
    )
    return f"::{name} {listed}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return escaped(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
