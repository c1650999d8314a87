"""The rules' pages of the site: the reported line is marked in each example, and what is printed stands below it."""

from __future__ import annotations

import functools
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from lint_plugin.engine import Engine
from lint_plugin.mindspore import versions
from lint_plugin.output import concise_format
from lint_plugin.output.outcome import Outcome
from lint_plugin.output.rule_facts import Fact
from lint_plugin.output.rule_text import Layout, rule_page
from lint_plugin.rules.examples import Example
from lint_plugin.rules.rule import Rule
from lint_plugin.settings import Settings

NAME = "example.py"
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_MEANINGS = {
    "versions": "../versions.md",
    "confidence": "index.md#confidence",
    "fix": "../fixes.md#safe-and-unsafe-fixes",
}
"""The places that say what a fact means, by its key."""
_HEADER = '<div class="facts" markdown>\n\n{items}\n\n</div>'


class SiteLayout(Layout):
    """Facts are a row of boxes, an example has its reported lines marked, pages are links by their titles."""

    def facts(self, facts: Sequence[Fact]) -> str:
        """Return the facts as a list that the style sheet lays out; names lead to what they mean."""
        items = []
        for fact in facts:
            name = f"[{fact.name}]({_MEANINGS[fact.key]})" if fact.key in _MEANINGS else fact.name
            items.append(f"- **{name}**<br>{fact.value}")
        return _HEADER.format(items="\n".join(items))

    def example(self, rule: Rule, example: Example, language: str) -> str:
        """Return a bad example, and below it what the command prints of it."""
        lines = " ".join(map(str, dict.fromkeys(example.lines)))
        code = f'```python title="{NAME}" hl_lines="{lines}"\n{example.code.rstrip()}\n```'
        return f"{code}\n\n```text\n{printed(rule, example, language)}\n```"

    def link(self, page: str) -> str:
        """Return a link to a page, which rules' pages reach through the folder above theirs."""
        path = Path(__file__).resolve().parent.parent / page
        title = _TITLE.search(path.read_text(encoding="utf-8"))
        return f"[{title[1] if title else path.stem}](../{path.name})"


@functools.cache
def site_page(rule: Rule, language: str) -> str:
    """Return a rule's page on the site."""
    return rule_page(rule, language, SiteLayout())


def printed(rule: Rule, example: Example, language: str) -> str:
    """Return what the command prints of an example in a project of the versions that the rule and the claim hold for.

    That is no version where it holds for all: the messages say then which they are about.
    """
    oldest = versions.OLDEST if rule.since is None and example.below is not None else rule.since
    settings = Settings(select=(rule.code,), mindspore_version=oldest, language=language)
    with tempfile.TemporaryDirectory() as folder:  # what a fix may do depends on the files around
        found = Engine(settings, fixes=True).check(str(Path(folder, NAME)), example.code.encode()).findings
    findings = [finding._replace(path=NAME) for finding in found]
    return concise_format.render(Outcome(findings, settings=settings))
