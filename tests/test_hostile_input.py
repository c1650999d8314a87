"""Input that can't be checked, or is made to hang or to fool: each file is named, the others are checked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lint_plugin.command import checking, files
from lint_plugin.command.cli import main
from lint_plugin.finding import Problem
from lint_plugin.output import FORMATS
from lint_plugin.source import MAX_BYTES
from tests.command import run, start
from tests.conftest import Check, Tree, places
from tests.test_command import CLEAN, LEFTOVER

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
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
@pytest.mark.parametrize("output_format", ["text", "json", "sarif", "junit", "github", "gitlab"])
def test_file_names_that_are_no_text_are_written_in_every_format(
    tmp_path: Path, output_format: str, locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {b"good.py", b"sur\xff.py", "网.py".encode()}
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(LEFTOVER)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/broken\xff.py")).write_text("def (\n")
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setenv("PYTHONUTF8", "0")  # in the C locale no name but an ASCII one is text then
    done = start("--isolated", "--output-format", output_format, cwd=tmp_path)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert "broken\\udcff.py:1:5: invalid syntax" in done.stderr
    assert done.stdout.count("MSP101") >= len(names)
    if output_format == "json":
        assert {os.fsencode(found["path"]) for found in json.loads(done.stdout)} == names
    output = tmp_path / "output"
    assert (
        start("--isolated", "--output-format", output_format, "--output-file", "output", cwd=tmp_path).returncode == 2
    )
    assert output.read_text(encoding="utf-8") == done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such file names")
def test_file_names_command_neither_a_terminal_nor_a_log(tmp_path: Path) -> None:
    names = {
        "a\nb.py": r"a\nb.py",
        "red\x1b[31m.py": r"red\x1b[31m.py",
        "::error file=x::y.py": r"\x3a:error file=x::y.py",
        "  ::debug::z.py": r"  \x3a:debug::z.py",
        "##[error]w.py": r"\x23#[error]w.py",
        "left\u202eright.py": r"left\u202eright.py",
        "网.py": "网.py",
    }
    for name in names:
        (tmp_path / name).write_text(LEFTOVER)
        (tmp_path / f"{name}.broken.py").write_text("def (\n")
    done = run("--isolated", cwd=tmp_path)
    assert {line.partition(":5:9: ")[0] for line in done.stdout.splitlines()} == set(names.values())
    said = [line.removeprefix("mindspore-lint: ") for line in done.stderr.splitlines() if ".broken.py:1:" in line]
    assert {line.partition(".broken.py:")[0] for line in said} == set(names.values())
    of_machines = json.loads(run("--isolated", "--output-format=json", cwd=tmp_path).stdout)
    assert {found["path"] for found in of_machines} == set(names)


ODD = (
    "a\n::error::b.py",
    "red\x1b[31m.py",
    "##vso[task.setvariable]c.py",
    '"q\\uote".py',
    "left\u202eright.py",
    "网.py",
)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such file names")
@pytest.mark.parametrize("arguments", [*(f"--output-format={name}" for name in FORMATS), "--diff"])
def test_no_output_holds_what_a_terminal_or_a_log_would_obey(tmp_path: Path, arguments: str) -> None:
    for name in ODD:
        (tmp_path / name).write_text(LEFTOVER)
        (tmp_path / f"{name}.broken.py").write_text("def (\n")
    done = run("--isolated", arguments, cwd=tmp_path)
    for text in (done.stdout, done.stderr):
        assert text and all(line.isprintable() for line in text.split("\n"))
        own = {"--output-format=github": "::", "--output-format=azure": "##vso["}.get(arguments, "-")
        lines = [line for line in text.split("\n") if not line.startswith(own)]
        assert not [line for line in lines if line.lstrip().startswith(("::", "##vso["))]
    if arguments == "--diff":
        command = ["git", "apply", "-p0", "-"]
        subprocess.run(command, cwd=tmp_path, input=done.stdout, text=True, check=True, encoding="utf-8")
        assert all("def construct" in (tmp_path / name).read_text() for name in ODD)


@pytest.mark.parametrize("front_end", ["file", "stdin", "flake8", "pylint"])
def test_a_file_that_is_too_large_is_left_out_by_every_front_end(tree: Tree, front_end: str) -> None:
    rest = MAX_BYTES - len(LEFTOVER)
    line = "#" + "-" * 998 + "\n"  # pylint takes minutes for a long one, or for one with many marks of comments
    text = LEFTOVER + line * (rest // len(line)) + "#" + "-" * (rest % len(line) - 1)
    tools = {
        "flake8": ["flake8", "--isolated", "--select=MSP"],
        "pylint": ["pylint", "--rcfile=/dev/null", "--load-plugins=lint_plugin", "--disable=all", "--enable=E8601"],
    }

    def said(text: str) -> subprocess.CompletedProcess[str]:
        root = tree({"large.py": text})
        if front_end == "file":
            return start("large.py", cwd=root)
        if front_end == "stdin":
            return start("--stdin-filename=large.py", "-", cwd=root, text=text.encode())
        command = [sys.executable, "-m", *tools[front_end], "large.py"]
        return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)

    assert said(text).stdout.count("large.py:5:") == 1
    done = said(text + "#")
    assert "large.py:5:" not in done.stdout
    assert "large.py: larger than 2,000,000 bytes: left out" in done.stderr
    if front_end in ("file", "stdin"):
        assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("front_end", ["flake8", "pylint"])
def test_what_is_left_out_of_a_file_is_named_by_every_front_end(tree: Tree, front_end: str) -> None:
    root = tree({"many.py": "import os\n" * 3_000 + LEFTOVER})
    tools = {
        "flake8": ["flake8", "--isolated", "--select=MSP"],
        "pylint": ["pylint", "--rcfile=/dev/null", "--load-plugins=lint_plugin", "--disable=all", "--enable=E8601"],
    }
    command = [sys.executable, "-m", *tools[front_end], "many.py"]
    for done in (subprocess.run(command, cwd=root, capture_output=True, text=True), start("many.py", cwd=root)):
        assert "MSP101" not in done.stdout and "E8601" not in done.stdout
        assert "many.py:3001:1: more than 3,000 places to look at: what comes from here on was left out" in done.stderr


def test_annotations_in_quotes_print_no_warning(tree: Tree) -> None:
    text = "from mindspore import nn\n\ndef f(y: '1if 1else nn.Cell', x: 'nn.Cell[\"\\\\d\"]'):\n    x.buffers()\n"
    done = run("net.py", cwd=tree({"net.py": text}))
    assert "Warning" not in done.stderr
    assert done.stdout.startswith("net.py:4:")


def test_a_null_byte_beside_a_comment_of_ours_is_a_mistake_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "null.py").write_bytes(b"\0# mindspore-lint: disable-file=MSP101 x\n")
    done = run("--isolated", "null.py", cwd=tmp_path)
    assert done.returncode == 2
    assert "internal error" not in done.stderr and "null" in done.stderr.replace("null.py", "")


CHANGED: dict[str, tuple[Callable[[Path], object], str]] = {
    "changed.py": (lambda path: path.write_text(CLEAN), ""),
    "emptied.py": (lambda path: path.write_text(""), ""),
    "broken.py": (lambda path: path.write_text("def (\n"), "invalid syntax"),
    "gone.py": (lambda path: None, "No such file or directory"),
    "folder.py": (lambda path: path.mkdir(), "Is a directory"),
    "fifo.py": (os.mkfifo, "not a regular file"),
    "dangling.py": (lambda path: path.symlink_to("nowhere"), "No such file or directory"),
    "grown.py": (lambda path: path.write_bytes(b"#" * (MAX_BYTES + 1)), "larger than 2,000,000 bytes: left out"),
}
"""File -> what makes it anew once the command knows of it, and what is said of it then; nothing where it's clean."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no FIFOs, and few may make links")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_files_that_change_or_vanish_before_they_are_read_are_named_and_the_others_are_checked(
    tree: Tree, jobs: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tree(dict.fromkeys(("a.py", "z.py", *CHANGED), LEFTOVER))
    discover = files.discover

    def discover_then_change(*arguments: Any) -> Iterator[str | Problem]:
        yield from discover(*arguments)
        for name, (make, _) in CHANGED.items():
            (root / name).unlink()
            make(root / name)

    monkeypatch.setattr(files, "discover", discover_then_change)
    monkeypatch.setattr(checking, "WORTH_A_WORKER", 1)
    assert main(["-j", jobs, "--isolated", str(root)]) == 2
    captured = capsys.readouterr()
    assert [Path(line.partition(":")[0]).name for line in captured.out.splitlines()] == ["a.py", "z.py"]
    said = dict(
        line.removeprefix(f"mindspore-lint: {root}{os.sep}").split(":", 1) for line in captured.err.splitlines()
    )
    assert said.keys() >= {name for name, (_, reason) in CHANGED.items() if reason}
    for name, (_, reason) in CHANGED.items():
        assert reason in said.get(name, "") and bool(reason) == (name in said)


