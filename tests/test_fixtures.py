"""Every file below tests/fixtures says on each line what is expected of it; see the README there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from lint_plugin import engine as engine_
from lint_plugin import settings
from lint_plugin.engine import Engine
from lint_plugin.rules import all_rules, marks
from lint_plugin.semantics.code import outline
from lint_plugin.settings import Settings

FIXTURES = Path(__file__).parent / "fixtures"
CODES = tuple(rule.code for rule in all_rules() if (FIXTURES / rule.code).is_dir())
CONFIDENCES = {rule.code: rule.confidences for rule in all_rules()}
PROJECTS = sorted(
    path for path in FIXTURES.glob("*/*") if path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__")
)

_SETTING = re.compile(r"^# (?P<name>mindspore-version|src): (?P<value>\S+)$", re.MULTILINE)


@dataclass(frozen=True, order=True)
class Expected:
    """One finding that a line asks for; None where the line leaves it open."""

    path: str
    line: int
    code: str
    confidence: str | None
    columns: tuple[int, int] | None

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.code} {self.confidence or ''} {self.columns or ''}".rstrip()


def files(project: Path) -> list[Path]:
    return [project] if project.is_file() else sorted(project.rglob("*.py"))


def expected(path: Path) -> list[Expected]:
    return [Expected(path.name, *mark) for mark in marks.expected(path.read_text(encoding="utf-8"))]


def settings_of(project: Path) -> Settings:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in files(project))
    given = {match["name"]: match["value"] for match in _SETTING.finditer(texts)}
    version = given.get("mindspore-version")
    return Settings(
        select=CODES,
        mindspore_version=settings.read_version(version) if version else None,
        src=(str(project / given["src"]),) if "src" in given else (),
    )


@pytest.mark.parametrize("late", [False, True], ids=["at once", "late"])
@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.relative_to(FIXTURES).as_posix())
def test_each_line_gets_what_it_asks_for(project: Path, late: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if late:  # as in files of more than some lines
        monkeypatch.setattr(engine_, "PARSED_WHOLE", 0)
        monkeypatch.setattr(outline, "_WORTH_CUTTING", 0)
    engine = Engine(settings_of(project))
    wanted: list[Expected] = []
    got: list[Expected] = []
    for path in files(project):
        result = engine.check(str(path), path.read_bytes())
        assert not result.problems
        asked = expected(path)
        wanted += asked
        for finding in result.findings:
            assert finding.confidence in CONFIDENCES[finding.code]
            of_line = [one for one in asked if (one.line, one.code) == (finding.line, finding.code)]
            by_confidence = any(one.confidence for one in of_line)
            by_columns = any(one.columns for one in of_line)
            got.append(
                Expected(
                    path.name,
                    finding.line,
                    finding.code,
                    str(finding.confidence) if by_confidence else None,
                    (finding.column, finding.end_column) if by_columns else None,
                )
            )
    asked_for, reported = Counter(map(str, wanted)), Counter(map(str, got))
    wrong = [f"missed: {one}" for one in (asked_for - reported).elements()]
    wrong += [f"false:  {one}" for one in (reported - asked_for).elements()]
    assert not wrong, "\n".join(wrong)


def test_every_confidence_and_rule_is_reached() -> None:
    asked = [one for project in PROJECTS for path in files(project) for one in expected(path)]
    assert {one.code for one in asked} == set(CODES)
    assert {one.confidence for one in asked} >= {"high", "inferred", "guess"}


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.code in CODES], ids=lambda rule: rule.code)
def test_rule_has_lines_that_stay_silent(rule: object) -> None:
    code = rule.code  # type: ignore[attr-defined]
    names = [path.stem for path in (FIXTURES / code).iterdir()]
    assert any(name.startswith("not_") for name in names), f"{code} has no file of what must not be reported"
