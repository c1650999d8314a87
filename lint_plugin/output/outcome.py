"""What the formats print: the outcome of a run, and what is known of the codes in it."""

from __future__ import annotations

import enum
import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from lint_plugin import unused_suppressions
from lint_plugin.finding import Finding, Problem
from lint_plugin.mindspore import documents
from lint_plugin.output.rule_text import page_path, rule_page
from lint_plugin.rules.rule import Rule
from lint_plugin.settings import Settings


class Severity(enum.Enum):
    """How bad a finding is: it fails at run time, it differs silently, it works but isn't idiomatic, it is noise."""

    ERROR = "1"
    WARNING = "2"
    REFACTOR = "3"
    CONVENTION = "9"


def severity(code: str) -> Severity:
    """Return how bad the findings of a code are: its first digit says that."""
    return Severity.WARNING if code == unused_suppressions.CODE else Severity(code[3])


@dataclass(frozen=True)
class Outcome:
    """What a run gave: the findings in order, what couldn't be checked, and under which rules and settings."""

    findings: Sequence[Finding]
    problems: Sequence[Problem] = ()
    rules: Sequence[Rule] = ()
    settings: Settings = field(default_factory=Settings)


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
    summary = unused_suppressions.SUMMARY.format(settings.language)
    page = page_of(unused_suppressions.SYMBOL, settings.language)
    return Description(unused_suppressions.CODE, unused_suppressions.SYMBOL, summary, "", page, summary)


def page_of(symbol: str, language: str) -> str:
    """Return where the page of a code stands in this repository, by the code's symbol."""
    if symbol == unused_suppressions.SYMBOL:
        return f"docs/{language}/suppression.md"
    return page_path(symbol, language)


def portable_path(path: str) -> str:
    """Return a file's path relative to the working folder, with forward slashes; absolute where it lies elsewhere."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        relative = os.pardir
    outside = relative == os.pardir or relative.startswith(os.pardir + os.sep)
    return (os.path.abspath(path) if outside else relative).replace(os.sep, "/")
