"""A migration report: what is left by package and rule, in one page, in Markdown, and as rows for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lint_plugin.output.csv_format import _plain
from tests.command import run
from tests.conftest import Tree
from tests.test_command import CLEAN, LEFTOVER

MORE = LEFTOVER + '\n\nNet().buffers()\nNet().register_buffer("a", "<b>&")\n'


@pytest.fixture
def project(tree: Tree) -> Path:
    return tree({"a/net.py": MORE, "a/deep/net.py": LEFTOVER, "b/clean.py": CLEAN, "b/broken.py": "def f(:\n"})


class Page(HTMLParser):
    """Reads a page as it is shown in one language: its texts by tag, and whatever it would load from elsewhere."""

    def __init__(self, text: str, language: str = "en") -> None:
        super().__init__()
        self._hidden = "zh-CN" if language == "en" else "en"
        self._hiding = False
        self.buttons: dict[str, bool] = {}
        self.texts: dict[str, list[str]] = {}
        self.loads: list[str] = []
        self.links: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input":
            self.buttons[given["id"] or ""] = "checked" in given
        if tag not in ("meta", "input"):
            self._open.append(tag)
        if "main" in self._open and given.get("lang") == self._hidden:
            self._hiding = True
        if self._hiding:
            return
        self.loads += [
            value or "" for name, value in attrs if name in ("src", "data") or (tag, name) == ("link", "href")
        ]
        self.links += [value or "" for name, value in attrs if (tag, name) == ("a", "href")]
        self.texts.setdefault(tag, []).append("")
        if tag == "td":
            self.texts["tr"][-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if self._hiding and tag == "span":
            self._hiding = False
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in () if self._hiding else self._open:
            self.texts[tag][-1] += data


def page(root: Path, *words: str, language: str = "en") -> Page:
    done = run("report", *words, cwd=root)
    assert done.stdout == ""
    return Page((root / "mindspore-lint-report.html").read_text(encoding="utf-8"), language)


def test_the_page_counts_what_is_left_and_loads_nothing(project: Path) -> None:
    read = page(project)
    numbers = dict(zip(read.texts["dt"], read.texts["dd"], strict=True))
    assert numbers == {
        "findings": "4",
        "mended by --fix": "2",
        "by --unsafe-fixes": "2",
        "by hand": "0",
        "files with findings": "2",
        "files without findings": "1",
        "Cells without findings": "33% 1/3",
    }
    rows = [row.split() for row in read.texts["tr"]]
    assert (
        ["a", "3", "0%", "0/1"] in rows
        and ["a/deep", "1", "0%", "0/1"] in rows
        and ["MSP101", "forward-in-cell", "2"] in rows
    )
    assert read.loads == [] and "script" not in read.texts
    assert all(link.startswith("https://www.mindspore.cn/") for link in read.links) and len(read.links) == 4
    assert any("<b>&" in item for item in read.texts["li"]) and "b" not in read.texts
    assert any("b/broken.py:1:7: invalid syntax" in item for item in read.texts["li"])


def test_a_report_does_not_fail_the_job_but_what_could_not_be_checked_does(project: Path) -> None:
    assert run("report", cwd=project).returncode == 2
    assert run("report", "--output-file", "r.html", "a", cwd=project).returncode == 0
    assert (project / "r.html").exists()


@pytest.mark.parametrize("first", ["en", "zh"])
def test_the_page_is_in_both_languages_and_begins_with_that_of_the_run(project: Path, first: str) -> None:
    english, chinese = (page(project, "--language", first, language=language) for language in ("en", "zh"))
    assert english.buttons == {"en": first == "en", "zh": first == "zh"}
    assert chinese.texts["h1"] == ["MindSpore 迁移报告"] and "告警" in chinese.texts["dt"]
    assert english.texts["h1"] == ["Migration to MindSpore: what is left"] and "findings" in english.texts["dt"]
    for read, said, folder in ((english, "never calls", "/en/"), (chinese, "不会调用", "/zh-CN/")):
        assert sum(said in item for item in read.texts["li"]) == 2
        assert len(read.links) == 4 and all(folder in link for link in read.links)


def test_a_cell_is_clean_if_nothing_is_found_in_it(tree: Tree) -> None:
    text = """\
    from mindspore import nn
    from base import Base

    class A(nn.Cell):
        class Inner:
            pass
        def forward(self, x):
            return x

    class B(Base):
        def construct(self, x):
            return x

    class NoCell:
        def forward(self, x):
            return x

    class Unknown(other.Base):
        pass

    B().buffers()
    """
    root = tree({"net.py": text, "base.py": "from mindspore import nn\nclass Base(nn.Cell):\n    pass\n"})
    (root / "book.ipynb").write_text(
        '{"cells": [{"cell_type": "code", "source": "from base import Base\\nclass C(Base): pass"}], "nbformat": 4}'
    )
    assert "**75% (3/4)** Cells without findings" in run("--output-format=markdown", cwd=root).stdout


def test_without_cells_nothing_is_said_of_them(tree: Tree) -> None:
    assert "Cells" not in run("--output-format=markdown", cwd=tree({"a.py": "def f(): pass\n"})).stdout


def test_a_report_is_compared_with_an_earlier_run(project: Path) -> None:
    (project / "before.json").write_text(run("--output-format=json", cwd=project).stdout)
    run("--fix", cwd=project)
    read = page(project, "--compare", "before.json")
    assert read.texts["dd"][:2] == ["2", "4 (-2)"]
    rows = [row.split() for row in read.texts["tr"]]
    assert ["a/deep", "0", "1", "-1", "100%", "1/1"] in rows and ["MSP101", "forward-in-cell", "0", "2", "-2"] in rows
    for text in ("{", "[1]", "[{}]"):
        (project / "before.json").write_text(text)
        done = run("report", "--compare=before.json", cwd=project)
        assert done.returncode == 2 and "--compare before.json: not the JSON of an earlier run" in done.stderr


def test_markdown_has_the_same_counts(project: Path) -> None:
    (project / "before.json").write_text(run("--output-format=json", cwd=project).stdout)
    lines = run("--output-format=markdown", cwd=project).stdout.splitlines()
    assert lines[2].startswith(
        "**4** findings · **2** files with findings · **1** files without findings · **33% (1/3)**"
    )
    assert "| `a` | 3 | 1 | 2 | 0 | 0% (0/1) |" in lines and "| `MSP101 forward-in-cell` | 2 | 2 | 0 | 0 |" in lines
    compared = run("--output-format=markdown", "--compare=before.json", "a/deep", cwd=project).stdout
    assert "| `a` | 0 | 0 | 0 | 0 | 3 | -3 |  |" in compared.splitlines()
    assert "Nothing is left." in run("--output-format=markdown", "b/clean.py", cwd=project).stdout
    broken = run("--output-format=markdown", "b", cwd=project).stdout
    assert "**0** findings" in broken and "Nothing is left." not in broken and "## Not checked" in broken
    assert "Nothing is left." in page(project, "b/clean.py").texts["p"]
    assert "Nothing is left." not in page(project, "b").texts.get("p", [])


def test_csv_has_a_row_for_each_finding(project: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("--output-format=csv", cwd=project).stdout)))
    assert [(row["package"], row["path"], row["line"], row["code"], row["fix"]) for row in rows] == [
        ("a/deep", "a/deep/net.py", "5", "MSP101", "safe"),
        ("a", "a/net.py", "5", "MSP101", "safe"),
        ("a", "a/net.py", "9", "MSP103", "unsafe"),
        ("a", "a/net.py", "10", "MSP104", "unsafe"),
    ]
    assert [_plain(text) for text in ("=1+1", "-1", "net.py")] == ["'=1+1", "'-1", "net.py"]


def test_paths_may_stand_between_and_behind_options(project: Path) -> None:
    done = run("a/deep", "--select", "MSP101", "b/clean.py", "--quiet", "a/net.py", cwd=project)
    assert re.findall(r"^\S+?:\d+", done.stdout, re.M) == ["a/deep/net.py:5", "a/net.py:5"]
    assert run("a", "--quiet", "b", "--frob", cwd=project).returncode == 2
