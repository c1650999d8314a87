"""Each rule's own examples: the bad ones are reported where they say, the good ones not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint_plugin.engine import Engine
from lint_plugin.finding import Finding
from lint_plugin.mindspore import versions
from lint_plugin.rules import all_rules
from lint_plugin.rules.examples import Example, bad_examples, good_examples
from lint_plugin.rules.rule import Rule
from lint_plugin.settings import Settings

BAD = [
    pytest.param(rule, example, id=f"{rule.code}-{example.name}")
    for rule in all_rules()
    for example in bad_examples(rule)
]
GOOD = [
    pytest.param(rule, example, id=f"{rule.code}-{example.name}")
    for rule in all_rules()
    for example in good_examples(rule)
]


def run(rule: Rule, example: Example, folder: Path) -> list[Finding]:
    """Check an example as a project would that supports the versions that the rule, and the claim, hold for."""
    oldest = versions.OLDEST if rule.since is None and example.below is not None else rule.since
    settings = Settings(extend_select=(rule.code,), mindspore_version=oldest)
    result = Engine(settings).check(str(folder / "example.py"), example.code.encode())
    assert not result.problems
    return [finding for finding in result.findings if finding.code == rule.code]


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_bad_example_is_reported_on_its_lines(rule: Rule, example: Example, tmp_path: Path) -> None:
    assert example.lines
    assert [finding.line for finding in run(rule, example, tmp_path)] == list(example.lines)


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_good_example_is_left_alone(rule: Rule, example: Example, tmp_path: Path) -> None:
    assert run(rule, example, tmp_path) == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_rule_holds_for_some_known_version(rule: Rule) -> None:
    assert any(rule.holds(version) for version in (versions.OLDEST, versions.NATIVE_BUFFERS, versions.NEWEST))