VANISHING = """\
import os

from pylint.checkers import BaseRawFileChecker


class Vanishing(BaseRawFileChecker):
    name = "vanishing"
    msgs = {"W9999": ("gone", "gone", "pylint runs no checker without a message that is on")}

    def process_module(self, node):
        if node.file.endswith("gone.py"):
            os.unlink(node.file)


def register(linter):
    linter.register_checker(Vanishing(linter))
"""


def test_pylint_names_a_file_that_vanishes_before_this_plugin_reads_it(tree: Tree) -> None:
    root = tree({"gone.py": LEFTOVER, "net.py": LEFTOVER, "plugins/vanishing.py": VANISHING})
    command = ("pylint", "--rcfile=pyproject.toml", "--init-hook=import sys; sys.path.append('plugins')")
    plugins = ("--load-plugins=vanishing,lint_plugin", "--disable=all", "--enable=E8601,F0002,W9999")
    done = subprocess.run(
        [sys.executable, "-m", *command, *plugins, "gone.py", "net.py"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = [line for line in done.stdout.splitlines() if ".py:" in line]
    assert [line.partition(":")[0] for line in said] == ["gone.py", "net.py"], done
    assert "E8601: cannot be read: No such file or directory (forward-in-cell)" in said[0]
    assert "Net.forward" in said[1]


HOSTILE_SETTINGS: dict[str, Callable[[Path], object]] = {
    "a FIFO": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a folder": lambda path: path.mkdir(),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "large": lambda path: path.write_bytes(b"#" * (MAX_BYTES + 1)),
    "no text": lambda path: path.write_bytes(b"[tool.poetry]\n\xff\0"),
    "deep": lambda path: path.write_text("# mindspore\na = " + "[" * 100_000),
}
"""What a configuration or packaging file is -> what makes it."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither FIFOs nor /dev, and few may make links")
@pytest.mark.parametrize("kind", HOSTILE_SETTINGS)
def test_what_cannot_be_read_as_configuration_or_packaging_is_passed_over(tmp_path: Path, kind: str) -> None:
    (tmp_path / "net.py").write_text(LEFTOVER)
    for name in ("pyproject.toml", "setup.cfg", "tox.ini", "setup.py", "requirements.txt"):
        HOSTILE_SETTINGS[kind](tmp_path / name)
    done = run("net.py", cwd=tmp_path)
    assert done.stdout.startswith("net.py:5:9: MSP101"), done
    assert (done.returncode, done.stderr) == (1, "mindspore-lint: 1 finding in 1 of 1 file; [*] 1 fixable with --fix\n")


def test_configuration_that_is_nested_too_deeply_is_wrong_usage(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER, "pyproject.toml": "[tool.mindspore-lint]\nselect = " + "[" * 100_000})
    done = run("net.py", cwd=root)
    assert done.returncode == 2
    assert "pyproject.toml: cannot be read: nested too deeply to be parsed" in done.stderr


LONG: dict[str, str] = {
    "attributes": "net" + ".sub" * 30_000 + "\n",
    "sum": "x = " + " + ".join(["1"] * 30_000) + "\n",
    "calls": "x = net" + ".forward()" * 5_000 + "\n",
    "elif": "if a:\n    pass\n" + "elif b:\n    net.forward()\n" * 1_500,
    "elif that Python 3.10 alone parses": "if a:\n    pass\n" + "elif b:\n    net.forward()\n" * 5_000,
    "elif with classes": "if a:\n    pass\n"
    + "elif b:\n    class Net(nn.Cell):\n        def forward(self): self.buffers()\n" * 1_500,
    "statements": "net.forward()\n" * 8_000,
    "nested functions": "".join(f"{' ' * n}def f{n}():\n" for n in range(90)) + " " * 90 + "net.forward()\n",
    "classes": "".join(f"class C{n}(nn.Cell):\n    def forward(self): pass\n" for n in range(1_500)),
    "attribute that every method assigns": "class Net(nn.Cell):\n"
    + "".join(f"    def f{n}(self):\n        self.x = nn.Cell()\n        self.x.forward()\n" for n in range(1_000)),
    "methods that ask for one another": "class Net(nn.Cell):\n"
    + "".join(f"    def f{n}(self):\n        self.f{n}.forward()\n        self.g{n}.forward()\n" for n in range(3_000)),
    "chain of classes": "".join(f"class C{n + 1}(C{n}):\n    def forward(self): pass\n" for n in range(3_000)).replace(
        "C0", "nn.Cell"
    ),
    "cases": "match net:\n" + " case [a, net]: net = net\n" * 3_000 + "net.forward()\n",
    "tests of a type": "if isinstance(net, nn.Dense): net = net\n" * 3_000 + "net.forward()\n",
    "one line": "net.forward(); " * 6_000 + "\n",
    "union": f"def f(net: {' | '.join(['nn.Cell'] * 1_000)}):\n    net.forward()\n",
    "assertions": "assert a\n" * 10_000 + "net.forward()\n",
    "rebound name": "net = a\n" * 7_000 + "net.buffers()\n",
    "nested loops": "".join(f"{' ' * n}for x{n} in net:\n" for n in range(19)) + " " * 19 + "net = net.forward()\n",
    "containers": "x = []\n" + "x.append(nn.Cell())\n" * 5_000 + "x[0].forward()\n",
    "alternatives": "net = " + " if a else ".join(["nn.Cell()"] * 300) + "\nnet.forward()\n",
}
"""What is long or deep -> the text."""


def timed(root: Path) -> tuple[subprocess.CompletedProcess[str], float]:
    """Run the command on a folder; returns its own CPU time in seconds, too."""
    began = os.times()
    done = start("--jobs=1", cwd=root)
    ended = os.times()  # the command is a child: its time is not this process's
    return done, ended.children_user + ended.children_system - began.children_user - began.children_system


@pytest.mark.parametrize("kind", LONG)
def test_long_and_deep_code_takes_bounded_time(tree: Tree, kind: str) -> None:
    root = tree({"long.py": "from mindspore import nn\n\nnet = nn.Cell()\n" + LONG[kind], "good.py": LEFTOVER})
    done, seconds = timed(root)
    assert seconds < 10
    assert done.returncode in (1, 2)
    assert any(line.startswith("good.py:5:") for line in done.stdout.splitlines())
    assert "Traceback" not in done.stderr and "internal error" not in done.stderr


NET = "class Net(Base):\n    def forward(self, x):\n        return x\n"
CELL = "from mindspore import nn\n\nclass Base(nn.Cell):\n    pass\n"
PASSES_ON: dict[str, Callable[[int], str]] = {
    "by name": lambda n: f"from .m{n + 1} import Base\n",
    "by another name": lambda n: f"from .m{n + 1} import {'Base as B' if n % 2 else 'B as Base'}\n",
    "by star": lambda n: f"from .m{n + 1} import *\n",
    "by both": lambda n: f"from .m{n + 1} import {'Base' if n % 2 else '*'}\n",
    "over another": lambda n: f"class Base:\n    pass\nfrom .m{n + 1} import *\n",
    "by inheritance, now and then": lambda n: (
        f"from .m{n + 1} import Base\n" if n % 4 else f"from .m{n + 1} import Base as B\n\nclass Base(B):\n    pass\n"
    ),
}
"""How a file has a class from the next -> the text of file number n."""


@pytest.mark.parametrize("way", PASSES_ON)
def test_a_class_at_the_end_of_many_files_is_found(way: str, check: Check) -> None:
    files = {f"pkg/m{n}.py": PASSES_ON[way](n) for n in range(300)} | {"pkg/__init__.py": "", "pkg/m300.py": CELL}
    text = f"from pkg.m0 import Base\n\n{NET}"
    assert places(check(text, files=files)) == [("MSP101", 4)]


def test_cycles_of_imports_end(check: Check) -> None:
    files = {f"pkg/m{n}.py": f"from .m{(n + 1) % 1000} import Base\n" for n in range(1000)} | {"pkg/__init__.py": ""}
    text = "from pkg.m0 import Base\n\nclass Net(Base):\n    def forward(self, x):\n        return x\n"
    assert check(text, files=files) == []


def test_star_imports_of_everything_by_everything_end(tree: Tree) -> None:
    every = "".join(f"from .m{n} import *\n" for n in range(100))
    files = {f"pkg/m{n}.py": every + NET for n in range(100)} | {"pkg/__init__.py": "", "pkg/base.py": every + CELL}
    files["pkg/m0.py"] = "from .base import *\n" + files["pkg/m0.py"]
    done, seconds = timed(tree(files))
    assert [line.count("MSP101") for line in done.stdout.splitlines()] == [1] * 100, done.stderr
    assert seconds < 6


def test_star_imports_that_bring_nothing_end(tree: Tree) -> None:
    every = "".join(f"from .m{n} import *\n" for n in range(100))
    files = {f"pkg/m{n}.py": every + NET.replace("Base", f"Base{n}") for n in range(100)} | {"pkg/__init__.py": ""}
    done, seconds = timed(tree(files))
    assert (done.returncode, done.stdout) == (0, "")
    assert seconds < 3


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


DEEP = {
    "kept conditions": "c0 = hasattr(a, 'b')\n"
    + "".join(f"c{n + 1} = not c{n}\n" for n in range(1000))
    + "if c1000: {0}",
    "conditions made of others": "c0 = d\n"
    + "".join(f"c{n + 1} = c{n} or d\n" for n in range(1000))
    + "{0}\nif c1000: net.forward()",
    "not": "if " + "not " * 900 + "a: {0}",
    "lambdas": "f = " + "lambda: " * 900 + "net.forward()\n{0}",
    "a chain of calls that return Parameters": "x = net" + ".untrainable_params()" * 900 + "\nfor a, b in x: pass\n{0}",
    "a quoted annotation": "def f(a: 'a" + ".b" * 2000 + "'): a.forward()\n{0}",
    "lists of themselves": "x = [net]\n" + "x = [x]\n" * 1500 + "x[0].forward()\n{0}",
}
"""What is nested deeply -> a text in which something stands that must be found."""


@pytest.mark.parametrize("kind", DEEP)
def test_what_is_nested_deeply_is_checked(kind: str, check: Check) -> None:
    text = "from mindspore import nn\nnet = nn.Cell()\n" + DEEP[kind].replace("{0}", "net.buffers()") + "\n"
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "buffers" in line)
    assert ("MSP103", line) in places(check(text))
