"""What becomes of a file's findings by its comments: the one place where they act, in all front ends."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.finding import Problem, Result
from lint_plugin.rules.rule import Rule
from lint_plugin.settings import Settings
from lint_plugin.suppressions import Reading
from lint_plugin.suppressions.directives import directives
from lint_plugin.suppressions.noqa import Noqa
from lint_plugin.suppressions.unused import unused


def apply(
    result: Result, path: str, lines: list[str], reading: Reading, rules: Sequence[Rule], settings: Settings
) -> None:
    """Take out of a file's result the findings that its comments suppress, and add what is to say of the comments.

    `lines` are those of the file, without their ends; `rules` those that are on.
    """
    is_whole = not result.problems and not result.limits()
    ours = directives(lines)
    for note in ours.notes:
        result.notes.append(Problem(path, note.line, note.column, note.format(settings.language)))
    findings = [finding for finding in result.findings if not ours.silences(finding.line, finding.code)]
    if reading.noqa:
        noqa = Noqa(lines)
        findings = [finding for finding in findings if not noqa.silences(finding.line, finding.code)]
        if reading.unused and is_whole:
            idle = unused(path, lines, ours, noqa, rules, settings.language)
            findings = sorted([*findings, *idle])
    result.findings = findings
