"""Hooks of MkDocs: the rules' pages stand where the navigation says `rules/*.md`; each page says what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint_plugin.rules import all_rules

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

_PARAGRAPH = re.compile(
    r"\A(?:---\n.*?\n---\n)?\s*(?:#+ [^\n]+\s+)+(?=\S)(?!```|[#<|!]|- )(?P<text>.+?)\s*(?:\n\n|\Z)", re.DOTALL
)
_MARKUP = re.compile(r"\[([^\]]+)\](?:\([^)]+\)|\[\w+\])|\*\*(.+?)\*\*|`")
_MOST = 200
"""Characters of a description; a search engine shows no more."""

Entry = "str | dict[str, str | list[Entry]]"


def on_config(config: MkDocsConfig) -> None:
    """Replace `rules/*.md` by the rules' pages, by code."""
    config.nav = _filled_in(config.nav or [])


def on_page_markdown(markdown: str, page: Page, **_: object) -> None:
    """Take a page's first paragraph for its description."""
    if description := described(markdown):
        page.meta.setdefault("description", description)


def described(markdown: str) -> str:
    """Return a page's first paragraph as plain text, cut at the end of a word; empty if there is none."""
    match = _PARAGRAPH.search(markdown)
    if match is None:
        return ""
    text = " ".join(_MARKUP.sub(r"\1\2", match["text"]).split()).rstrip(":：")
    return text if len(text) <= _MOST else f"{text[:_MOST].rpartition(' ')[0] or text[:_MOST]}…"


def _filled_in(entries: list[Entry]) -> list[Entry]:
    found: list[Entry] = []
    for entry in entries:
        if entry == "rules/*.md":
            found += [{f"{rule.code} {rule.symbol}": f"rules/{rule.symbol}.md"} for rule in all_rules()]
        elif isinstance(entry, dict):
            found += [
                {title: _filled_in(inner) if isinstance(inner, list) else inner} for title, inner in entry.items()
            ]
        else:
            found.append(entry)
    return found
