"""The documentation: rules say all of it in both languages, pages are what the code and the tool give."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs import generate, module_to_cell
from lint_plugin.checks import Check, Report, RuleContext
from lint_plugin.command.options import GROUPS
from lint_plugin.language import LANGUAGES
from lint_plugin.output import FORMATS, rule_text
from lint_plugin.rules import all_rules
from lint_plugin.rules.documentation import documentation
from lint_plugin.rules.examples import bad_examples, good_examples
from lint_plugin.rules.rule import Rule

RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
HAN = re.compile(r"[\u4e00-\u9fff]")
MARKUP = re.compile(r"`[^`]*`|'[^']*'|\{[^}]*\}|https?://\S+")


@pytest.fixture
def written() -> dict[Path, str]:
    """Return each page as it is."""
    return {path: path.read_text(encoding="utf-8") for path in (generate.README, *generate.DOCS.glob("*/**/*.md"))}


def test_every_page_is_what_the_code_gives() -> None:
    wanted = generate.pages()  # runs every command that the pages show
    stale = [path.relative_to(generate.DOCS.parent).as_posix() for path in generate.out_of_date(wanted)]
    assert not stale, "out of date, or edited by hand: run `python -m docs.generate`"


def test_both_languages_have_the_same_pages() -> None:
    english, chinese = (
        {path.relative_to(generate.DOCS / language).as_posix() for path in (generate.DOCS / language).rglob("*.md")}
        for language in LANGUAGES
    )
    assert english == chinese


def test_a_page_edited_by_hand_is_named(written: dict[Path, str]) -> None:
    path = generate.DOCS / "en" / "rules" / "index.md"
    assert path in generate.out_of_date({**written, path: written[path] + "more\n"})


def test_a_page_of_a_rule_that_is_no_more_is_named(written: dict[Path, str]) -> None:
    gone = generate.DOCS / "zh" / "rules" / "forward-in-cell.md"
    assert gone in generate.out_of_date({path: text for path, text in written.items() if path != gone})


def test_what_stands_below_a_command_is_what_it_prints() -> None:
    page = '```python title="net.py"\nx = 1\n```\n\n```console\n$ cat net.py\nsomething else\n```\n'
    assert generate.refreshed(page, "en") == page.replace("something else", "x = 1")


def chinese_texts(rule: Rule) -> list[str]:
    """Return every Chinese text of a rule."""
    sections = dataclasses.asdict(documentation(rule, "zh")).values()
    return [rule.summary.zh, *(text.zh for text in rule.messages.values()), *sections]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_a_rule_may_ask_stands_in_the_guide(language: str) -> None:
    page = (generate.DOCS / language / "contributing.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`\n]+)`", page))))
    wakes = {name for name, value in vars(Rule).items() if isinstance(value, frozenset) or name.startswith("asks_for")}
    said = {field.name for field in dataclasses.fields(Report)}
    for name in {*vars(RuleContext), *vars(Check), *wakes, "accesses_at", "premise", *said}:
        assert name.startswith("_") or name in words, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_members_says_of_each_what_to_write_and_which_rule_reports_it(language: str) -> None:
    rows = {row[0].strip("`"): row for row in module_to_cell.rows(language)}
    assert len(rows) == 54
    assert all(instead for _, _, instead, _ in rows.values())
    assert [re.findall(r"MSP\d{3}", rows[name][3]) for name in ("forward", "buffers", "eval", "training")] == [
        ["MSP101", "MSP102"],
        ["MSP103", "MSP207"],
        ["MSP108"],
        [],
    ]
    assert "2.6" in rows["buffers"][1] and "`net.set_train(False)`" in rows["eval"][2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_comparison_names_what_there_is(language: str) -> None:
    page = (generate.DOCS / language / "compare.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:-1] for line in page.splitlines() if line.startswith("|")]
    ours = " ".join(row[1] for row in rows)
    options = {flag for group in GROUPS for option in group.options for flag in option.flags}
    assert {len(row) for row in rows} == {6} and set(re.findall(r"`(--[\w-]+)`", ours)) <= options
    assert set(FORMATS) <= set(re.findall(r"[a-z]+", ours.lower()))


@RULES
def test_chinese_texts_have_chinese_punctuation(rule: Rule) -> None:
    for text in chinese_texts(rule):
        assert not re.search(r"[\u4e00-\u9fff] *[,;:?!]", MARKUP.sub("x", text)), text


@RULES
def test_claims_of_bad_examples_stand_in_both_languages(rule: Rule) -> None:
    for example in bad_examples(rule):
        for language in LANGUAGES:
            sentence = rule_text.claim_sentence(example, language)
            assert sentence.rstrip("`.。") and not sentence.endswith(("：。", " ."))
            assert bool(HAN.search(sentence)) == (language == "zh")
        assert example.claim.startswith("raises") or HAN.search(example.claim_zh)


@RULES
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_has_the_headings_in_order_and_every_example(rule: Rule, language: str) -> None:
    page = rule_text.rule_page(rule, language)
    has_fix = bool(documentation(rule, language).fix)
    headings = [text for name, text in rule_text.HEADINGS.items() if name != "fix" or has_fix]
    assert re.findall(r"^## (.*)$", page, re.M) == [text.format(language) for text in headings]
    assert has_fix == any(example.fixed is not None for example in bad_examples(rule))
    for example in (*bad_examples(rule), *good_examples(rule)):
        assert example.code.rstrip() in page
    assert re.search(r"^- <https://www\.mindspore\.cn/", page, re.M)


@pytest.mark.parametrize("name", ["MSP106", "e8606", "untrainable-params-as-pairs"])
def test_explain_takes_code_id_and_symbol_and_names_the_page(name: str) -> None:
    run = [sys.executable, "-m", "lint_plugin", "--explain", name]
    shown = subprocess.run(run, capture_output=True, encoding="utf-8", timeout=60, check=True).stdout
    assert shown.startswith("# MSP106 (E8606) untrainable-params-as-pairs\n")
    page = shown.split()[-1]
    assert (generate.DOCS.parent / page).is_file() and page.endswith("/rules/untrainable-params-as-pairs.md")
