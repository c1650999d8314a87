"""Every file of the standard library and of what is installed: no crash, no file that takes long.

MINDSPORE_LINT_SCAN names the folders to read, separated as in PATH, instead of this Python's own; findings go to the
file that MINDSPORE_LINT_FINDINGS names, for someone to judge.
"""

from __future__ import annotations

import os
import sysconfig
import time
from pathlib import Path

import pytest

from lint_plugin import source
from lint_plugin.engine import Engine
from lint_plugin.settings import Settings

LONGEST = 1.0
"""Seconds of CPU for one file."""
FOLDERS = os.environ.get("MINDSPORE_LINT_SCAN", "").split(os.pathsep)
FINDINGS = os.environ.get("MINDSPORE_LINT_FINDINGS", os.devnull)


def folders() -> list[str]:
    paths = sysconfig.get_paths()
    return [folder for folder in FOLDERS if folder] or sorted({paths["stdlib"], paths["purelib"], paths["platlib"]})


def seconds(engine: Engine, path: Path, findings: list[str]) -> float:
    """Check a file; return the time it took, of this process's CPU."""
    try:
        text = source.read(str(path))
    except source.SourceError:
        return 0.0
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
    files = sorted(Path(folder).rglob("*.py"))
    assert files
    for path in files:
        if seconds(engine, path, findings) > LONGEST and seconds(Engine(Settings()), path, []) > LONGEST:
            slow.append(str(path))
    with open(FINDINGS, "a", encoding="utf-8", errors="backslashreplace") as file:
        file.writelines(f"{line}\n" for line in findings)
    assert not slow
