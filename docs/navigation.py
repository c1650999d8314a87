"""A hook of MkDocs: fills the navigation in with the pages that exist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lint_plugin.rules import all_rules

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

Entry = "str | dict[str, str | list[Entry]]"


def on_config(config: MkDocsConfig) -> None:
    """Replace `rules/*.md` by the rules' pages, by code, and drop pages that nobody wrote yet."""
    config.nav = _existing(config.nav or [], Path(config.docs_dir))


def _existing(entries: list[Entry], folder: Path) -> list[Entry]:
    found: list[Entry] = []
    for entry in entries:
        if entry == "rules/*.md":
            found += [{f"{rule.code} {rule.symbol}": f"rules/{rule.symbol}.md"} for rule in all_rules()]
        elif isinstance(entry, str):
            found += [entry] if (folder / entry).is_file() else []
        else:
            ((title, inner),) = entry.items()
            pages = _existing(inner if isinstance(inner, list) else [inner], folder)
            if pages:
                found.append({title: pages if isinstance(inner, list) else pages[0]})
    return found
