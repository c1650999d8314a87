"""Each rule is whole: both languages say the same, examples claim something, names follow the scheme."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from lint_plugin.confidence import Confidence
from lint_plugin.engine import Engine
from lint_plugin.finding import Finding
from lint_plugin.language import LANGUAGES
from lint_plugin.mindspore import versions
from lint_plugin.rules import all_rules
from lint_plugin.rules.documentation import Documentation, documentation
from lint_plugin.rules.examples import Example, bad_examples, good_examples
from lint_plugin.rules.rule import Rule, Text
from lint_plugin.settings import Settings

RULES = [pytest.param(rule, id=rule.code) for rule in all_rules()]
EXAMPLES = [
    pytest.param(example, is_bad, id=f"{rule.code}-{example.name}")
    for rule in all_rules()
    for is_bad, examples in ((True, bad_examples(rule)), (False, good_examples(rule)))
    for example in examples
]
LETTERS = {"1": "E", "2": "W", "3": "R", "9": "C"}


def texts(rule: Rule) -> Iterator[tuple[str, Text]]:
    """Yield (what it is, text) of everything that a rule says in both languages."""
    yield "summary", rule.summary
    yield from rule.messages.items()
    for part in fields(Documentation):
        text = Text(*(getattr(documentation(rule, language), part.name) for language in LANGUAGES))
        if part.name != "fix" or text.en or text.zh:
            yield part.name, text


TEXTS = [pytest.param(text, id=f"{rule.code}-{name}") for rule in all_rules() for name, text in texts(rule)]


def filled_in(text: str) -> list[str]:
    """Return the names of what a message is filled in with."""
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name})


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_written_in_each_language(text: Text) -> None:
    assert re.search(r"[a-z]{2}", text.en)
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", text.en)
    own_words = re.findall(r"[a-z]{2,}", re.sub(r"\{\w+\}", "", text.en))  # what fills in a message is in both, too
    assert len(own_words) < 2 or len(re.findall(r"[\u4e00-\u9fff]", text.zh)) >= 4


@pytest.mark.parametrize("text", TEXTS)
def test_languages_speak_of_the_same_code(text: Text) -> None:
    def code(language: str) -> set[str]:
        return set(re.findall(r"`[^`]+`", language))

    assert code(text.en) == code(text.zh)


@pytest.mark.parametrize("rule", RULES)
def test_messages_are_filled_in_alike(rule: Rule) -> None:
    for text in (rule.summary, *rule.messages.values()):
        assert filled_in(text.en) == filled_in(text.zh)


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_messages_examples_and_references(rule: Rule) -> None:
    assert rule.messages
    assert bad_examples(rule)
    assert good_examples(rule)
    assert rule.topics
    assert len(set(rule.topics)) == len(rule.topics)


@pytest.mark.parametrize(("example", "is_bad"), EXAMPLES)
def test_example_claims_what_running_it_shows(example: Example, is_bad: bool) -> None:
    claim = r"raises [A-Z]\w*Error: .+|returns .+|silently .+" if is_bad else "works"
    assert re.fullmatch(claim, example.claim)
    if is_bad and not example.claim.startswith("raises"):
        assert any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(example.code))), "asserts nothing"


def _premise(finding: Finding, rule: Rule) -> str:
    """Return what a guess's message begins with."""
    pattern = re.sub(r"\\\{\w+\\\}", ".*?", re.escape(rule.premise.en))
    found = re.match(pattern, finding.message) if finding.confidence is Confidence.GUESS else None
    return found[0] if found else ""


@pytest.mark.parametrize("rule", RULES)
def test_each_message_is_shown_by_a_bad_example(rule: Rule, tmp_path: Path) -> None:
    known = (None, versions.OLDEST, versions.NATIVE_BUFFERS, versions.NEWEST)
    said = {
        finding.message.removeprefix(_premise(finding, rule))
        for version in known
        for example in bad_examples(rule)
        for finding in Engine(Settings(select=(rule.code,), mindspore_version=version))
        .check(str(tmp_path / "example.py"), example.code.encode())
        .findings
    }
    for name, text in rule.messages.items():
        pattern = re.sub(r"\\\{\w+\\\}", ".*", re.escape(text.en)).replace(r"\{\{", r"\{").replace(r"\}\}", r"\}")
        assert any(re.match(pattern, message) for message in said), f"no bad example shows {name!r}"


@pytest.mark.parametrize("rule", RULES)
def test_findings_and_fixes_are_as_sure_as_the_rule_says(rule: Rule, tmp_path: Path) -> None:
    found = [
        finding
        for version in (None, versions.OLDEST, (2, 5), versions.NEWEST)
        for example in bad_examples(rule)
        for finding in Engine(Settings(select=(rule.code,), mindspore_version=version), fixes=True)
        .check(str(tmp_path / "example.py"), example.code.encode())
        .findings
    ]
    assert {finding.confidence for finding in found} <= set(rule.confidences)
    fixes = {finding.fix.applicability for finding in found if finding.fix}
    assert fixes <= set(rule.fixes) and max(fixes, default=None) == max(rule.fixes, default=None)
    assert bool(rule.fixes) == bool(documentation(rule, "en").fix)
    assert list(rule.confidences) == sorted(set(rule.confidences), reverse=True)
    assert list(rule.fixes) == sorted(set(rule.fixes), reverse=True)


@pytest.mark.parametrize("rule", RULES)
def test_names_follow_the_scheme(rule: Rule) -> None:
    assert re.fullmatch(r"MSP[1239]\d\d", rule.code)
    assert rule.pylint_id == f"{LETTERS[rule.code[3]]}86{rule.code[4:]}"
    assert rule.on_by_default == (rule.code[3] != "9")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.symbol)
    assert type(rule).__name__ == "".join(word.capitalize() for word in rule.symbol.split("-"))
    assert type(rule).__module__ == f"lint_plugin.rules.{rule.symbol.replace('-', '_')}"


@pytest.mark.parametrize("rule", RULES)
def test_what_fails_and_what_differs_are_told_apart_by_the_code(rule: Rule) -> None:
    if rule.code.startswith("MSP2"):
        assert not any(example.claim.startswith("raises") for example in bad_examples(rule))
    if rule.code.startswith("MSP1"):
        assert any(example.claim.startswith("raises") for example in bad_examples(rule))
