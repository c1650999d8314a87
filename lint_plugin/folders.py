"""What stands in the folders of a project, and which of them is its root: each is listed once."""

from __future__ import annotations

import os

_ROOT_MARKERS = frozenset({".git", ".hg", "pyproject.toml", "setup.cfg", "setup.py"})
_REPOSITORY_MARKERS = frozenset({".git", ".hg"})


class Folders:
    """Lists folders."""

    def __init__(self) -> None:
        self._entries: dict[str, frozenset[str]] = {}

    def entries(self, folder: str) -> frozenset[str]:
        """Return the names in a folder, none where it can't be read."""
        found = self._entries.get(folder)
        if found is None:
            try:
                found = frozenset(os.listdir(folder))
            except (OSError, ValueError):
                found = frozenset()
            self._entries[folder] = found
        return found

    def is_package(self, folder: str) -> bool:
        """Return whether the folder has an `__init__.py`."""
        return "__init__.py" in self.entries(folder)

    def may_be_root(self, folder: str) -> bool:
        """Return whether the folder has a mark that a project's root has."""
        return not _ROOT_MARKERS.isdisjoint(self.entries(folder))

    def above(self, folder: str) -> list[str]:
        """Return the folder and those above it up to the project's root, inner first.

        The root is the nearest folder with a version control's folder in it; else the outermost with a packaging
        file; without any mark all folders count.
        """
        chain = [folder]
        marked = None
        while True:
            names = self.entries(chain[-1])
            if names & _REPOSITORY_MARKERS:
                return chain
            if names & _ROOT_MARKERS:
                marked = len(chain)
            parent = os.path.dirname(chain[-1])
            if parent == chain[-1]:
                return chain[:marked]
            chain.append(parent)
