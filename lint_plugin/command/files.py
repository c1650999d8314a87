"""Which files a command line names."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence

from lint_plugin.command.repositories import GitIgnore
from lint_plugin.config.configuration import Folder
from lint_plugin.finding import Problem

EXCLUDED = (
    *(".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox"),
    *(".pants.d", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode", "CVS", "*.egg"),
    *("__pycache__", "__pypackages__", "_build", "buck-out", "build", "dist", "node_modules", "site-packages", "venv"),
)
"""Names of folders that are left out, as flake8 and Ruff do."""

NOTEBOOK = ".ipynb"
SUFFIXES = (".py", ".pyi", ".pyw", NOTEBOOK)
"""How the names of files end that are checked in folders."""


def discover(
    paths: Sequence[str], settings: Callable[[str], Folder], git: GitIgnore | None = None
) -> Iterator[str | Problem]:
    """Yield the files to check, each once, folders read recursively and sorted; a Problem for what can't be.

    A file that is named is checked whatever its name; in a folder Python files and notebooks count. `settings` say
    otherwise of a folder, given by its absolute path, and what is left out there, and `git` what is ignored. Folders
    behind symbolic links are not entered.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _below(path, settings, git):
            key = os.path.abspath(found if isinstance(found, str) else found.path)
            if key not in seen:
                seen.add(key)
                yield found


def _below(path: str, settings: Callable[[str], Folder], git: GitIgnore | None) -> Iterator[str | Problem]:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        yield Problem(path, 0, 0, getattr(error, "strerror", None) or str(error))
        return
    if not stat.S_ISDIR(mode):
        yield path
        return
    if git is not None and git.ignores(os.path.abspath(path), is_folder=True):
        git = None  # whoever names such a folder wants it checked
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
        included, left_out = settings(absolute).inclusion, settings(absolute).exclusion
        for entry in entries:
            shown = os.path.normpath(os.path.join(folder, entry.name)) if folder == "." else entry.path
            is_folder = _is_folder(entry, follow_symlinks=False)
            place = os.path.join(absolute, entry.name)
            if not is_folder:
                wanted = entry.name.endswith(SUFFIXES) if included is None else included.match(place)
                if not wanted or _is_folder(entry):
                    continue
            if left_out.match(place) or (git is not None and git.ignores(place, is_folder=is_folder)):
                continue
            if is_folder:
                folders.append(shown)
            else:
                yield shown
        pending += reversed(folders)


def _is_folder(entry: os.DirEntry[str], *, follow_symlinks: bool = True) -> bool:
    try:
        return entry.is_dir(follow_symlinks=follow_symlinks)
    except OSError:
        return False
