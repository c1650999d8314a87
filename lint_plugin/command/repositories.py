"""Which files and folders git ignores: by the `.gitignore` files of the repository, and its `.git/info/exclude`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from importlib import import_module

from lint_plugin import source as source_

_Rules = tuple[tuple[str, bool, re.Pattern[str]], ...]
"""Patterns, the weakest first: the folder they start at, whether what they match is ignored, what they match."""


class GitIgnore:
    """The ignore files of the repositories that a run meets, each read once.

    `heeded` says of a folder, by its absolute path, whether they count there.
    """

    def __init__(self, heeded: Callable[[str], bool]) -> None:
        self._heeded = heeded
        self._rules: dict[str, _Rules | None] = {}

    def ignores(self, path: str, *, is_folder: bool) -> bool:
        """Return whether the patterns ignore a file or folder, by its absolute path; a file that git tracks, too.

        What is in a folder that is ignored isn't ignored by that: nobody comes there.
        """
        folder = os.path.dirname(path)
        rules = self._of(folder)
        if not rules or not self._heeded(folder):
            return False
        for start, ignored, pattern in reversed(rules):
            name = path[len(start) :].replace(os.sep, "/") + ("/" if is_folder else "")
            if pattern.match(name):
                return ignored
        return False

    def _of(self, folder: str) -> _Rules | None:
        """Return the patterns that hold in a folder, None outside of a repository."""
        if folder not in self._rules:
            found: _Rules | None
            if os.path.exists(os.path.join(folder, ".git")):
                found = _read(folder, os.path.join(folder, ".git", "info", "exclude"))
            else:
                parent = os.path.dirname(folder)
                found = self._of(parent) if parent != folder else None
            if found is not None:
                found += _read(folder, os.path.join(folder, ".gitignore"))
            self._rules[folder] = found
        return self._rules[folder]


def _read(folder: str, path: str) -> _Rules:
    """Return the patterns of a file, which start at a folder; none where there is no such file."""
    try:
        lines = source_.read(path).decode("utf-8", "surrogateescape").removeprefix("\ufeff").split("\n")
    except source_.SourceError:
        return ()
    patterns = import_module("lint_plugin.command.gitignore").patterns  # few runs meet such a file
    return tuple((folder, ignored, pattern) for ignored, pattern in patterns(lines))
