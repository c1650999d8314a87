"""Rules as text: the list of `--list-rules`, the page of `--explain`."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.mindspore import documents, versions
from lint_plugin.rules.rule import Rule, Text

HEADINGS = {
    "reports": Text(en="What it reports", zh="检查内容"),
    "why": Text(en="Why it is wrong", zh="为什么有问题"),
    "example": Text(en="Example", zh="示例"),
    "instead": Text(en="Instead", zh="正确写法"),
    "exceptions": Text(en="Exceptions", zh="例外"),
    "references": Text(en="References", zh="参考"),
}
_SINCE = Text(en="from MindSpore {version} on", zh="MindSpore {version} 起")
_BELOW = Text(en="below MindSpore {version}", zh="MindSpore {version} 之前")
_OFF = Text(en="off by default", zh="默认关闭")


def rule_list(rules: Sequence[Rule], language: str) -> str:
    """Return a line for each rule: code, pylint id, symbol, summary."""
    width = max(len(rule.symbol) for rule in rules)
    return "\n".join(
        f"{rule.code} {rule.pylint_id} {rule.symbol:{width}} {rule.summary.format(language)}" for rule in rules
    )


def validity(rule: Rule, language: str) -> str:
    """Return when a rule holds, empty where it always does."""
    parts = []
    if rule.since is not None:
        parts.append(_SINCE.format(language, version=versions.spell(rule.since)))
    if rule.below is not None:
        parts.append(_BELOW.format(language, version=versions.spell(rule.below)))
    if not rule.on_by_default:
        parts.append(_OFF.format(language))
    return ", ".join(parts)


def references(rule: Rule, language: str) -> list[str]:
    """Return the addresses of MindSpore's documents that a rule rests on, those of early and of late versions."""
    addresses = [documents.address((topic,), version, language) for topic in rule.topics for version in (None, (99, 0))]
    return list(dict.fromkeys(addresses))


def rule_page(rule: Rule, language: str) -> str:
    """Return a rule's documentation in Markdown, under its fixed headings."""
    text = rule.documentation[language]
    when = validity(rule, language)
    parts = [f"# {rule.code} ({rule.pylint_id}) {rule.symbol}", rule.summary.format(language)]
    if when:
        parts.append(f"*{when}*")

    def section(heading: str, body: str) -> None:
        parts.append(f"## {HEADINGS[heading].format(language)}")
        parts.append(body)

    section("reports", text.reports)
    section("why", text.why)
    section("example", _code(rule.bad[0].code))
    section("instead", f"{text.instead}\n\n{_code(rule.good[0].code)}")
    section("exceptions", text.exceptions)
    section("references", "\n".join(f"- <{address}>" for address in references(rule, language)))
    return "\n\n".join(parts)


def _code(text: str) -> str:
    return f"```python\n{text.rstrip()}\n```"
