"""What is printed while a run goes on: findings as they are made, and a bar on a terminal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lint_plugin.command.progress import Bar
from tests.command import run
from tests.conftest import Tree
from tests.test_command import CLEAN, LEFTOVER

REPOSITORY = Path(__file__).parent.parent
ON_TERMINALS = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

AT_ONCE = """
import sys
from lint_plugin.command import cli, progress
progress._AFTER = progress._EVERY = 0
sys.argv = ["mindspore-lint", *sys.argv[1:]]
cli.run()
"""
"""The command with a bar that doesn't wait for a second to pass."""

STEP_BY_STEP = """
import os, sys, time
from lint_plugin.command import checking, cli
check = checking.Checker.check
def wait(self, task, *more):
    while task.path == "b.py" and not os.path.exists("seen"):
        time.sleep(0.01)
    return check(self, task, *more)
checking.Checker.check = wait
sys.argv = ["mindspore-lint", *sys.argv[1:]]
cli.run()
"""
"""The command, which checks `b.py` when there is a file `seen`."""


def on_terminal(*arguments: str, cwd: Path, out: int | None = None, **environment: str) -> str:
    """Return what a terminal gets of the command; its standard output goes there, too, if nowhere else."""
    import pty  # not on Windows

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", AT_ONCE, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "TERM": "xterm", **environment},
        stdin=theirs,
        stdout=theirs if out is None else out,
        stderr=theirs,
    )
    os.close(theirs)
    text = b""
    try:
        while part := os.read(ours, 65536):
            text += part
    except OSError:  # how Linux says that nobody writes there any more
        pass
    os.close(ours)
    process.wait(timeout=60)
    return text.decode()


def as_seen(text: str) -> list[str]:
    """Return the lines that a terminal shows of a text with carriage returns."""
    lines = []
    for line in text.replace("\r\n", "\n").split("\n"):
        shown = ""
        for part in line.split("\r"):
            shown = part + shown[len(part) :]
        lines.append(shown.rstrip())
    return lines


@ON_TERMINALS
def test_a_bar_tells_how_far_a_run_has_come_and_is_gone_at_its_end(tree: Tree) -> None:
    root = tree({"a.py": CLEAN, "b.py": LEFTOVER, "c.py": CLEAN, "d.py": LEFTOVER})
    text = on_terminal("--output-format=concise", "--color=never", cwd=root)
    assert all(f"] {done}/4" in text for done in (1, 2, 3, 4)) and "####" in text
    assert as_seen(text) == [
        *run("--output-format=concise", cwd=root).stdout.splitlines(),
        *run("--output-format=concise", cwd=root).stderr.splitlines(),
        "",
    ]


@ON_TERMINALS
@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_fixing_has_a_bar_too(tree: Tree, option: str) -> None:
    text = on_terminal(option, "--color=never", cwd=tree({"a.py": LEFTOVER, "b.py": CLEAN}))
    assert "] 2/2" in text and not any("] 2/2" in line for line in as_seen(text))


@ON_TERMINALS
def test_no_bar_where_it_is_not_wanted_or_seen(tree: Tree, tmp_path: Path) -> None:
    root = tree({"a.py": LEFTOVER})
    assert "1/1" not in on_terminal("--quiet", cwd=root)
    assert "1/1" not in on_terminal(cwd=root, TERM="dumb")
    with open(tmp_path / "out", "w", encoding="utf-8") as file:
        assert "1/1" not in on_terminal(cwd=root, out=file.fileno())


def test_no_bar_in_a_run_of_less_than_a_second() -> None:
    import time

    stream = io.StringIO()
    Bar(stream, time.perf_counter() + 60).done(1, 2)
    assert stream.getvalue() == ""


def test_findings_of_a_file_are_printed_before_the_next_is_checked(tree: Tree) -> None:
    root = tree({"a.py": LEFTOVER, "b.py": LEFTOVER})
    command = [sys.executable, "-c", STEP_BY_STEP, "--output-format=full"]
    with subprocess.Popen(
        command, cwd=root, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first.startswith("a.py:5:9: MSP101") and process.poll() is None
        (root / "seen").touch()
        rest = process.stdout.read()
    assert first + rest == run("--output-format=full", cwd=root).stdout


@pytest.mark.parametrize("name", ["azure", "concise", "full", "github", "grouped"])
def test_what_is_printed_file_by_file_is_what_a_file_is_given(tree: Tree, name: str) -> None:
    root = tree({"b.py": LEFTOVER, "a/b.py": LEFTOVER * 2, "a.py": CLEAN, "c.py": LEFTOVER, "d.py": "def ("})
    written = root / "written"
    run(f"--output-format={name}", f"--output-file={written}", cwd=root)
    assert run(f"--output-format={name}", "c.py", ".", cwd=root).stdout == written.read_text()
