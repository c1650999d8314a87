"""What the formats print: the outcome of a run, and what is known of the codes in it."""

from __future__ import annotations

import enum
import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from lint_plugin import suppressions
from lint_plugin.finding import Finding, Problem
from lint_plugin.fixes.edit import Applicability
from lint_plugin.output.styles import PLAIN, Style
from lint_plugin.rules.rule import Rule
from lint_plugin.settings import Settings


class Severity(enum.Enum):
    """How bad a finding is: it fails at run time, it differs silently, it works but isn't idiomatic, it is noise."""

    ERROR = "1"
    WARNING = "2"
    REFACTOR = "3"
    CONVENTION = "9"


def severity(code: str) -> Severity:
    """Return how bad the findings of a code are: its first digit says that."""
    return Severity.WARNING if code == suppressions.UNUSED_CODE else Severity(code[3])


class Outcome(NamedTuple):
    """What a run gave: the findings in order, what couldn't be checked, and under which rules and settings.

    `least` says which fixes the user would have applied: of this applicability, or a higher one. `texts` are what was
    read instead of what is on disk, by the path in the findings; `style` is how text is printed. `checked` are the
    files that could be checked; `earlier` are path and code of an earlier run's findings, for a comparison. `cells` are
    the names of the Cells in each file, by the path in the findings; None where nobody counted them.
    """

    findings: Sequence[Finding]
    problems: Sequence[Problem] = ()
    rules: Sequence[Rule] = ()
    settings: Settings = Settings()
    least: Applicability = Applicability.SAFE
    texts: Mapping[str, bytes] = MappingProxyType({})
    style: Style = PLAIN
    checked: Sequence[str] = ()
    earlier: Sequence[tuple[str, str]] | None = None
    cells: Mapping[str, Sequence[str]] | None = None


def in_file(finding: Finding) -> Finding:
    """Return a finding as a format has it that knows lines of files alone: one in a notebook stands at its beginning.

    Its message begins with the place in the notebook then, and it has no fix.
    """
    if not finding.cell:
        return finding
    message = f"{finding.position}: {finding.message}"
    return finding._replace(line=1, column=1, end_line=1, end_column=2, message=message, fix=None)


def reason_in_file(problem: Problem) -> str:
    """Return why something couldn't be checked, as `in_file` has a finding's message."""
    return f"{problem.position}: {problem.reason}" if problem.cell else problem.reason


def page_of(symbol: str, language: str) -> str:
    """Return where the page of a code stands in this repository, by the code's symbol."""
    if symbol == suppressions.UNUSED_SYMBOL:
        return f"docs/{language}/suppression.md"
    return f"docs/{language}/rules/{symbol}.md"


def portable_path(path: str) -> str:
    """Return a file's path relative to the working folder, with forward slashes; absolute where it lies elsewhere."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        relative = os.pardir
    outside = relative == os.pardir or relative.startswith(os.pardir + os.sep)
    return (os.path.abspath(path) if outside else relative).replace(os.sep, "/")
