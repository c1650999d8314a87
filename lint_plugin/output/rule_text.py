"""A rule's page, as `--explain` prints it and the documentation has it."""

from __future__ import annotations

from lint_plugin.mindspore import documents, versions
from lint_plugin.output.outcome import page_of
from lint_plugin.rules import documentation as sections
from lint_plugin.rules.documentation import documentation
from lint_plugin.rules.examples import Example, bad_examples, good_examples
from lint_plugin.rules.rule import Rule, Text

HEADINGS = {
    "reports": sections.HEADINGS["reports"],
    "why": sections.HEADINGS["why"],
    "example": Text(en="Example", zh="示例"),
    "instead": sections.HEADINGS["instead"],
    "exceptions": sections.HEADINGS["exceptions"],
    "fix": sections.HEADINGS["fix"],
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


def rule_page(rule: Rule, language: str) -> str:
    """Return a rule's documentation in Markdown, under its fixed headings.

    The first good example shows what to write instead, further ones what the rule leaves alone.
    """
    text = documentation(rule, language)
    when = validity(rule, language)
    parts = [f"# {rule.code} ({rule.pylint_id}) {rule.symbol}", rule.summary.format(language)]
    if when:
        parts.append(f"*{when}*")

    def section(heading: str, *bodies: str) -> None:
        parts.append(f"## {HEADINGS[heading].format(language)}")
        parts.extend(bodies)

    instead, *others = map(_code, good_examples(rule))
    section("reports", text.reports)
    section("why", text.why)
    section("example", *(f"{_code(example)}\n\n{claim_sentence(example, language)}" for example in bad_examples(rule)))
    section("instead", text.instead, instead)
    section("exceptions", text.exceptions, *([_LEFT_ALONE.format(language), *others] if others else []))
    if text.fix:
        section("fix", text.fix)
    section("references", "\n".join(f"- <{address}>" for address in references(rule, language)))
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


def references(rule: Rule, language: str) -> list[str]:
    """Return the addresses of MindSpore's documents that a rule rests on, those of early and of late versions."""
    addresses = [
        documents.address((topic,), version, language) for topic in rule.topics for version in (versions.OLDEST, None)
    ]
    return list(dict.fromkeys(addresses))


def _code(example: Example) -> str:
    return f"```python\n{example.code.rstrip()}\n```"
