"""What the formats that describe the rules say of each: its page is read for it."""

from __future__ import annotations

from dataclasses import dataclass

from lint_plugin import suppressions
from lint_plugin.mindspore import documents
from lint_plugin.output.outcome import page_of
from lint_plugin.output.rule_text import rule_page
from lint_plugin.rules.rule import Rule
from lint_plugin.settings import Settings


@dataclass(frozen=True)
class Description:
    """What a format says of a code: `url` is the document of MindSpore that it rests on, `text` its page's text."""

    code: str
    symbol: str
    summary: str
    url: str
    page: str
    text: str


def describe(rule: Rule, settings: Settings) -> Description:
    """Return what there is to say of a rule, in the language and for the MindSpore version of the settings."""
    language = settings.language
    return Description(
        code=rule.code,
        symbol=rule.symbol,
        summary=rule.summary.format(language),
        url=documents.address(rule.topics, settings.mindspore_version, language),
        page=page_of(rule.symbol, language),
        text=rule_page(rule, language),
    )


def describe_unused_suppression(settings: Settings) -> Description:
    """Return what there is to say of MSP001, which is no rule."""
    summary = suppressions.UNUSED_SUMMARY.format(settings.language)
    page = page_of(suppressions.UNUSED_SYMBOL, settings.language)
    return Description(suppressions.UNUSED_CODE, suppressions.UNUSED_SYMBOL, summary, "", page, summary)
