"""A rule's page, as `--explain` prints it and the documentation has it."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.mindspore import versions
from lint_plugin.output import rule_facts
from lint_plugin.output.outcome import page_of
from lint_plugin.rules import documentation as sections
from lint_plugin.rules.documentation import documentation
from lint_plugin.rules.examples import Example, bad_examples, good_examples
from lint_plugin.rules.rule import Rule, Text
from lint_plugin.suppressions import UNUSED_SYMBOL

HEADINGS = {
    "reports": sections.HEADINGS["reports"],
    "why": sections.HEADINGS["why"],
    "example": Text(en="Example", zh="示例"),
    "instead": sections.HEADINGS["instead"],
    "exceptions": sections.HEADINGS["exceptions"],
    "fix": sections.HEADINGS["fix"],
    "silence": Text(en="How to silence", zh="如何屏蔽"),
    "references": Text(en="References", zh="参考"),
}
_SINCE = Text(en="Applies to MindSpore {version} and later.", zh="适用于 MindSpore {version} 及以后的版本。")
_BELOW = Text(en="Applies before MindSpore {version}.", zh="适用于 MindSpore {version} 之前的版本。")
_OFF = Text(
    en="Off by default; enable it with `--extend-select {code}`.",
    zh="默认关闭，可用 `--extend-select {code}` 启用。",
)
_RAISES = Text(en="When run, it raises `{error}`", zh="运行时抛出 `{error}`")
_FAILS = Text(en="When run, it raises an exception.", zh="运行时抛出异常。")
_SHOWS = Text(en="When run, it {claim}.", zh="运行结果：{claim}。")
_LEFT_ALONE = Text(en="Not reported:", zh="不报告以下代码：")
_PAGE = Text(en="This page in the documentation: {page}", zh="文档中的本页：{page}")


def rule_explanation(rule: Rule, language: str) -> str:
    """Return what `--explain` prints: the rule's page, and where that stands in the documentation."""
    return f"{rule_page(rule, language)}\n\n{_PAGE.format(language, page=page_of(rule.symbol, language))}"


class Layout:
    """How a rule's page is laid out where it is read as text; the site has a layout of its own."""

    def facts(self, facts: Sequence[rule_facts.Fact]) -> str:
        """Return the facts as a list."""
        return "\n".join(f"- {fact.name}: {fact.value}" for fact in facts)

    def example(self, rule: Rule, example: Example, language: str) -> str:
        """Return a bad example."""
        return code_block(example)

    def link(self, page: str) -> str:
        """Return how a page of the documentation is named, by its path in the repository."""
        return page


def rule_page(rule: Rule, language: str, layout: Layout | None = None) -> str:
    """Return a rule's documentation in Markdown, under its fixed headings.

    The first good example shows what to write instead, further ones what the rule leaves alone.
    """
    layout = layout or Layout()
    text = documentation(rule, language)
    parts = [
        f"# {rule.code} ({rule.pylint_id}) {rule.symbol}",
        rule.summary.format(language),
        layout.facts(rule_facts.facts(rule, language)),
    ]

    def section(heading: str, *bodies: str) -> None:
        parts.append(f"## {HEADINGS[heading].format(language)}")
        parts.extend(bodies)

    instead, *others = map(code_block, good_examples(rule))
    section("reports", text.reports)
    section("why", text.why)
    bad = (
        (layout.example(rule, example, language), claim_sentence(example, language)) for example in bad_examples(rule)
    )
    section("example", *(part for parts_of_one in bad for part in parts_of_one))
    section("instead", text.instead, instead)
    section("exceptions", text.exceptions, *([_LEFT_ALONE.format(language), *others] if others else []))
    if text.fix:
        section("fix", text.fix)
    section("silence", rule_facts.silencing(rule, language, layout.link(page_of(UNUSED_SYMBOL, language))))
    section("references", rule_facts.references(rule, language))
    return "\n\n".join(parts)


def validity(rule: Rule, language: str) -> str:
    """Return when a rule holds, empty where it always does."""
    parts = []
    if rule.since is not None:
        parts.append(_SINCE.format(language, version=versions.spell(rule.since)))
    if rule.below is not None:
        parts.append(_BELOW.format(language, version=versions.spell(rule.below)))
    if not rule.on_by_default:
        parts.append(_OFF.format(language, code=rule.code))
    return (" " if language == "en" else "").join(parts)


def claim_sentence(example: Example, language: str) -> str:
    """Return what running a bad example shows, as a sentence."""
    verb, _, error = example.claim.partition(" ")
    if verb == "raises" and error:
        end = "" if language == "en" and error.endswith(".") else Text(en=".", zh="。").format(language)
        return _RAISES.format(language, error=error) + end
    if verb == "raises":
        return _FAILS.format(language)
    return _SHOWS.format(language, claim=example.claim if language == "en" else example.claim_zh)


def code_block(example: Example) -> str:
    """Return an example's code as a block in Markdown."""
    return f"```python\n{example.code.rstrip()}\n```"
