"""What people read: findings with their source, colours, and what the command says of rules and of itself."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lint_plugin.output.full_format import excerpt
from lint_plugin.output.styles import style_of
from tests.command import run
from tests.conftest import Tree
from tests.test_command import CLEAN, LEFTOVER

WIDE = """\
from mindspore import nn


class Net(nn.Cell):
    def construct(self, x):
        名称 = "汉字", self.buffers()
        return x
"""
GUESSED = """\
from mindspore import nn


def move(net):
    net.register_buffer("mask", None)
"""


def in_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """Return what the command prints on a terminal."""
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "lint_plugin", *arguments]
    env = {name: text for name, text in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    with subprocess.Popen(
        words, cwd=cwd, stdout=theirs, stderr=subprocess.DEVNULL, env={**env, "TERM": "xterm", **environment}
    ):
        os.close(theirs)
        read = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the terminal is closed
                break
            if not piece:
                break
            read += piece
    os.close(ours)
    return read.decode().replace("\r\n", "\n")


def test_a_terminal_gets_the_source_line_with_carets_and_the_address_on_its_own_line(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER})
    text = in_terminal(cwd=root)
    assert "\033[1;31mMSP101\033[0m\033[36m [*]\033[0m MindSpore never calls" in text
    plain = re.sub(r"\033\[[\d;]*m", "", text).splitlines()
    assert plain[1:5] == [
        "  |",
        "5 |     def forward(self, x):",
        "  |         ^^^^^^^",
        "  = fix: rename 'forward' to 'construct'",
    ]
    assert re.fullmatch(r"  = see https://www\.mindspore\.cn/\S+", plain[5]) and not plain[0].endswith(")")
    assert in_terminal(cwd=root, NO_COLOR="1").splitlines() == plain
    assert in_terminal("--color=never", cwd=root, FORCE_COLOR="1").splitlines() == plain


def test_a_pipe_gets_a_line_for_each_finding_unless_it_wants_more(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER})
    (line,) = run(cwd=root).stdout.splitlines()
    assert line == run("--output-format=concise", cwd=root).stdout.rstrip()
    assert line == run("--output-format=text", cwd=root).stdout.rstrip()
    assert "\033[" in run("--color=always", cwd=root).stdout and "\033[" not in line
    assert "5 |     def forward(self, x):" in run("--output-format=full", cwd=root).stdout


def test_confidence_is_said_where_it_is_not_high(tree: Tree) -> None:
    root = tree({"net.py": GUESSED, "other.py": LEFTOVER})
    guessed, sure = run("--output-format=full", cwd=root).stdout.split("\n\n")
    assert "  = confidence: guess\n" in guessed and "confidence" not in sure
    assert "  = 置信度：guess\n" in run("--output-format=full", "--language=zh", cwd=root).stdout


def test_source_lines_are_those_of_standard_input_and_of_what_was_fixed(tree: Tree) -> None:
    root = tree({"net.py": CLEAN})
    text = LEFTOVER.encode()
    assert (
        "5 |     def forward("
        in run("--output-format=full", "--stdin-filename=net.py", "-", cwd=root, text=text).stdout
    )
    (root / "net.py").write_text(LEFTOVER.replace("return x", "return nn.Sequential()(self.buffers())"))
    assert "return nn.SequentialCell()(self.buffers())" in run("--fix", "--output-format=full", cwd=root).stdout


@pytest.mark.parametrize(
    ("line", "column", "end", "shown", "carets"),
    [
        ("x.cuda()", 3, 7, "x.cuda()", "  ^^^^"),
        ("\tx.cuda()", 4, 8, "\tx.cuda()", "\t  ^^^^"),
        ("名 = x.cuda()", 7, 11, "名 = x.cuda()", "       ^^^^"),
        ("x.cuda(  # to the end", 3, None, "x.cuda(  # to the end", "  ^^^^^^^^^^^^^^^^^^^"),
        ("x = '\033[31m'.cuda()", 13, 17, "x = '\ufffd[31m'.cuda()", "            ^^^^"),
        ("##[error]x.cuda()", 12, 16, "#\ufffd[error]x.cuda()", "           ^^^^"),
        ("", 1, 2, "", "^"),
    ],
)
def test_carets_stand_below_what_is_meant(line: str, column: int, end: int | None, shown: str, carets: str) -> None:
    assert excerpt(line, column, end) == (shown, carets)


def test_of_a_long_line_what_is_around_the_finding_is_shown() -> None:
    line = f"{'a' * 100_000}.cuda(){'b' * 100_000}"
    shown, carets = excerpt(line, 100_002, 100_006)
    assert len(shown) < 170 and shown[0] == shown[-1] == "…"
    assert shown[carets.index("^") : len(carets)] == "cuda"


@pytest.mark.parametrize(
    ("wanted", "environment", "colour"),
    [
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "0"}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_when_a_pipe_gets_colours(wanted: str, environment: dict[str, str], colour: bool) -> None:
    assert style_of(None, wanted, environment).colour is colour


def test_addresses_are_hyperlinks_in_terminals_that_have_them(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER})
    assert "\033]8;;https://www.mindspore.cn/" in in_terminal(cwd=root, TERM_PROGRAM="vscode")
    assert "\033]8;;" not in in_terminal(cwd=root, TERM_PROGRAM="Apple_Terminal")


def test_grouped_names_each_file_once(tree: Tree) -> None:
    root = tree({"a.py": LEFTOVER + "\n\nNet().buffers()\n", "b.py": LEFTOVER})
    lines = run("--output-format=grouped", cwd=root).stdout.splitlines()
    assert [line[:20] for line in lines] == [
        "a.py:",
        "  5:9  MSP101 [*] Mi",
        "  9:7  MSP103 'buffe",
        "",
        "b.py:",
        "  5:9  MSP101 [*] Mi",
    ]


def test_azure_gets_logging_commands_which_no_name_can_break(tree: Tree) -> None:
    root = tree({"a];b%.py": LEFTOVER, "broken.py": "def f(:\n"})
    first, second = run("--output-format=azure", cwd=root).stdout.splitlines()
    assert first.startswith(
        "##vso[task.logissue type=error;sourcepath=a%5D%3Bb%AZP25.py;linenumber=5;columnnumber=9;code=MSP101;]MindSpore"
    )
    assert second == "##vso[task.logissue type=error;sourcepath=broken.py;linenumber=1;]invalid syntax: invalid syntax"


def test_rdjson_counts_columns_in_bytes_and_suggests_the_fix(tree: Tree) -> None:
    found = json.loads(run("--output-format=rdjson", cwd=tree({"net.py": WIDE})).stdout)
    (diagnostic,) = found["diagnostics"]
    column = WIDE.splitlines()[5].encode().index(b"buffers") + 1
    place = {"start": {"line": 6, "column": column}, "end": {"line": 6, "column": column + 7}}
    assert diagnostic["location"] == {"path": "net.py", "range": place}
    assert diagnostic["suggestions"] == [{"range": place, "text": "untrainable_params"}]
    assert (diagnostic["severity"], diagnostic["code"]["value"]) == ("ERROR", "MSP103")


def test_rules_are_listed_and_explained_as_json(tmp_path: Path) -> None:
    rules = json.loads(run("--list-rules", "--output-format=json", cwd=tmp_path).stdout)
    listed = run("--list-rules", cwd=tmp_path).stdout.splitlines()
    assert [f"{rule['code']} {rule['pylint_id']} {rule['symbol']}" for rule in rules] == [
        " ".join(line.split()[:3]) for line in listed
    ]
    rule = json.loads(run("--explain=forward-in-cell", "--output-format=json", cwd=tmp_path).stdout)
    assert rule.items() >= rules[0].items() and "construct" in rule["instead"]
    assert rule["bad_examples"][0]["lines"] and "def construct" in rule["bad_examples"][0]["fixed"]
    chinese = json.loads(run("--explain=MSP101", "--output-format=json", "--language=zh", cwd=tmp_path).stdout)
    assert chinese.keys() == rule.keys() and chinese["why"] != rule["why"]
    done = run("--list-rules", "--output-format=sarif", cwd=tmp_path)
    assert done.returncode == 2 and "text or json" in done.stderr


def test_quiet_prints_findings_and_what_could_not_be_checked(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER, "broken.py": "def f(:\n"})
    done = run("--quiet", cwd=root)
    assert done.stdout.startswith("net.py:5:9: MSP101")
    assert done.stderr == "mindspore-lint: broken.py:1:7: invalid syntax: invalid syntax\n"


def test_verbose_says_what_was_read_and_where_settings_come_from(tree: Tree) -> None:
    root = tree(
        {
            "requirements.txt": "mindspore>=2.5\n",
            "a/net.py": LEFTOVER,
            "b/net.py": CLEAN,
            "b/setup.cfg": "[mindspore-lint]\nignore = MSP101\n",
        }
    )
    lines = run("-v", "--src=lib", cwd=root).stderr.splitlines()
    assert lines[-3] == "mindspore-lint: settings of 1 file: command line; MindSpore 2.5 (requirements.txt)"
    assert lines[-2].startswith("mindspore-lint: settings of 1 file: b/setup.cfg [mindspore-lint]; command line; Mind")
    assert re.fullmatch(r"mindspore-lint: read 2 files \(\d+ bytes\) in \d+\.\d\d s", lines[-1])


def test_show_files_prints_what_would_be_checked(tree: Tree) -> None:
    root = tree({"a.py": LEFTOVER, "b.pyi": "", "c.pyw": "", "d.txt": "", "build/e.py": LEFTOVER})
    done = run("--show-files", cwd=root)
    assert (done.returncode, done.stdout.split()) == (0, ["a.py", "b.pyi", "c.pyw"])
    assert run("--show-files", "absent.py", cwd=root).returncode == 2


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("--selct=MSP101", "unrecognized arguments: --selct=MSP101; did you mean --select?"),
        ("--frobnicate", "unrecognized arguments: --frobnicate\n"),
        ("--output-format=jsn", "invalid choice: 'jsn'; did you mean 'json'? (choose from azure, "),
        ("--output-format=pdf", "invalid choice: 'pdf' (choose from azure, "),
        ("--select=forward-in-cel", "prefix or symbol 'forward-in-cel'; did you mean 'forward-in-cell'?"),
        ("--select=E501", "prefix or symbol 'E501' (see mindspore-lint --list-rules)"),
    ],
)
def test_a_mistake_is_answered_by_what_comes_near_and_by_nothing_else(tmp_path: Path, argument: str, said: str) -> None:
    done = run(argument, cwd=tmp_path)
    assert done.returncode == 2 and said in done.stderr


def test_rules_are_selected_by_symbols_and_pylints_ids_too(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER + "\n\nNet().buffers()\n"})
    by_names = {
        "--select=forward-in-cell": ["MSP101"],
        "--select=E8603": ["MSP103"],
        "--ignore=forward-in-cell": ["MSP103"],
        "--per-file-ignores=net.py: buffers-call-on-cell": ["MSP101"],
    }
    for option, codes in by_names.items():
        assert re.findall(r": (MSP\d+)", run(option, cwd=root).stdout) == codes
    (root / "setup.cfg").write_text("[mindspore-lint]\nselect = buffers-call-on-cell\n")
    assert "MSP101" not in run(cwd=root).stdout
