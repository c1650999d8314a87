"""The documentation: rules say all of it in both languages, pages are what the code and the tool give."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs import generate, module_to_cell, released, rule_pages
from lint_plugin.checks import Check, Report, RuleContext
from lint_plugin.command.options import GROUPS
from lint_plugin.language import LANGUAGES
from lint_plugin.output import FORMATS, rule_facts, rule_text
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
    said = set(Report._fields)
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
    assert re.search(r"^- \[[^\]]+\]\(https://www\.mindspore\.cn/", page, re.M)


@RULES
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_on_the_site_marks_what_is_reported_and_shows_what_is_printed(rule: Rule, language: str) -> None:
    page = rule_pages.site_page(rule, language)
    blocks = re.findall(
        r'^```python title="example.py" hl_lines="([\d ]+)"\n(.*?)^```\n\n```text\n(.*?)^```$', page, re.M | re.S
    )
    assert [code for _, code, _ in blocks] == [f"{example.code.rstrip()}\n" for example in bad_examples(rule)]
    for marked, _, messages in blocks:
        printed = re.findall(rf"^example\.py:(\d+):\d+: {rule.code} .+", messages, re.M)
        assert list(dict.fromkeys(printed)) == marked.split() and len(printed) == len(messages.splitlines())
        assert bool(HAN.search(messages)) == (language == "zh")
    assert "](../suppression.md)" in page and "](index.md#confidence)" in page


def test_header_says_what_the_rule_says_of_itself() -> None:
    found = {rule.code: {fact.name: fact.value for fact in rule_facts.facts(rule, "en")} for rule in all_rules()}
    assert found["MSP104"] == {
        "Code": "`MSP104`",
        "pylint": "`E8604`",
        "MindSpore": "before 2.6",
        "On by default": "yes",
        "Confidence": "`high`, `inferred` or `guess`",
        "Fix": "safe or unsafe",
    }
    assert found["MSP911"]["On by default"] == "no: `--extend-select MSP911`"
    assert (found["MSP911"]["MindSpore"], found["MSP911"]["Fix"]) == ("2.6 and later", "none")
    assert (found["MSP224"]["Confidence"], found["MSP101"]["MindSpore"]) == ("`guess`", "all versions")


def test_how_to_silence_a_rule_stands_on_a_line_that_it_reports() -> None:
    rule = next(rule for rule in all_rules() if rule.code == "MSP101")
    text = rule_facts.silencing(rule, "en", "page")
    assert re.search(r"^def forward\(\w+, x\):  # mindspore-lint: disable=MSP101$", text, re.M)
    assert 'ignore = ["MSP101"]' in text and "# pylint: disable=forward-in-cell" in text and text.endswith("More: page")


def test_a_document_is_named_by_its_title_with_the_oldest_and_the_newest_version() -> None:
    rule = next(rule for rule in all_rules() if rule.code == "MSP217")
    base = "https://www.mindspore.cn/docs/zh-CN"
    page = "note/api_mapping/pytorch_diff/Dropout.html"
    assert rule_facts.references(rule, "zh") == (
        f"- [比较与torch.nn.Dropout的差异]({base}/r2.4.10/{page}) (r2.4.10)；旧版：[r1.8]({base}/r1.8/{page})"
    )


def test_released_packages_are_counted_as_the_command_counts_them(tmp_path: Path) -> None:
    source = "from mindspore import nn\nclass Net(nn.Cell):\n    def forward(self, x): pass\nnn.Dropout(0.1)\n"
    (tmp_path / "net.py").write_text(source)
    (tmp_path / "clean.py").write_text("x = 1\n")
    counted = released.examine(tmp_path)
    sample = counted.pop("sample")
    assert counted == {"files": 2, "findings": 2, "fail": 1, "mended": 2}
    assert (sample["path"], sample["line"], sample["code"]) == ("net.py", 3, "MSP101")
    assert sample["en"].startswith("MindSpore never calls 'Net.forward': ") and "http" not in sample["en"]
    assert sample["zh"].startswith("MindSpore 不会调用 'Net.forward'：")


def test_the_table_of_released_packages_is_what_the_script_wrote() -> None:
    assert [row[0] for row in released.rows()] == [name.replace("==", " ") for name in released.PACKAGES]
    assert all(int(row[1].replace(",", "")) > 0 for row in released.rows())


@pytest.mark.parametrize("name", ["MSP106", "e8606", "untrainable-params-as-pairs"])
def test_explain_takes_code_id_and_symbol_and_names_the_page(name: str) -> None:
    run = [sys.executable, "-m", "lint_plugin", "--explain", name]
    shown = subprocess.run(run, capture_output=True, encoding="utf-8", timeout=60, check=True).stdout
    assert shown.startswith("# MSP106 (E8606) untrainable-params-as-pairs\n")
    page = shown.split()[-1]
    assert (generate.DOCS.parent / page).is_file() and page.endswith("/rules/untrainable-params-as-pairs.md")
