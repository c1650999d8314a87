"""`--add-noqa`: what there is now is silenced where it stands, and nothing else of the files changes."""

from __future__ import annotations

import json

import pytest

from lint_plugin.command.add_noqa import commented
from tests.command import run
from tests.conftest import Tree
from tests.test_command import CLEAN, LEFTOVER
from tests.test_notebooks import CELLS, made

MANY = LEFTOVER.replace("return x", "return self.buffers(), self.buffers()  # noqa: E501") + (
    '\n\nnet = Net()\nnet.register_buffer("""\n""", net.named_buffers(  # why\n))\n'
)


def test_findings_are_silenced_and_the_files_are_otherwise_what_they_were(tree: Tree) -> None:
    root = tree({"net.py": MANY, "clean.py": CLEAN, "known.py": LEFTOVER, "nb.ipynb": made(*CELLS)})
    (root / "windows.py").write_bytes(LEFTOVER.replace("\n", "\r\n").encode("utf-8-sig"))
    run("--write-baseline=known.json", "known.py", cwd=root)
    done = run("--add-noqa", "--baseline=known.json", cwd=root)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "mindspore-lint: added noqa comments on 8 lines of 3 files\n"
    text = (root / "net.py").read_text()
    assert "    def forward(self, x):  # noqa: MSP101\n" in text
    assert "self.buffers(), self.buffers()  # noqa: E501,MSP103\n" in text
    assert text.count("# noqa") == 3 and "# why  # noqa: MSP103,MSP104\n" in text
    assert (root / "known.py").read_text() == LEFTOVER
    windows = LEFTOVER.replace("(self, x):", "(self, x):  # noqa: MSP101").replace("\n", "\r\n")
    assert (root / "windows.py").read_bytes() == windows.encode("utf-8-sig")
    cells = json.loads((root / "nb.ipynb").read_text())["cells"]
    assert cells[2]["source"][1] == "    def forward(self, x):  # noqa: MSP101\n"
    assert cells[1]["source"][0] == "%matplotlib inline\n"
    assert run("--baseline=known.json", cwd=root).returncode == 0


@pytest.mark.parametrize(
    ("text", "line", "after"),
    [
        ("f()", 1, "f()  # noqa: MSP101,MSP103"),
        ("f()\n", 1, "f()  # noqa: MSP101,MSP103\n"),
        ("f()  # noqa: E501  \nx", 1, "f()  # noqa: E501,MSP101,MSP103\nx"),
        ("f(a,\n  b)\n", 1, "f(a,  # noqa: MSP101,MSP103\n  b)\n"),
        ("f('''\n''')\n", 1, "f('''\n''')  # noqa: MSP101,MSP103\n"),
        ("f() + \\\n  b\n", 1, "f() + \\\n  b  # noqa: MSP101,MSP103\n"),
    ],
)
def test_the_comment_goes_where_it_is_read(text: str, line: int, after: str) -> None:
    assert commented(text, {line: ["MSP101", "MSP103"]}) == after


def test_what_can_not_be_written_is_named(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER, "broken.py": "def f(:\n"})
    done = run("--add-noqa", "--stdin-filename=other.py", "-", "net.py", "broken.py", cwd=root, text=LEFTOVER.encode())
    assert done.returncode == 2 and "broken.py:1:7: invalid syntax" in done.stderr
    assert "1 line of 1 file" in done.stderr
