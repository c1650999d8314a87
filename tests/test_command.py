"""The command `mindspore-lint`: what it is given, what it prints, and how it ends."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lint_plugin.command.cli import main
from tests.command import run, start
from tests.conftest import Tree

LEFTOVER = """\
from mindspore import nn


class Net(nn.Cell):
    def forward(self, x):
        return x
"""
CLEAN = LEFTOVER.replace("forward", "construct")


def test_finding_is_one_line_and_the_exit_status_is_1(tree: Tree) -> None:
    root = tree({"pkg/net.py": LEFTOVER, "pkg/clean.py": CLEAN})
    done = start(cwd=root)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"{os.path.join('pkg', 'net.py')}:5:9: MSP101 ")
    assert "'Net.forward'" in line and "construct" in line and "https://www.mindspore.cn/" in line


def test_nothing_found_prints_nothing_and_exits_with_0(tree: Tree) -> None:
    done = start(cwd=tree({"clean.py": CLEAN}))
    assert (done.returncode, done.stdout) == (0, "")


def test_json_has_the_documented_keys(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER})
    (finding,) = json.loads(run("--output-format", "json", "net.py", cwd=root).stdout)
    position = {"line": 5, "column": 9, "end_line": 5, "end_column": 16}
    assert finding.items() >= {"path": "net.py", "code": "MSP101", "symbol": "forward-in-cell", **position}.items()
    assert finding["confidence"] == "high"
    assert finding["message"].endswith(f"({finding['url']})")


def test_json_of_a_clean_tree_is_an_empty_list(tree: Tree) -> None:
    assert json.loads(run("--output-format", "json", cwd=tree({"clean.py": CLEAN})).stdout) == []


def test_base_class_in_another_file_is_found_though_only_one_file_is_named(tree: Tree) -> None:
    root = tree({"pkg/__init__.py": "", "pkg/base.py": CLEAN.replace("construct", "other"), "pkg/net.py": """\
        from .base import Net

        class Child(Net):
            def forward(self, x):
                return x
    """})  # fmt: skip
    done = run(os.path.join("pkg", "net.py"), cwd=root)
    assert done.returncode == 1 and "'Child.forward'" in done.stdout


def test_standard_input_stands_where_its_name_says(tree: Tree) -> None:
    root = tree({"pkg/__init__.py": "", "pkg/base.py": CLEAN.replace("construct", "other")})
    text = b"from .base import Net\n\n\nclass Child(Net):\n    def forward(self, x):\n        return x\n"
    name = os.path.join("pkg", "unsaved.py")
    done = start("-", "--stdin-filename", name, cwd=root, text=text)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{name}:5:9: MSP101 ")
    assert start("-", cwd=root, text=text).stdout == ""  # without the name nobody knows what `.base` is


def test_select_ignore_and_extend_select(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER + "\n\nNet().buffers()\nlayer = nn.Conv2d(1, 1, 1)\n"})

    def codes(*arguments: str) -> list[str]:
        findings = json.loads(run("--output-format", "json", *arguments, cwd=root).stdout)
        return [finding["code"] for finding in findings]

    assert codes() == ["MSP101", "MSP103"]
    assert codes("--select", "MSP103") == ["MSP103"]
    assert codes("--select", "MSP1", "--ignore", "MSP103") == ["MSP101"]
    assert codes("--ignore", "MSP1", "--extend-select", "MSP101") == ["MSP101"]
    assert codes("--mindspore-version", "2.6") == ["MSP101"]
    assert codes("--mindspore-version", "2.6", "--extend-select", "MSP927") == ["MSP101", "MSP927"]


def test_findings_that_hold_only_below_a_version_are_counted_on_stderr(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER + "\n\nNet().buffers()\n"})
    done = run(cwd=root)
    (line,) = [line for line in done.stderr.splitlines() if "2.6" in line]
    assert "1 of 2" in line and "mindspore-version" in line
    assert "2.6" not in run("--mindspore-version", "2.5", cwd=root).stderr


def test_minimum_confidence_leaves_out_what_is_less_sure(tree: Tree) -> None:
    root = tree({"net.py": """\
        import mindspore
        from mindspore import nn

        def a(net: nn.Cell, unknown):
            net.buffers()
            unknown.register_buffer("mask", None)
            nn.Cell().buffers()
    """})  # fmt: skip

    def lines(level: str) -> list[int]:
        done = run("--output-format", "json", "--min-confidence", level, cwd=root)
        return [finding["line"] for finding in json.loads(done.stdout)]

    assert lines("guess") == [5, 6, 7]
    assert lines("inferred") == [5, 7]
    assert lines("high") == [7]


def test_exit_zero_and_statistics(tree: Tree) -> None:
    done = run("--exit-zero", "--statistics", cwd=tree({"net.py": LEFTOVER}))
    assert done.returncode == 0
    assert "1 MSP101 forward-in-cell" in done.stdout + done.stderr


def test_usual_folders_are_left_out_but_not_when_named(tree: Tree) -> None:
    root = tree({".venv/lib/net.py": LEFTOVER, "build/net.py": LEFTOVER, "pkg/net.py": LEFTOVER})
    assert len(run(cwd=root).stdout.splitlines()) == 1
    assert len(run(os.path.join("build", "net.py"), cwd=root).stdout.splitlines()) == 1


def test_excluded_patterns_replace_the_usual_ones(tree: Tree) -> None:
    root = tree({"build/net.py": LEFTOVER, "pkg/net.py": LEFTOVER})
    (line,) = run("--exclude", "pkg", cwd=root).stdout.splitlines()
    assert line.startswith("build")


@pytest.mark.parametrize("comment", ["# noqa", "# noqa: MSP101", "# noqa:E501,MSP1", "# NOQA : E501"])
def test_noqa_comment_silences_its_line(tree: Tree, comment: str) -> None:
    root = tree({"net.py": LEFTOVER.replace("(self, x):", f"(self, x):  {comment}")})
    assert run(cwd=root).returncode == 0


def test_noqa_comment_of_another_code_silences_nothing(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER.replace("(self, x):", "(self, x):  # noqa: E501")})
    assert run(cwd=root).returncode == 1


def test_file_level_noqa(tree: Tree) -> None:
    root = tree({"net.py": "# flake8: noqa\n" + LEFTOVER})
    assert run(cwd=root).returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-such-option"],
        ["--select", "E501"],
        ["--mindspore-version", "latest"],
        ["--mindspore-version", "0.7"],
        ["--min-confidence", "certain"],
        ["--output-format", "pdf"],
        ["--explain", "MSP999"],
    ],
)
def test_wrong_usage_exits_with_2_and_says_why_on_stderr(tree: Tree, arguments: list[str]) -> None:
    done = run(*arguments, cwd=tree({"net.py": LEFTOVER}))
    assert (done.returncode, done.stdout) == (2, "")
    assert arguments[-1] in done.stderr and "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 3, "the list of all options would hide what is wrong"


def test_path_that_does_not_exist_is_named_and_the_rest_is_checked(tree: Tree) -> None:
    done = start("nowhere.py", "net.py", cwd=tree({"net.py": LEFTOVER}))
    assert done.returncode == 2
    assert "nowhere.py" in done.stderr and "MSP101" in done.stdout


@pytest.mark.parametrize("name", ["MSP101", "msp101", "E8601", "forward-in-cell"])
def test_explain_prints_the_rule_by_code_or_symbol(tmp_path: Path, name: str) -> None:
    done = run("--explain", name, cwd=tmp_path)
    assert done.returncode == 0
    for heading in ("What it reports", "Why it is wrong", "Example", "Instead", "Exceptions", "References"):
        assert heading in done.stdout


def test_rule_list_has_a_line_for_each_rule(tmp_path: Path) -> None:
    lines = run("--list-rules", cwd=tmp_path).stdout.splitlines()
    assert any(line.startswith("MSP101 E8601 forward-in-cell ") for line in lines)
    assert [line.split()[0] for line in lines] == sorted(line.split()[0] for line in lines)


def test_version_is_the_packages(tmp_path: Path) -> None:
    from lint_plugin import __version__

    assert start("--version", cwd=tmp_path).stdout.split() == ["mindspore-lint", __version__]


def test_file_that_python_cannot_decode_is_named_even_if_the_byte_stands_in_a_comment(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER})
    (root / "latin.py").write_bytes(LEFTOVER.encode() + b"# caf\xe9\n")
    done = start(cwd=root)
    assert done.returncode == 2
    assert "latin.py" in done.stderr and "utf-8" in done.stderr
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["net.py"]


def test_findings_stand_before_the_summary_where_both_go_into_one_stream(tree: Tree) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-m", "lint_plugin", "net.py"]
    root = tree({"net.py": LEFTOVER})
    done = subprocess.run(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == ["net.py", "mindspore-lint"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a POSIX shell, and a file that is always full")
@pytest.mark.parametrize(
    ("redirected", "arguments", "status"),
    [
        (">&-", "clean.py", 0),
        (">&-", "net.py", 1),
        (">&- 2>&-", "clean.py", 0),
        (">/dev/full", "clean.py", 0),
        (">/dev/full", "net.py", 2),
        (">/dev/full", "--explain MSP101", 2),
        (">/dev/full 2>/dev/full", "clean.py", 0),
        (">/dev/full 2>/dev/full", "net.py", 2),
        (">/dev/full 2>/dev/full", "--select E501", 2),
        (">/dev/full 2>/dev/full", "absent.py", 2),
    ],
)
def test_exit_status_where_standard_output_is_closed_or_full(
    tree: Tree, redirected: str, arguments: str, status: int
) -> None:
    command = f'"{sys.executable}" -m lint_plugin {arguments} {redirected}'
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=tree({"net.py": LEFTOVER, "clean.py": CLEAN}),
        env=environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (status, False)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_closed_stderr_leaves_standard_output_as_it_is(tree: Tree) -> None:
    command = f'"{sys.executable}" -m lint_plugin --output-format json net.py 2>&-'
    root = tree({"net.py": LEFTOVER})
    done = subprocess.run(["/bin/sh", "-c", command], cwd=root, stdout=subprocess.PIPE, check=False)
    assert (done.returncode, len(json.loads(done.stdout))) == (1, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_standard_input_that_is_closed_is_named_and_the_files_are_checked(tree: Tree) -> None:
    command = f'"{sys.executable}" -m lint_plugin --stdin-filename text.py - net.py <&-'
    root = tree({"net.py": LEFTOVER})
    done = subprocess.run(["/bin/sh", "-c", command], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout.startswith("net.py:5:9: MSP101")
    assert done.stderr.startswith("mindspore-lint: text.py: Bad file descriptor\n")


def test_a_run_that_finds_no_python_files_says_so(tree: Tree) -> None:
    root = tree({"notes.md": "", "build/net.py": LEFTOVER})
    done = run(cwd=root)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "mindspore-lint: warning: no Python files found under the given paths\n"
    assert run("--force-exclude", "build/net.py", cwd=root).stderr == done.stderr


def test_the_summary_counts_the_files_that_were_parsed_in_part(tree: Tree) -> None:
    unread = f"\n\ndef unread():\n    text = '{'long ' * 1000}'\n    def (\n"
    filler = f"\n\ndef filler():\n    text = '{'long ' * 1000}'\n"
    root = tree(
        {"found.py": LEFTOVER, "cut.py": LEFTOVER + unread, "whole.py": LEFTOVER + "\n\nx = '" + "y" * 5000 + "'\n"}
    )
    assert "3 findings in 3 of 3 files; 1 parsed in part; [*]" in run(cwd=root).stderr
    (root / "unasked.py").write_text(filler)
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": filler}
    notebook = {"cells": [cell], "metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}
    (root / "unasked.ipynb").write_text(json.dumps(notebook))
    assert "3 findings in 3 of 5 files; 3 parsed in part; [*]" in run(cwd=root).stderr
    cell["source"] = LEFTOVER + filler
    (root / "unasked.ipynb").write_text(json.dumps(notebook))
    assert "4 findings in 4 of 5 files; 2 parsed in part; [*]" in run(cwd=root).stderr
    fixed = run("--fix", "--unfixable=MSP", cwd=root).stderr
    assert "4 findings in 4 of 5 files; 2 parsed in part" in fixed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has shorter paths")
def test_output_goes_into_a_file_whose_name_is_as_long_as_a_name_may_be(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER})
    name = "r" * 250
    assert start("--output-file", name, "net.py", cwd=root).returncode == 1
    assert (root / name).read_text().startswith("net.py:5:9: MSP101")
    assert sorted(path.name for path in root.iterdir()) == ["net.py", "pyproject.toml", name]


@pytest.mark.parametrize("error", [errno.EBUSY, errno.EXDEV])
def test_output_goes_into_a_file_that_cannot_be_replaced(
    tree: Tree, error: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:  # as where the file is mounted by itself
        raise OSError(error, os.strerror(error))

    root = tree({"net.py": LEFTOVER, "report.txt": "before"})
    monkeypatch.setattr(os, "replace", refused)
    assert main(["--output-file", str(root / "report.txt"), str(root / "net.py")]) == 1
    assert "MSP101" in (root / "report.txt").read_text()
    assert sorted(path.name for path in root.iterdir()) == ["net.py", "pyproject.toml", "report.txt"]
