"""Patterns for files and folders, as Ruff and flake8 match them."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterable
from typing import NamedTuple


class Pattern(NamedTuple):
    """A pattern such as `*_test.py` or `tests/*`; one with a slash starts at `folder`, an absolute path.

    `*` stands for slashes too.
    """

    text: str
    folder: str


class Patterns:
    """Patterns of which one must match; compiled once for many files."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        names, paths = [], []
        for pattern in patterns:
            text = pattern.text.replace("\\", "/") if os.sep == "\\" else pattern.text
            if "/" not in text:
                names.append(fnmatch.translate(text))
            else:
                start = re.sub(r"([*?[])", r"[\1]", pattern.folder)
                absolute = os.path.normpath(os.path.join(start, text))
                paths += [fnmatch.translate(form) for form in (absolute, absolute.replace(f"**{os.sep}", ""))]
        self._name = re.compile("|".join(names)) if names else None
        self._path = re.compile("|".join(paths)) if paths else None

    def match(self, path: str) -> bool:
        """Return whether a pattern matches the last name of an absolute path, or the whole path."""
        if self._name is not None and self._name.match(os.path.basename(path)):
            return True
        return self._path is not None and self._path.match(path) is not None
