"""Input that can't be checked, or is made to hang or to fool: each file is named, the others are checked."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lint_plugin.source import MAX_BYTES
from tests.conftest import Check, Tree, places
from tests.test_command import CLEAN, LEFTOVER, run

UNREADABLE: dict[str, Callable[[Path], object]] = {
    "syntax.py": lambda path: path.write_text(LEFTOVER + "def (\n"),
    "latin.py": lambda path: path.write_bytes(LEFTOVER.encode() + b"x = '\xe9'\n"),
    "latin_comment.py": lambda path: path.write_bytes(LEFTOVER.encode() + b"# caf\xe9\n"),
    "unknown_encoding.py": lambda path: path.write_bytes(b"# coding: klingon\n" + LEFTOVER.encode()),
    "null.py": lambda path: path.write_bytes(LEFTOVER.encode() + b"\0"),
    "brackets.py": lambda path: path.write_text(LEFTOVER + "x = " + "(" * 2000 + ")" * 2000 + "\n"),
    "minus.py": lambda path: path.write_text(LEFTOVER + "x = " + "-" * 50_000 + "1\n"),
    "large.py": lambda path: path.write_bytes(LEFTOVER.encode() + b"#" * MAX_BYTES),
    "dangling.py": lambda path: path.symlink_to("nowhere"),
    "loop.py": lambda path: path.symlink_to("loop.py"),
    "fifo.py": os.mkfifo,
    "device.py": lambda path: path.symlink_to("/dev/zero"),
}
"""File -> what makes it."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither FIFOs nor /dev, and few may make links")
def test_each_file_that_cannot_be_checked_is_named_once_and_the_others_are_checked(tree: Tree) -> None:
    root = tree({"good.py": LEFTOVER, "folder.py/inside.py": LEFTOVER})
    for name, make in UNREADABLE.items():
        make(root / name)
    done = run(cwd=root)
    assert done.returncode == 2
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        os.path.join("folder.py", "inside.py"),
        "good.py",
    ]
    named = [line.split(": ")[1].partition(":")[0] for line in done.stderr.splitlines() if ".py" in line]
    assert named == sorted(UNREADABLE)
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="few may make links on Windows")
def test_links_out_of_the_tree_and_in_circles_are_not_followed(tree: Tree) -> None:
    root = tree({"inside/net.py": LEFTOVER, "outside/net.py": LEFTOVER})
    (root / "inside" / "again").symlink_to(".")
    (root / "inside" / "out").symlink_to(root / "outside")
    assert len(run("inside", cwd=root).stdout.splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse file names that are no text")
@pytest.mark.parametrize("output_format", ["text", "json", "sarif", "junit", "github", "gitlab"])
def test_file_names_that_are_no_text_are_printed_in_every_format(tree: Tree, output_format: str) -> None:
    root = tree({"good.py": LEFTOVER})
    Path(os.fsdecode(os.fsencode(root) + b"/sur\xff.py")).write_text(LEFTOVER)
    done = run("--output-format", output_format, cwd=root)
    assert done.returncode == 1
    assert done.stdout.count("MSP101") >= 2 and "Traceback" not in done.stderr


def test_a_file_that_vanishes_before_it_is_read_is_named(tree: Tree) -> None:
    from lint_plugin import source

    root = tree({})
    with pytest.raises(source.SourceError, match="No such file"):
        source.read(str(root / "gone.py"))


LONG: dict[str, str] = {
    "attributes": "net" + ".sub" * 30_000 + "\n",
    "sum": "x = " + " + ".join(["1"] * 30_000) + "\n",
    "calls": "x = net" + ".forward()" * 5_000 + "\n",
    "elif": "if a:\n    pass\n" + "elif b:\n    net.forward()\n" * 1_500,
    "statements": "net.forward()\n" * 30_000,
    "nested functions": "".join(f"{' ' * n}def f{n}():\n" for n in range(90)) + " " * 90 + "net.forward()\n",
    "classes": "".join(f"class C{n}(nn.Cell):\n    def forward(self): pass\n" for n in range(5_000)),
    "chain of classes": "".join(f"class C{n + 1}(C{n}):\n    def forward(self): pass\n" for n in range(3_000)).replace(
        "C0", "nn.Cell"
    ),
    "assertions": "assert a\n" * 30_000 + "net.forward()\n",
    "rebound name": "net = a\n" * 20_000 + "net.buffers()\n",
    "nested loops": "".join(f"{' ' * n}for x{n} in net:\n" for n in range(19)) + " " * 19 + "net = net.forward()\n",
    "containers": "x = []\n" + "x.append(nn.Cell())\n" * 5_000 + "x[0].forward()\n",
    "alternatives": "net = " + " if a else ".join(["nn.Cell()"] * 300) + "\nnet.forward()\n",
}
"""What is long or deep -> the text."""


@pytest.mark.parametrize("kind", LONG)
def test_long_and_deep_code_takes_bounded_time(tree: Tree, kind: str) -> None:
    root = tree({"long.py": "from mindspore import nn\n\nnet = nn.Cell()\n" + LONG[kind], "good.py": LEFTOVER})
    began = os.times()
    done = run(cwd=root)
    ended = os.times()  # the command is a child: its time is not this process's
    assert ended.children_user + ended.children_system - began.children_user - began.children_system < 30
    assert done.returncode in (1, 2)
    assert any(line.startswith("good.py:5:") for line in done.stdout.splitlines())
    assert "Traceback" not in done.stderr and "internal error" not in done.stderr


def test_a_class_at_the_end_of_many_files_is_found(check: Check) -> None:
    files = {f"pkg/m{n}.py": f"from .m{n + 1} import Base\n" for n in range(15)}
    files |= {"pkg/__init__.py": "", "pkg/m15.py": "from mindspore import nn\n\nclass Base(nn.Cell):\n    pass\n"}
    text = "from pkg.m0 import Base\n\nclass Net(Base):\n    def forward(self, x):\n        return x\n"
    assert places(check(text, files=files)) == [("MSP101", 4)]


def test_cycles_of_imports_end(check: Check) -> None:
    files = {f"pkg/m{n}.py": f"from .m{(n + 1) % 1000} import Base\n" for n in range(1000)} | {"pkg/__init__.py": ""}
    text = "from pkg.m0 import Base\n\nclass Net(Base):\n    def forward(self, x):\n        return x\n"
    assert check(text, files=files) == []


def test_star_imports_of_everything_by_everything_end(check: Check) -> None:
    every = "".join(f"from .m{n} import *\n" for n in range(60))
    files = {f"pkg/m{n}.py": every + f"class C{n}:\n    pass\n" for n in range(60)} | {"pkg/__init__.py": ""}
    files["pkg/base.py"] = every + "from mindspore import nn\n\nclass Base(nn.Cell):\n    pass\n"
    text = (
        "from pkg.m7 import *\nfrom pkg.base import Base\n\nclass Net(Base):\n    def forward(self, x):\n        pass\n"
    )
    assert places(check(text, files=files)) == [("MSP101", 5)]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda text: "\ufeff" + text, 5),
        (lambda text: text.replace("\n", "\r\n"), 5),
        (lambda text: text.replace("\n", "\r"), 5),
        (lambda text: "\f\n" + text, 6),
        (lambda text: text.replace("    def", "\tdef").replace("        return", "\t\treturn"), 5),
        (lambda text: text.replace("Net", "网络"), 5),
        (lambda text: text.replace("Net", "Ñẹť_שלום_مرحبا"), 5),
        (lambda text: "x = '\u2028\u2029\x85\x0b\x1c'\n" + text, 6),
    ],
    ids=["byte order mark", "CRLF", "CR", "form feed", "tabs", "Chinese", "other scripts", "other line separators"],
)
def test_spelling_that_means_the_same_gives_the_same_finding(
    tmp_path: Path, change: Callable[[str], str], line: int
) -> None:
    (tmp_path / "net.py").write_bytes(change(LEFTOVER).encode())
    (finding,) = json.loads(run("--output-format", "json", "net.py", cwd=tmp_path).stdout)
    assert (finding["code"], finding["line"]) == ("MSP101", line)
    clean = tmp_path / "clean.py"
    clean.write_bytes(change(CLEAN).encode())
    assert run("clean.py", cwd=tmp_path).returncode == 0
