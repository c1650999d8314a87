"""The public members of torch.nn.Module: which a Cell has, since when, and what to write instead of the others.

Source: data/module_members.json, read from torch 2.13.0, MindSpore's wheels and its mapping tables.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from lint_plugin.mindspore import documents, versions
from lint_plugin.mindspore.data import load

_OF_CELL = r"\{receiver\}\.(\w+)\("
"""The method of the Cell's that a replacement calls."""


class Member(NamedTuple):
    """A public member of torch.nn.Module.

    `since` is the first version whose Cell has the same name, None for no version. `differences` says by language what
    differs in the replacement, empty for nothing more than the name; it holds below `differs_below`. `document` is the
    topic of the page on it, empty for none; up to the version `rows_until` the mapping table has a row on it. `fix` is
    `safe` where the replacement always means the same, `unsafe` where it may not, `dropped` where the call can be left
    out, and empty where a person must decide.
    """

    name: str
    since: versions.Version | None
    instead: tuple[tuple[versions.Version | None, str], ...]
    differences: dict[str, str]
    differs_below: versions.Version | None
    document: str
    rows_until: versions.Version | None
    fix: str

    def lacking(self, version: versions.Version | None) -> bool:
        """Return whether the version's Cell lacks the member; None asks whether every version's does."""
        return self.since is None or (version is not None and version < self.since)

    def differs(self, version: versions.Version | None) -> bool:
        """Return whether the replacement differs in more than its name in this version."""
        below = self.differs_below
        return bool(self.differences) and (below is None or version is None or version < below)

    def topics(self, version: versions.Version | None) -> tuple[str, ...]:
        """Return the documents (lint_plugin.mindspore.documents) that explain the member in this version."""
        if self.rows_until is not None and version is not None and version <= self.rows_until:
            return ("mapping_table", "cell")
        used = re.search(_OF_CELL, self.replacement(version))
        on_cell = documents.of_cell(used[1]) if used else "cell"
        return (self.document, on_cell) if self.document else (on_cell,)

    def replacement(self, version: versions.Version | None) -> str:
        """Return the code to write in this version, empty where there is none.

        In it `{receiver}` stands for the Cell, `{arguments}` and `{argument}` for what the call is given, all and the
        first, and `{flag}` for the first, which is True where nothing is given.
        """
        if version is None:
            unknown = [code for since, code in self.instead if since is None]
            return (unknown or [code for _, code in self.instead] or [""])[0]
        known = [code for since, code in self.instead if since is not None and since <= version]
        return known[-1] if known else ""


def _version(entry: dict[str, str | None], key: str) -> versions.Version | None:
    text = entry.get(key)
    return None if text is None else versions.parse(text)


@functools.cache
def all_members() -> dict[str, Member]:
    """Return every public member of torch.nn.Module by its name."""
    return {
        name: Member(
            name,
            _version(entry, "since"),
            tuple(
                (None if since == "?" else versions.parse(since), code)
                for since, code in entry.get("instead", {}).items()
            ),
            entry.get("difference", {}),
            _version(entry, "difference_below"),
            entry.get("document", ""),
            _version(entry, "mapping_rows_until"),
            entry.get("fix", ""),
        )
        for name, entry in load("module_members")["members"].items()
    }
