"""What each rule's fix makes of its bad examples, and that the rule's page says what its fix does."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint_plugin.command.checking import Task
from lint_plugin.command.fixing import FixedFile, Plan, fix
from lint_plugin.fixes.edit import Applicability
from lint_plugin.language import LANGUAGES
from lint_plugin.rules import all_rules
from lint_plugin.rules.documentation import documentation
from lint_plugin.rules.examples import Example, bad_examples
from lint_plugin.rules.rule import Rule
from lint_plugin.settings import Settings

BAD = [
    pytest.param(rule, example, id=f"{rule.code}-{example.name}")
    for rule in all_rules()
    for example in bad_examples(rule)
]


def fixed(rule: Rule, code: bytes, folder: Path, least: Applicability = Applicability.UNSAFE) -> FixedFile:
    settings = Settings(select=(rule.code,), mindspore_version=rule.since)
    (file,) = fix([Task(str(folder / "example.py"), settings, code)], Plan(least))
    assert not file.result.problems
    return file


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_fix_makes_of_a_bad_example_what_its_file_says(rule: Rule, example: Example, tmp_path: Path) -> None:
    file = fixed(rule, example.code.encode(), tmp_path)
    after = None if file.after is None else file.after.decode()
    assert after == example.fixed
    if after is not None:
        assert not file.result.findings
        assert fixed(rule, after.encode(), tmp_path).after is None


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in all_rules()])
def test_page_says_what_a_fix_does_where_there_is_one(rule: Rule) -> None:
    has_fix = any(example.fixed is not None for example in bad_examples(rule))
    for language in LANGUAGES:
        assert bool(documentation(rule, language).fix) == has_fix
