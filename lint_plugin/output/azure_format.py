"""Findings as logging commands of Azure Pipelines, which shows them in a build's summary."""

from __future__ import annotations

from lint_plugin.finding import Finding, Problem
from lint_plugin.output.outcome import Outcome, Severity, in_file, portable_path, reason_in_file, severity
from lint_plugin.printable import escaped


def render(outcome: Outcome) -> str:
    """Return a command a line; Azure knows errors and warnings alone."""
    return "\n".join([*map(_finding, outcome.findings), *map(_problem, outcome.problems)])


def _finding(finding: Finding) -> str:
    finding = in_file(finding)
    kind = "error" if severity(finding.code) is Severity.ERROR else "warning"
    place = {"linenumber": str(finding.line), "columnnumber": str(finding.column)}
    return _command(kind, finding.path, {**place, "code": finding.code}, finding.message)


def _problem(problem: Problem) -> str:
    place = {"linenumber": str(problem.line)} if problem.line and not problem.cell else {}
    return _command("error", problem.path, place, reason_in_file(problem))


def _command(kind: str, path: str, place: dict[str, str], text: str) -> str:
    properties = {"type": kind, "sourcepath": portable_path(path), **place}
    listed = "".join(
        f"{key}={_escaped(value).replace(';', '%3B').replace(']', '%5D')};" for key, value in properties.items()
    )
    return f"##vso[task.logissue {listed}]{_escaped(text)}"


def _escaped(text: str) -> str:
    return escaped(text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A"))
