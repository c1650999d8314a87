"""Comments that silence findings: flake8's `noqa` in the command, `disable-file` everywhere, and unused ones."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from flake8.processor import FileProcessor
from flake8.style_guide import Violation
from hypothesis import given, settings
from hypothesis import strategies as st

from lint_plugin.suppressions.noqa import Noqa
from tests.command import run
from tests.conftest import Check, Tree
from tests.test_command import LEFTOVER

FLAKE8_OPTIONS = argparse.Namespace(
    hang_closing=False,
    indent_size=4,
    max_line_length=79,
    max_doc_length=None,
    verbose=0,
    disable_noqa=False,
    stdin_display_name="stdin",
)
NOQA_COMMENTS = [
    *("# noqa", "#noqa", "#  noqa", "# NOQA", "# noqa:", "# noqa :MSP101", "# noqa MSP102", "# noqa:MSP", "## noqa"),
    *("# noqa: MSP101", "# noqa:MSP101", "# noqa:  MSP102", "# noqa: MSP102", "# noqa: msp101", "# noqa: MSP1"),
    *("# noqa: E501,MSP101", "# noqa: E501 MSP101", "# noqa: MSP102,,MSP101", "# noqa: MSP102 , MSP101"),
    *("# noqa: MSP101MSP102", "# noqa: MSP102: MSP101", "# noqa: E501 because of MSP101", "# noqa: because, MSP101"),
    *("# type: ignore # noqa: E501", "# noqa: E501 # noqa: MSP101", "# noqa: MSP102.MSP101", "# noqa:\tMSP101"),
    *("# flake8: noqa", "# flake8: noqa: MSP102", "# Flake8=NoQA", "# noqa-file", "# noqa: M", "# noqa: MSP10\u0661"),
]
PIECES = st.sampled_from(
    [
        *("x = 1", "y = (", ")", "z = '''", "'''", "a = \\", "b", "    c", "if d:", "f'''{", "}'''", ""),
        *(f"  {comment}" for comment in NOQA_COMMENTS if "flake8" not in comment.lower()),
        *(" # flake8: noqa", "'# noqa: MSP101'", "\x0c"),
    ]
)


def silenced_by_flake8(lines: list[str], number: int, code: str) -> bool:
    """Ask flake8 itself, given the lines with their ends."""
    processor = FileProcessor("net.py", FLAKE8_OPTIONS, lines=list(lines))
    if processor.should_ignore_file():
        return True
    joined = processor.noqa_line_for(number)
    text = lines[number - 1] if joined is None else joined  # as linecache would give it
    return Violation(code, "net.py", number, 1, "text", text).is_inline_ignored(False)


@settings(deadline=None, max_examples=400)
@given(st.lists(st.lists(PIECES, max_size=3).map("".join), min_size=1, max_size=6))
def test_noqa_is_read_as_flake8_reads_it(lines: list[str]) -> None:
    ended = [f"{line}\n" for line in lines]
    noqa = Noqa(lines)
    for number in range(1, len(lines) + 1):
        for code in ("MSP101", "MSP207"):
            assert noqa.silences(number, code) == silenced_by_flake8(ended, number, code), (number, code)


def test_a_comment_ends_with_its_line() -> None:
    lines = ["x = 1  # noqa:", "x1 = 2"]  # what begins the second line looks like a code
    assert Noqa(lines).silences(1, "MSP101") and silenced_by_flake8([f"{line}\n" for line in lines], 1, "MSP101")


def test_flake8_and_the_command_report_the_same_lines(tree: Tree) -> None:
    root = tree(
        {f"net{n}.py": LEFTOVER.replace("(self, x):", f"(self, x):  {text}") for n, text in enumerate(NOQA_COMMENTS)}
        | {f"top{n}.py": f"{text}\n{LEFTOVER}" for n, text in enumerate(NOQA_COMMENTS)}
    )
    command = [sys.executable, "-m", "flake8", "--isolated", "--select=MSP", "--format=%(path)s:%(row)d", "."]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120, check=False)
    expected = {os.path.normpath(line) for line in done.stdout.splitlines()}
    ours = {f"{f['path']}:{f['line']}" for f in json.loads(run("--output-format=json", cwd=root).stdout)}
    assert ours == expected
    assert 0 < len(expected) < len(NOQA_COMMENTS) * 2


@pytest.mark.parametrize(
    "comment",
    [
        "# mindspore-lint: disable-file=MSP101",
        "# mindspore-lint: disable-file=MSP101 torch's own module, kept on purpose",
        "# mindspore-lint: disable-file=MSP104,MSP101 reason",
        "# mindspore-lint: disable-file = MSP104 , MSP101",
        "# mindspore-lint: disable-file=MSP104 MSP101 reason",
        "# mindspore-lint: disable-file=forward-in-cell",
        "# mindspore-lint: disable-file=msp1",
        "#mindspore-lint:disable-file=MSP101",
        "# pylint: disable=all  # mindspore-lint: disable-file=MSP101",
    ],
)
@pytest.mark.parametrize("place", ["first", "line", "last"])
def test_disable_file_silences_the_code_in_the_whole_file(check: Check, comment: str, place: str) -> None:
    texts = {
        "first": f"{comment}\n{LEFTOVER}",
        "line": LEFTOVER.replace("(self, x):", f"(self, x):  {comment}"),
        "last": f"{LEFTOVER}    {comment}",
    }
    assert check(texts[place]) == []


@pytest.mark.parametrize(
    "text",
    [
        "# mindspore-lint: disable-file=MSP104\n",
        "'# mindspore-lint: disable-file=MSP101'\n",
        '"""\n# mindspore-lint: disable-file=MSP101\n"""\n',
        "# mindspore-lint: disable-file\n",
        "# mindspore-lint: disable-file=MSP999\n",
        "# mindspore-lint: disable-file=MSP104 not MSP101\n",
        "# mindspore-lint: disable-file=M\n",
    ],
)
def test_disable_file_silences_nothing_else(check: Check, text: str) -> None:
    assert [finding.code for finding in check(text + LEFTOVER)] == ["MSP101"]


