"""The baseline: what is known doesn't fail the gate, what is new does, wherever lines, folders and files have gone."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import run, start
from tests.conftest import Tree
from tests.test_command import CLEAN, LEFTOVER

BUFFERS = """\
from mindspore import nn


class Net(nn.Cell):
    def forward(self, x):
        self.register_buffer("a", x)
        return self.buffers()
"""


def write(root: Path, *arguments: str) -> str:
    """Write the baseline of a folder, and return its text."""
    done = run("--write-baseline", "baseline.json", *arguments, cwd=root)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return (root / "baseline.json").read_text(encoding="utf-8")


def new(root: Path, *arguments: str, cwd: Path | None = None) -> list[str]:
    """Return the findings that the baseline doesn't know, as `file:line: CODE`."""
    done = run("--baseline", str(root / "baseline.json"), "--output-format=json", *arguments, cwd=cwd or root)
    findings = [f"{Path(f['path']).name}:{f['line']}: {f['code']}" for f in json.loads(done.stdout)]
    assert done.returncode == bool(findings), done.stderr
    return findings


def test_known_findings_are_not_printed_and_do_not_fail_the_gate(tree: Tree) -> None:
    root = tree({"pkg/net.py": BUFFERS})
    write(root)
    done = run("--baseline", "baseline.json", cwd=root)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "mindspore-lint: no findings in 1 file; 3 in the baseline not shown\n"


def test_new_finding_fails_the_gate(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER})
    write(root)
    tree({"net.py": LEFTOVER + "\n    def parts(self):\n        return self.buffers()\n", "second.py": LEFTOVER})
    assert new(root) == ["net.py:9: MSP103", "second.py:5: MSP101"]


def test_moved_and_reindented_lines_are_known(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER})
    write(root)
    indented = "".join(f"    {line}\n" if line else "\n" for line in LEFTOVER.splitlines())
    tree({"net.py": f"# one\n# two\nif True:\n{indented}"})
    assert new(root) == []


def test_mending_one_finding_makes_no_new_ones_of_the_others(tree: Tree) -> None:
    root = tree({"net.py": BUFFERS})
    write(root)
    tree({"net.py": BUFFERS.replace("forward", "construct")})
    assert new(root) == []


def test_of_equal_findings_those_beyond_the_known_number_are_new(tree: Tree) -> None:
    call = "        self.buffers()\n"
    root = tree({"net.py": CLEAN + call + call})
    write(root)
    tree({"net.py": CLEAN + call})
    assert new(root) == []
    tree({"net.py": CLEAN + call * 3})
    assert new(root) == ["net.py:9: MSP103"]


def test_equal_line_in_another_class_is_new(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER})
    write(root)
    tree({"net.py": LEFTOVER.replace("Net", "First") + LEFTOVER.partition("nn\n")[2]})
    assert new(root) == ["net.py:5: MSP101"]


def test_changed_line_and_other_code_are_new(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER})
    write(root)
    tree({"net.py": LEFTOVER.replace("(self, x)", "(self, x, y)")})
    assert new(root) == ["net.py:5: MSP101"]


def test_moved_folder_and_other_working_folder_change_nothing(tree: Tree, tmp_path: Path) -> None:
    root = tree({"here/pkg/net.py": LEFTOVER, "here/pkg/second.py": BUFFERS}) / "here"
    text = write(root, "pkg")
    assert '"pkg/net.py"' in text and str(tmp_path) not in text
    moved = tmp_path / "there" / "deeper"
    moved.parent.mkdir()
    shutil.move(root, moved)
    assert new(moved, "pkg") == []
    assert new(moved, "net.py", "second.py", cwd=moved / "pkg") == []
    assert new(moved, str(moved), cwd=tmp_path) == []
    (tmp_path / "link").symlink_to(moved)
    assert new(tmp_path / "link", str(tmp_path / "link" / "pkg")) == []


def test_fixed_findings_drop_out_at_the_next_write(tree: Tree) -> None:
    root = tree({"net.py": BUFFERS, "second.py": LEFTOVER, "third.py": LEFTOVER})
    write(root)
    tree({"net.py": CLEAN, "second.py": LEFTOVER})
    (root / "third.py").unlink()
    done = run("--write-baseline", "baseline.json", cwd=root)
    assert done.stderr.startswith("mindspore-lint: wrote baseline baseline.json: 1 finding recorded, 4 removed\n")
    assert list(json.loads((root / "baseline.json").read_text(encoding="utf-8"))["findings"]) == ["second.py"]


def test_writing_keeps_what_the_run_did_not_look_at(tree: Tree) -> None:
    root = tree({"net.py": BUFFERS, "second.py": LEFTOVER})
    text = write(root)
    assert write(root, "second.py") == text
    assert write(root, "--select=MSP101") == text
    tree({"net.py": "def broken(:\n"})
    assert run("--write-baseline", "baseline.json", cwd=root).returncode == 2
    assert (root / "baseline.json").read_text(encoding="utf-8") == text


