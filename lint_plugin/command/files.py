"""Which files a command line names."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence

from lint_plugin.config.patterns import Patterns
from lint_plugin.finding import Problem

EXCLUDED = (
    *(".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox"),
    *(".pants.d", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode", "CVS", "*.egg"),
    *("__pycache__", "__pypackages__", "_build", "buck-out", "build", "dist", "node_modules", "site-packages", "venv"),
)
"""Names of folders that are left out, as flake8 and Ruff do."""

SUFFIXES = (".py", ".pyi", ".pyw", ".ipynb")
"""How the names of files end that are checked in folders."""


def discover(paths: Sequence[str], exclusion: Callable[[str], Patterns]) -> Iterator[str | Problem]:
    """Yield the files to check, each once, folders read recursively and sorted; a Problem for what can't be.

    A file that is named is checked whatever its name; in a folder Python files and notebooks count. `exclusion`
    says what is left out in a folder, given by its absolute path. Folders behind symbolic links are not entered.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _below(path, exclusion):
            key = os.path.abspath(found if isinstance(found, str) else found.path)
            if key not in seen:
                seen.add(key)
                yield found


def _below(path: str, exclusion: Callable[[str], Patterns]) -> Iterator[str | Problem]:
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
        absolute = os.path.abspath(folder)
        left_out = exclusion(absolute)
        for entry in entries:
            shown = os.path.normpath(os.path.join(folder, entry.name)) if folder == "." else entry.path
            if left_out.match(os.path.join(absolute, entry.name)):
                continue
            if _is_folder(entry, follow_symlinks=False):
                folders.append(shown)
            elif entry.name.endswith(SUFFIXES) and not _is_folder(entry):
                yield shown
        pending += reversed(folders)


def _is_folder(entry: os.DirEntry[str], *, follow_symlinks: bool = True) -> bool:
    try:
        return entry.is_dir(follow_symlinks=follow_symlinks)
    except OSError:
        return False
