"""Which files and folders git ignores: by the `.gitignore` files of the repository, and its `.git/info/exclude`.

The patterns are read here: what there is for it takes longer to import than a run over a small project.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Callable, Iterable

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
    return tuple((folder, ignored, pattern) for ignored, pattern in patterns(lines))


def patterns(lines: Iterable[str]) -> list[tuple[bool, re.Pattern[str]]]:
    """Return what the lines of an ignore file match, the weakest first, and whether that is ignored.

    What is matched is a path from the file's folder on, with a slash before it, and one behind it for a folder.
    """
    read = [(not line.startswith("!"), _regular(line.removeprefix("!"))) for line in map(_stripped, lines)]
    found = []
    for ignored, group in itertools.groupby((one for one in read if one[1]), key=lambda one: one[0]):
        found.append((ignored, re.compile("|".join(regular for _, regular in group), re.DOTALL)))
    return found


def _stripped(line: str) -> str:
    """Return a line without blanks at its end that no backslash keeps, empty for a comment."""
    line = re.sub(r"(?<!\\) +$", "", line.removesuffix("\r"))
    return "" if line.startswith("#") else line


def _regular(pattern: str) -> str:
    """Return a regular expression for a pattern, empty for one that matches nothing."""
    only_folders = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    if not pattern.strip("/"):
        return ""
    anchored = "/" in pattern
    try:
        names = [_name(name) for name in pattern.removeprefix("/").split("/")]
    except ValueError:
        return ""
    parts = ["/"] if anchored else ["/(?:.*/)?"]
    for index, name in enumerate(names):
        last = index == len(names) - 1
        if name is not None:
            parts.append(name if last else f"{name}/")
        else:  # two stars between slashes stand for any number of folders
            parts.append(".+" if last and anchored else "[^/]+" if last else "(?:.*/)?")
    return f"{''.join(parts)}{'/' if only_folders else '/?'}\\Z"


_NAME = re.compile(
    r"\\(?P<escaped>.)|(?P<stars>\*+)|(?P<any>\?)|\[(?P<class>[!^]?\]?(?:\\.|[^\]\\])*)\]|(?P<other>[^\\\[])"
)


def _name(name: str) -> str | None:
    """Return a regular expression for a part between slashes, None for two stars. Raises ValueError for a broken one."""
    if len(name) > 1 and not name.strip("*"):
        return None
    parts, at = [], 0
    while at < len(name):
        match = _NAME.match(name, at)
        if match is None:
            raise ValueError(name)
        if match["stars"]:
            parts.append("[^/]*")
        elif match["any"]:
            parts.append("[^/]")
        elif match["class"] is not None:
            parts.append(_class(match["class"]))
        else:
            parts.append(re.escape(match["escaped"] or match["other"]))
        at = match.end()
    return "".join(parts)


def _class(text: str) -> str:
    """Return a regular expression for what stands in square brackets. Raises ValueError where it isn't one."""
    negated = text[:1] in ("!", "^")
    inner = re.sub(r"\\?([\[\]^&~|])|\\([^\w\[\]^&~|])|\\(\w)", _in_class, text[negated:])
    regular = f"(?!/)[{'^' if negated else ''}{inner}]"
    try:
        re.compile(regular)
    except re.error as error:
        raise ValueError(text) from error
    return regular


def _in_class(match: re.Match[str]) -> str:
    return match[3] or f"\\{match[1] or match[2]}"
