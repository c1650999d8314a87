"""What a migration report counts: what is left in which package, of which rule, and what fixes can do about it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lint_plugin import rules
from lint_plugin.finding import Finding
from lint_plugin.fixes.edit import Applicability
from lint_plugin.language import Text
from lint_plugin.output.outcome import Outcome, portable_path

TITLE = Text(en="Migration to MindSpore: what is left", zh="MindSpore 迁移报告")
FINDINGS, FILES = Text(en="findings", zh="告警"), Text(en="files with findings", zh="有告警的文件")
CLEAN = Text(en="files without findings", zh="没有告警的文件")
SAFE, UNSAFE = (
    Text(en="mended by --fix", zh="可用 --fix 修复"),
    Text(en="by --unsafe-fixes", zh="可用 --unsafe-fixes 修复"),
)
CELLS = Text(en="Cells without findings", zh="没有告警的 Cell")
CLEAN_CELLS = Text(en="clean Cells", zh="无告警的 Cell")
BY_HAND = Text(en="by hand", zh="需手动修改")
PACKAGE, RULE = Text(en="Package", zh="包"), Text(en="Rule", zh="规则")
BY_PACKAGE, BY_RULE = Text(en="By package", zh="按包统计"), Text(en="By rule", zh="按规则统计")
BEFORE, CHANGE = Text(en="before", zh="上次"), Text(en="change", zh="变化")
NOTHING = Text(en="Nothing is left.", zh="没有遗留问题。")
FAILED = Text(en="Not checked", zh="未能检查")


@dataclass
class Row:
    """How many findings of one package or rule fixes mend, safely or not, and how many are left to people.

    `name` is the folder, or the code and symbol of the rule.

    `before` is how many there were in the earlier report, None where there is none. `cells` is how many Cells a package
    has, `clean_cells` how many of them have no findings; both are 0 where they weren't counted.
    """

    name: str
    safe: int = 0
    unsafe: int = 0
    by_hand: int = 0
    before: int | None = None
    cells: int = 0
    clean_cells: int = 0

    @property
    def share(self) -> str:
        """How many percent of the Cells are clean, rounded down: 100 are all; empty where there are none."""
        return f"{100 * self.clean_cells // self.cells}%" if self.cells else ""

    @property
    def total(self) -> int:
        """All findings of it."""
        return self.safe + self.unsafe + self.by_hand

    @property
    def change(self) -> str:
        """How many more there are than before, with a sign."""
        more = self.total - (self.before or 0)
        return f"{more:+d}" if more else "0"

    def count(self, finding: Finding) -> None:
        """Count a finding."""
        if finding.fix is None:
            self.by_hand += 1
        elif finding.fix.applicability >= Applicability.SAFE:
            self.safe += 1
        else:
            self.unsafe += 1


@dataclass
class Report:
    """The counts of a run; `packages` and `rules` are sorted by what is left, the most first.

    `nothing_left` says that there is no finding, and that everything could be checked.
    """

    total: Row
    packages: list[Row]
    rules: list[Row]
    files: Mapping[str, list[Finding]] = field(default_factory=dict)
    clean: int = 0
    nothing_left: bool = False


def report_of(outcome: Outcome) -> Report:
    """Return the counts of a run, beside those of the earlier one that it is compared with."""
    before = None if outcome.earlier is None else list(outcome.earlier)
    packages = None if before is None else [package_of(path) for path, _ in before]
    codes = None if before is None else [_rule(code) for _, code in before]
    files: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
        files.setdefault(portable_path(finding.path), []).append(finding)
    total = _total(outcome.findings, before)
    of_packages = _rows(((package_of(f.path), f) for f in outcome.findings), packages)
    by_name = {row.name: row for row in of_packages}
    for path, clean in _cells(outcome):
        for row in (total, by_name.get(package_of(path))):
            if row is not None:
                row.cells += 1
                row.clean_cells += clean
    return Report(
        total,
        of_packages,
        _rows(((_rule(f.code), f) for f in outcome.findings), codes),
        files,
        len({portable_path(path) for path in outcome.checked} - files.keys()),
        not outcome.findings and not outcome.problems,
    )


def _cells(outcome: Outcome) -> Iterator[tuple[str, bool]]:
    """Yield each Cell's file, and whether nothing is found in the Cell."""
    found = {(finding.path, finding.enclosing_class.partition(".")[0]) for finding in outcome.findings}
    for path, names in (outcome.cells or {}).items():
        yield from ((path, (path, name) not in found) for name in names)


def _rule(code: str) -> str:
    """Return code and symbol of a rule."""
    rule = rules.find(code)
    return code if rule is None else f"{code} {rule.symbol}"


def package_of(path: str) -> str:
    """Return the folder of a file, from the working folder on, as the name of its package."""
    return os.path.dirname(portable_path(path)) or "."


def _total(findings: Iterable[Finding], before: list[tuple[str, str]] | None) -> Row:
    row = Row("", before=None if before is None else len(before))
    for finding in findings:
        row.count(finding)
    return row


def _rows(named: Iterable[tuple[str, Finding]], before: Iterable[str] | None) -> list[Row]:
    rows: dict[str, Row] = {}
    for name, finding in named:
        rows.setdefault(name, Row(name)).count(finding)
    if before is not None:
        counts = Counter(before)
        for name in rows.keys() | counts.keys():
            rows.setdefault(name, Row(name)).before = counts[name]
    return sorted(rows.values(), key=lambda row: (-row.total, row.name))
