"""What leaves the engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lint_plugin.confidence import Confidence


@dataclass(frozen=True, order=True)
class Finding:
    """One place where an idiom of PyTorch was left in MindSpore code.

    Lines and columns are 1-based; columns count characters, and the end is the column after the last one.
    `message` is one line that ends with the address `url` in brackets. `enclosing_class` (dotted, empty outside of
    classes) and `source_line` (without indentation) tell the finding from others when the lines above it change.
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


@dataclass(frozen=True, order=True)
class Problem:
    """A file, or a rule on a file, that couldn't be checked. Line and column are 1-based, 0 where not known.

    `symbols` are those of the rules that a defect of ours kept from the file; none where the file is the reason.
    """

    path: str
    line: int
    column: int
    reason: str
    symbols: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.path}{where}: {self.reason}"


@dataclass
class Result:
    """What checking one file gave: the findings in the order of the source, and what couldn't be checked.

    `disabled` are findings that a `disable-file` comment silences, `notes` say what is wrong with such comments.
    """

    findings: list[Finding]
    problems: list[Problem]
    disabled: list[Finding] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def internal_error(path: str, error: Exception, symbols: Iterable[str], place: str = "") -> Problem:
    """Return what to say of a defect of ours that kept the rules of these symbols from a file.

    `place` says where it is.
    """
    text = " ".join(f"internal error{place}: {type(error).__name__}: {error}".split())
    return Problem(path, 0, 0, text.removesuffix(":"), tuple(symbols))
