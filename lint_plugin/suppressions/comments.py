"""What becomes of a file's findings by its comments: the one place where they act, in all front ends."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.finding import Problem, Result
from lint_plugin.rules.rule import Rule
from lint_plugin.settings import Settings
from lint_plugin.suppressions import Reading
from lint_plugin.suppressions.disable_file import disable_file_comments
from lint_plugin.suppressions.noqa import Noqa
from lint_plugin.suppressions.unused import unused


def apply(
    result: Result, path: str, lines: list[str], reading: Reading, rules: Sequence[Rule], settings: Settings
) -> None:
    """Take out of a file's result the findings that its comments suppress, and add what is to say of the comments.

    `lines` are those of the file, without their ends; `rules` those that are on.
    """
    of_file = disable_file_comments(lines)
    for note in of_file.notes:
        result.notes.append(Problem(path, note.line, note.column, note.format(settings.language)))
    disabled = {finding.code for finding in result.findings} & of_file.codes
    findings = [finding for finding in result.findings if finding.code not in disabled]
    if reading.noqa:
        noqa = Noqa(lines)
        findings = [finding for finding in findings if not noqa.silences(finding.line, finding.code)]
        if reading.unused and not result.problems:
            idle = unused(path, lines, of_file.named, noqa, disabled, rules, settings.language)
            findings = sorted([*findings, *idle])
    result.findings = findings