HOSTS = {
    "command": ["lint_plugin"],
    "flake8": ["flake8", "--isolated", "--select=MSP"],
    "pylint": [
        "pylint",
        "--rcfile=",
        "--load-plugins=lint_plugin",
        "--disable=all",
        "--enable=forward-in-cell,buffers-call-on-cell",
    ],
}


PLACES = '''\
from mindspore import nn


class A(nn.Cell):
    def forward(self, x):  # mindspore-lint: disable=MSP101 called by torch's code
        return x


class B(nn.Cell):
    # mindspore-lint: disable-next=forward-in-cell

    # what it does
    def forward(self, x):
        return x


class C(nn.Cell):
    # mindspore-lint: disable=MSP1
    def forward(self, x):
        return self.buffers()

    # mindspore-lint: enable=MSP1
    def other(self, x):
        return self.buffers()  # 24


class D(nn.Cell):
    def forward(self, x):  # 28
        # mindspore-lint: disable=MSP103
        if x:
            self.buffers()
        return self.buffers()

    def construct_again(self, x):
        return self.buffers()  # 35


text = """
""" + str(A().buffers())  # mindspore-lint: disable=MSP103
text = str(A().buffers()) + \\
    str(A().buffers())  # mindspore-lint: disable=MSP103
A().buffers()  # 42
# mindspore-lint: disable-next=MSP104
A().buffers()  # 44
'''


@pytest.mark.parametrize("host", HOSTS)
def test_comments_on_lines_hold_in_every_front_end(tree: Tree, host: str) -> None:
    wanted = [number for number, line in enumerate(PLACES.splitlines(), start=1) if line.endswith(f"# {number}")]
    root = tree({"net.py": PLACES})
    command = [sys.executable, "-m", *HOSTS[host], "net.py"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120, check=False)
    found = [int(line.split(":")[1]) for line in done.stdout.splitlines() if line.startswith("net.py:")]
    assert sorted(set(found)) == wanted and len(wanted) == 5, done.stdout + done.stderr


@pytest.mark.parametrize("host", HOSTS)
def test_disable_file_holds_in_every_front_end(tree: Tree, host: str) -> None:
    root = tree({"off.py": f"# mindspore-lint: disable-file=MSP101 why\n{LEFTOVER}", "on.py": LEFTOVER})
    command = [sys.executable, "-m", *HOSTS[host], "off.py", "on.py"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120, check=False)
    found = [line for line in done.stdout.splitlines() if "Net.forward" in line]
    assert [line.split(":")[:2] for line in found] == [["on.py", "5"]], done.stdout + done.stderr


@pytest.mark.parametrize(
    ("comment", "column", "words"),
    [
        ("# mindspore-lint: disable-file=MSP999,MSP101", 32, "'MSP999'"),
        ("# mindspore-lint: disable-file=MSP101, forward", 40, "'forward'"),
        ("# mindspore-lint: disable-file=", 1, "names no rule"),
        ("# mindspore-lint: disable-file MSP101", 1, "names no rule"),
        ("# mindspore-lint: disabled=MSP101", 1, "disable=CODE"),
        ("x = 1  # mindspore-lint: MSP101", 8, "disable=CODE"),
        ("x = 1  # mindspore-lint: disable", 8, "'disable' names no rule"),
        ("# mindspore-lint: enable=MSP101", 26, "'MSP101' isn't disabled here"),
    ],
)
def test_malformed_comment_is_a_note_on_stderr(tree: Tree, comment: str, column: int, words: str) -> None:
    done = run("net.py", cwd=tree({"net.py": f"{comment}\n"}))
    assert done.returncode == 0
    (note,) = done.stderr.splitlines()
    assert note.startswith(f"mindspore-lint: net.py:1:{column}: ") and words in note


