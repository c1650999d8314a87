"""What leaves the engine."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import NamedTuple

from lint_plugin.confidence import Confidence
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.printable import printable


def _position(cell: int, line: int, column: int) -> str:
    return f"cell {cell}:{line}:{column}" if cell else f"{line}:{column}"


class Finding(NamedTuple):
    """One place where an idiom of PyTorch was left in MindSpore code.

    Lines and columns are 1-based; columns count characters, and the end is the column after the last one.
    `message` is one line that ends with the address `url` in brackets. `enclosing_class` (dotted, empty outside of
    classes) and `source_line` (without indentation) tell the finding from others when the lines above it change.
    `fix` is what would mend it, None where there is nothing, or the settings want none. In a notebook, `cell` is the
    cell's number among all cells, from 1, and lines are counted from the cell's first; elsewhere it is 0.
    `said` is the message in each language, `urls` its address; None where only one is known.
    """

    path: str
    line: int
    column: int
    code: str
    end_line: int
    end_column: int
    symbol: str
    message: str
    url: str
    confidence: Confidence
    holds_below: tuple[int, int] | None = None
    enclosing_class: str = ""
    source_line: str = ""
    cell: int = 0
    fix: Fix | None = None
    said: Text | None = None
    urls: Text | None = None

    @property
    def _order(self) -> tuple[object, ...]:
        """What findings are sorted by, and told from one another: where they are, and what they say in one language."""
        place = (self.path, self.cell, self.line, self.column, self.code, self.end_line, self.end_column)
        said = (self.symbol, self.message, self.url, self.confidence, self.holds_below)
        return *place, *said, self.enclosing_class, self.source_line

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finding) and self._order == other._order

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: tuple[object, ...]) -> bool:
        return self._order < other._order if isinstance(other, Finding) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._order)

    @property
    def position(self) -> str:
        """Where the finding begins in its file: `line:column`, in a notebook `cell N:line:column`."""
        return _position(self.cell, self.line, self.column)

    def among(self, paths: Container[str]) -> Finding:
        """Return the finding with its fix as it is in a run over the files of these absolute paths."""
        if self.fix is None or not self.fix.together_with:
            return self
        return self._replace(fix=self.fix.among(paths))  # pylint: disable=no-member # every NamedTuple has it


class Problem(NamedTuple):
    """A file, or a rule on a file, that couldn't be checked. Line and column are 1-based, 0 where not known.

    `cell` is as of Finding.

    `symbols` are those of the rules that a defect of ours kept from the file; none where the file is the reason.
    `is_limit` says that the file, or a part of it, was left out since there is too much of it: no host names it itself.
    """

    path: str
    line: int
    column: int
    reason: str
    symbols: tuple[str, ...] = ()
    cell: int = 0
    is_limit: bool = False

    @property
    def position(self) -> str:
        """Where it is in its file, as of Finding."""
        return _position(self.cell, self.line, self.column)

    def __str__(self) -> str:
        where = f":{self.position}" if self.line or self.cell else ""
        return f"{printable(self.path)}{where}: {self.reason}"


class Result:
    """What checking one file gave: the findings in the order of the source, and what couldn't be checked.

    `notes` say what is wrong with `disable-file` comments, and what of the file was left out. `in_part` says that not
    all of it was parsed: a mistake of syntax in the rest is no problem.
    """

    def __init__(
        self,
        findings: list[Finding],
        problems: list[Problem],
        notes: Iterable[Problem] = (),
        in_part: bool = False,
    ) -> None:
        self.findings = findings
        self.problems = problems
        self.notes = list(notes)
        self.in_part = in_part

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Result) and vars(self) == vars(other)

    def limits(self) -> list[Problem]:
        """Return what says that the file, or a part of it, was left out since there is too much of it."""
        return [problem for problem in (*self.problems, *self.notes) if problem.is_limit]


def internal_error(path: str, error: Exception, symbols: Iterable[str], place: str = "") -> Problem:
    """Return what to say of a defect of ours that kept the rules of these symbols from a file.

    `place` says where it is.
    """
    text = " ".join(f"internal error{place}: {type(error).__name__}: {error}".split())
    return Problem(path, 0, 0, text.removesuffix(":"), tuple(symbols))
