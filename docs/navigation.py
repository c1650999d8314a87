"""A hook of MkDocs: fills the rules' pages in where the navigation says `rules/*.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint_plugin.rules import all_rules

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

Entry = "str | dict[str, str | list[Entry]]"


def on_config(config: MkDocsConfig) -> None:
    """Replace `rules/*.md` by the rules' pages, by code."""
    config.nav = _filled_in(config.nav or [])


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