def test_writing_again_gives_the_same_text_an_entry_a_line(tree: Tree) -> None:
    root = tree({"b.py": BUFFERS, "a.py": LEFTOVER.replace("Net", "网络")})
    text = write(root)
    assert write(root) == text
    assert text.splitlines() == [
        "{",
        ' "tool": "mindspore-lint",',
        ' "version": 1,',
        ' "findings": {',
        '  "a.py": [',
        '   {"code": "MSP101", "class": "网络", "line": "def forward(self, x):", "count": 1}',
        "  ],",
        '  "b.py": [',
        '   {"code": "MSP101", "class": "Net", "line": "def forward(self, x):", "count": 1},',
        '   {"code": "MSP103", "class": "Net", "line": "return self.buffers()", "count": 1},',
        '   {"code": "MSP104", "class": "Net", "line": "self.register_buffer(\\"a\\", x)", "count": 1}',
        "  ]",
        " }",
        "}",
    ]


def test_baseline_of_a_clean_tree_is_valid_and_empty(tree: Tree) -> None:
    root = tree({"net.py": CLEAN})
    assert json.loads(write(root))["findings"] == {}
    tree({"net.py": LEFTOVER})
    assert new(root) == ["net.py:5: MSP101"]


NOT_OURS = {
    "empty": "",
    "no JSON": "{",
    "conflict": '{\n<<<<<<< HEAD\n "tool": "mindspore-lint"\n=======\n>>>>>>> other\n}',
    "a list": "[]",
    "another tool's": '{"version": 1, "findings": {}}',
    "newer": '{"tool": "mindspore-lint", "version": 2, "findings": {}}',
    "no findings": '{"tool": "mindspore-lint", "version": 1}',
    "findings a list": '{"tool": "mindspore-lint", "version": 1, "findings": []}',
    "no code": '{"tool": "mindspore-lint", "version": 1, "findings": {"a.py": '
    '[{"class": "", "line": "", "count": 1}]}}',
    "count 0": '{"tool": "mindspore-lint", "version": 1, "findings": {"a.py": '
    '[{"code": "MSP101", "class": "", "line": "", "count": 0}]}}',
    "count true": '{"tool": "mindspore-lint", "version": 1, "findings": {"a.py": '
    '[{"code": "MSP101", "class": "", "line": "", "count": true}]}}',
    "entry null": '{"tool": "mindspore-lint", "version": 1, "findings": {"a.py": [null]}}',
    "no text": "\ud800",
}


@pytest.mark.parametrize("option", ["--baseline", "--write-baseline"])
@pytest.mark.parametrize("text", NOT_OURS.values(), ids=NOT_OURS)
def test_foreign_or_damaged_baseline_is_an_error_and_stays_as_it_is(tree: Tree, text: str, option: str) -> None:
    root = tree({"net.py": LEFTOVER})
    path = root / "baseline.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    done = run(option, "baseline.json", cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert (
        line.startswith("mindspore-lint: baseline.json: ")
        and "baseline" in line[len("mindspore-lint: baseline.json") :]
    )
    assert path.read_bytes() == text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    ("option", "target"),
    [("--baseline", "absent.json"), ("--baseline", "."), ("--write-baseline", "."), ("--write-baseline", "no/b.json")],
)
def test_baseline_that_cannot_be_read_or_written_is_an_error(tree: Tree, option: str, target: str) -> None:
    done = run(option, target, cwd=tree({"net.py": LEFTOVER}))
    assert done.returncode == 2
    assert done.stderr.startswith(f"mindspore-lint: {target}: ") and "Traceback" not in done.stderr


def test_entry_that_a_merge_left_twice_counts_twice(tree: Tree) -> None:
    call = "        self.buffers()\n"
    root = tree({"net.py": CLEAN + call})
    data = json.loads(write(root))
    data["findings"]["net.py"] *= 2
    (root / "baseline.json").write_text(json.dumps(data), encoding="utf-8")
    tree({"net.py": CLEAN + call + call})
    assert new(root) == []


def test_message_language_and_version_make_no_finding_new(tree: Tree) -> None:
    root = tree({"net.py": BUFFERS})
    write(root, "--mindspore-version=2.0")
    assert new(root, "--mindspore-version=1.10") == []


SPECIAL: dict[str, Callable[[Path], object]] = {
    "a FIFO": os.mkfifo,
    "a device without an end": lambda path: path.symlink_to("/dev/zero"),
    "a device that is full": lambda path: path.symlink_to("/dev/full"),
    "sparse and large": lambda path: path.touch() or os.truncate(path, 5_000_000_000),
}
"""What a file is -> what makes it."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither FIFOs nor /dev")
@pytest.mark.parametrize("option", ["--baseline", "--write-baseline"])
@pytest.mark.parametrize("kind", SPECIAL)
def test_a_baseline_is_a_regular_file_of_a_bounded_size(tree: Tree, option: str, kind: str) -> None:
    root = tree({"net.py": LEFTOVER})
    SPECIAL[kind](root / "baseline.json")
    done = start(option, "baseline.json", cwd=root, megabytes=1_000)
    assert (done.returncode, done.stdout) == (2, "")
    reason = "larger than 32,000,000 bytes: left out" if kind.startswith("sparse") else "not a regular file"
    assert done.stderr == f"mindspore-lint: baseline.json: {reason}\n"
