"""What a run of the command gave so far, and which of it is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import NamedTuple

from lint_plugin.command.baseline import Baseline, Known
from lint_plugin.finding import Finding, Problem, Result
from lint_plugin.fixes.edit import Applicability
from lint_plugin.rules.rule import Rule
from lint_plugin.settings import Settings


class Run:
    """What checking the files of one run gave; `rules` are those that were on for any of them.

    `settings` hold for the working folder, the run's own lines are in the `language`.
    """

    def __init__(self, settings: Settings, language: str, rules: Sequence[Rule] = ()) -> None:
        self.settings = settings
        self.language = language
        self.rules = rules
        self.findings: list[Finding] = []
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.checked: list[str] = []
        self.in_part = 0
        """How many of the files weren't parsed as a whole."""
        self.fixed: list[Finding] = []
        self.texts: dict[str, bytes] = {}
        """What was read instead of what is on disk, by path."""
        self.earlier: list[tuple[str, str]] | None = None
        """Path and code of an earlier run's findings, for a comparison."""
        self.cells: Mapping[str, Sequence[str]] | None = None
        """The names of each file's Cells, by its path, where a format asks for them."""
        self.known: set[Finding] | None = None
        """The findings that a baseline knows, where that was asked before fixes changed their lines."""

    def with_findings(self, findings: list[Finding]) -> Run:
        """Return the same run with other findings."""
        run = Run(self.settings, self.language, self.rules)
        vars(run).update(vars(self), findings=findings)
        return run

    def add(self, path: str, result: Result, rules: Sequence[Rule]) -> None:
        """Add what checking one file by these rules gave."""
        if rules is not self.rules and not set(rules) <= set(self.rules):
            self.rules = sorted({*self.rules, *rules}, key=lambda rule: rule.code)
        self.findings += result.findings
        self.problems += result.problems
        self.notes += result.notes
        self.in_part += result.in_part
        if not result.problems:
            self.checked.append(path)

    def new(self, findings: Sequence[Finding], known: Known | None) -> list[Finding]:
        """Return the findings, all of which there are in a file, that aren't known."""
        if self.known is not None:
            return [finding for finding in findings if finding not in self.known]
        return list(findings) if known is None else known.new(findings)


class Gate(NamedTuple):
    """What says which findings are known, and the baseline that is to be replaced."""

    known: Known | None
    replaced: Baseline | None


def least(options: SimpleNamespace) -> Applicability:
    """Return which fixes the user wants: of this applicability, or a higher one."""
    return Applicability.UNSAFE if options.unsafe_fixes else Applicability.SAFE


def fixes_only(options: SimpleNamespace) -> bool:
    """Return whether what isn't fixed is none of the run's business."""
    return bool(options.diff or options.fix_only)
