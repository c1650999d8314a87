"""Every file of every Python on the machine, standard libraries and packages: no crash, no file that takes long.

MINDSPORE_LINT_SCAN names the folders to read, separated as in PATH, instead of those; findings go to the file that
MINDSPORE_LINT_FINDINGS names, for someone to judge.
"""

from __future__ import annotations

import functools
import glob
import hashlib
import os
import sys
import sysconfig
import time
from pathlib import Path

import pytest

from lint_plugin import source
from lint_plugin.engine import Engine
from lint_plugin.settings import Settings
from tests.machine import slowness

LONGEST = 1.0
"""Seconds of CPU for one file."""
FOLDERS = os.environ.get("MINDSPORE_LINT_SCAN", "")
FINDINGS = os.environ.get("MINDSPORE_LINT_FINDINGS", os.devnull)
PYENV = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
OTHERS = (f"{PYENV}/versions/*/lib/python3*", "/usr/lib/python3*", "/usr/local/lib/python3*")
"""Where other Pythons keep their standard libraries, and the packages inside."""


def folders() -> list[str]:
    """Return the folders of this Python, of the one that its environment was made from, and of all others."""
    if FOLDERS:
        return FOLDERS.split(os.pathsep)
    own = {sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")}
    own.add(sysconfig.get_path("purelib", vars={"base": sys.base_prefix}))
    return sorted({os.path.realpath(folder) for folder in own.union(*map(glob.glob, OTHERS)) if os.path.isdir(folder)})


@functools.cache
def files() -> dict[str, list[Path]]:
    """Return the files of each folder whose text no file before them has."""
    seen: set[bytes] = set()
    found: dict[str, list[Path]] = {}
    for folder in folders():
        found[folder] = []
        for path in sorted(Path(folder).rglob("*.py")):
            if path.is_file():
                digest = hashlib.sha256(path.read_bytes()).digest()
                if digest not in seen:
                    seen.add(digest)
                    found[folder].append(path)
    return found


def seconds(engine: Engine, path: Path, findings: list[str]) -> float:
    """Check a file; return the time it took, of this process's CPU."""
    try:
        text = source.read(str(path))
    except source.SourceError:
        return 0.0
    with source.collector_held():  # as the command does: what else this process holds isn't the file's
        began = time.process_time()
        result = engine.check(str(path), text)
        took = time.process_time() - began
    findings += [f"{f.path}:{f.line}:{f.column}: {f.code} {f.message}" for f in result.findings]
    assert not [problem for problem in result.problems if problem.symbols], result.problems
    return took


@pytest.mark.parametrize("folder", folders())
def test_every_file_is_checked_in_bounded_time(folder: str) -> None:
    findings: list[str] = []
    slow = []
    engine = Engine(Settings())
    for path in files()[folder]:
        if (
            seconds(engine, path, findings) > LONGEST * slowness()
            and seconds(Engine(Settings()), path, []) > LONGEST * slowness()
        ):
            slow.append(str(path))
    with open(FINDINGS, "a", encoding="utf-8", errors="backslashreplace") as file:
        file.writelines(f"{line}\n" for line in findings)
    assert not slow
    assert FOLDERS or not [line for line in findings if "-packages" not in line], "nothing of Python's own is a network"


def test_the_files_are_many() -> None:
    """A machine with this Python alone has some 2,000; those that the folders share count once."""
    assert sum(map(len, files().values())) > (0 if FOLDERS else 1_000)
