"""Which files a command line names."""

from __future__ import annotations

import fnmatch
import os
import stat
from collections.abc import Iterator, Sequence

from lint_plugin.finding import Problem

EXCLUDED = (
    *(".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox"),
    *(".pants.d", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode", "CVS", "*.egg"),
    *("__pycache__", "__pypackages__", "_build", "buck-out", "build", "dist", "node_modules", "site-packages", "venv"),
)
"""Names of folders that are left out, as flake8 and Ruff do."""


def discover(paths: Sequence[str], exclude: Sequence[str] = EXCLUDED) -> Iterator[str | Problem]:
    """Yield the files to check, each once, folders read recursively and sorted; a Problem for what can't be.

    A file that is named is checked whatever its name; in a folder the `.py` files count. `exclude` holds patterns
    for names and for paths. Folders behind symbolic links are not entered.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _below(path, exclude):
            key = os.path.abspath(found if isinstance(found, str) else found.path)
            if key not in seen:
                seen.add(key)
                yield found


def _below(path: str, exclude: Sequence[str]) -> Iterator[str | Problem]:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        yield Problem(path, 0, 0, getattr(error, "strerror", None) or str(error))
        return
    if not stat.S_ISDIR(mode):
        yield path
        return
    pending = [path]
    while pending:
        folder = pending.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield Problem(folder, 0, 0, error.strerror or str(error))
            continue
        folders = []
        for entry in entries:
            shown = os.path.normpath(os.path.join(folder, entry.name)) if folder == "." else entry.path
            if is_excluded(shown, exclude):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(shown)
            elif entry.name.endswith(".py") and not _is_folder(entry):
                yield shown
        pending += reversed(folders)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_excluded(path: str, exclude: Sequence[str]) -> bool:
    """Return whether a pattern matches the path's last name, the path itself, or its absolute form."""
    name = os.path.basename(path)
    return any(
        fnmatch.fnmatch(name, pattern)
        or ("/" in pattern and fnmatch.fnmatch(os.path.abspath(path), _absolute(pattern)))
        for pattern in exclude
    )


def _absolute(pattern: str) -> str:
    return os.path.abspath(pattern)