def unused(root: Path, *arguments: str) -> list[tuple[int, int, str]]:
    """Return line, column and message of each unused suppression that the command reports."""
    done = run("--output-format=json", "--report-unused-suppressions", *arguments, cwd=root)
    assert done.returncode in (0, 1), done.stderr
    return [(f["line"], f["column"], f["message"]) for f in json.loads(done.stdout) if f["code"] == "MSP001"]


@pytest.mark.parametrize(
    "text",
    [
        LEFTOVER.replace("(self, x):", "(self, x):  # noqa: MSP101"),
        LEFTOVER.replace("(self, x):", "(self, x):  # noqa: E501, MSP1"),
        f"# mindspore-lint: disable-file=MSP101\n{LEFTOVER}",
        f"# mindspore-lint: disable-file=MSP1\n{LEFTOVER}",
        "x = 1  # noqa\n",
        "x = 1  # noqa: E501,W291\n",
        "x = 1  # noqa: MSP\n",
        "x = '# noqa: MSP101'\n",
        '"""Says\n# noqa: MSP101\n"""\n',
        "# flake8: noqa\nx = 1  # noqa: MSP101\n",
    ],
)
def test_comment_that_is_used_blanket_or_anothers_is_not_reported(tree: Tree, text: str) -> None:
    assert unused(tree({"net.py": text})) == []


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("x = 1  # noqa: MSP101\n", (1, 16), "MSP101"),
        ("x = 1  # noqa: E501,MSP1\n", (1, 21), "MSP1 reports nothing"),
        ("x = 1  # noqa: MSP999\n", (1, 16), "unknown rule code MSP999"),
        ("# mindspore-lint: disable-file=MSP101 why\n", (1, 32), "MSP101"),
        ("# mindspore-lint: disable-file=forward-in-cell\n", (1, 32), "forward-in-cell"),
        ("x = 1  # mindspore-lint: disable=MSP101\n", (1, 34), "nothing there; remove it from 'disable'"),
        ("# mindspore-lint: disable-next=MSP101\nx = 1\n", (1, 32), "remove it from 'disable-next'"),
        ("# mindspore-lint: disable=MSP101\n\n# mindspore-lint: enable=MSP101\n", (1, 27), "'disable'"),
        (LEFTOVER.replace("(self, x):", "(self, x):  # noqa: msp101, MSP101"), (5, 36), "write MSP101"),
        (LEFTOVER.replace("(self, x):", "(self, x):  # noqa: MSP101 # noqa: MSP101"), (5, 51), "MSP101"),
        (LEFTOVER.replace("return x", "return x  # noqa: MSP101") + "\n# noqa\n", (6, 27), "MSP101"),
    ],
)
def test_code_that_silences_nothing_is_reported_where_it_stands(
    tree: Tree, text: str, place: tuple[int, int], words: str
) -> None:
    ((line, column, message),) = unused(tree({"net.py": text}))
    assert (line, column) == place
    assert words in message


def test_noqa_under_a_disabled_file_is_unused_as_flake8_would_see_it(tree: Tree) -> None:
    silenced = LEFTOVER.replace("(self, x):", "(self, x):  # noqa: MSP101")
    ((line, _, _),) = unused(tree({"net.py": f"# mindspore-lint: disable-file=MSP101\n{silenced}"}))
    assert line == 6


def test_codes_of_rules_that_are_off_are_not_reported(tree: Tree) -> None:
    root = tree({"net.py": "# mindspore-lint: disable-file=MSP104\nx = 1  # noqa: MSP104, MSP1\n"})
    assert len(unused(root)) == 3
    assert unused(root, "--mindspore-version=2.6") == []
    assert unused(root, "--ignore=MSP104") == []
    assert unused(root, "--select=MSP101") == []


def test_unused_suppressions_are_reported_only_when_asked_for_and_fail_the_run(tree: Tree) -> None:
    root = tree({"net.py": "x = 1  # noqa: MSP101\n"})
    assert run(cwd=root).returncode == 0
    done = run("--report-unused-suppressions", cwd=root)
    assert done.returncode == 1
    assert done.stdout.startswith("net.py:1:16: MSP001 ")


@pytest.mark.parametrize("name", ["sarif", "gitlab", "junit", "github"])
def test_unused_suppressions_stand_in_every_format(tree: Tree, name: str) -> None:
    root = tree({"net.py": "x = 1  # noqa: MSP101\n"})
    assert "MSP001" in run("--report-unused-suppressions", "--output-format", name, cwd=root).stdout
