"""The files in a rule's folder: how they are read, that none is left over, and that starting up reads none of them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from lint_plugin.rules import all_rules
from lint_plugin.rules.documentation import DocumentationError, documentation
from lint_plugin.rules.examples import Example, bad_examples, good_examples
from lint_plugin.rules.rule import Rule

RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
FILES = [
    pytest.param(path, id=f"{path.parent.name}/{path.name}")
    for rule in all_rules()
    for path in sorted(Path(rule.folder).glob("*_[0-9]*.py"))
]
PRINT_OPENED = """\
import os, runpy, sys

def seen(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        os.write(2, os.fsencode(arguments[0]) + b"\\n")

sys.addaudithook(seen)
{run}
"""
COMMAND = 'sys.argv[1:] = {arguments!r}; runpy.run_module("lint_plugin", run_name="__main__")'
ENGLISH = """\
## What it reports

One.

Two.

## Why it is wrong

Three.

## Instead

Four.

## Exceptions

Five.
"""


class InFolder(Rule):
    """A rule whose files stand in a folder that a test made."""

    code = "MSP199"

    def __init__(self, folder: Path) -> None:
        self.path = folder

    @property
    def folder(self) -> str:
        return str(self.path)


@pytest.fixture
def rule(tmp_path: Path) -> InFolder:
    return InFolder(tmp_path)


def test_an_example_is_what_its_files_say(rule: InFolder) -> None:
    said = "# claim: silently does nothing\n# claim-zh: 什么也不做\n# since: 2.3\n# below: 2.6\n\n"
    marked = "# a comment\nx = f()  # expect: MSP199\ny = g()  # expect: MSP101, MSP199 guess\n"
    (rule.path / "bad_1.py").write_text(said + marked, encoding="utf-8")
    (rule.path / "bad_1.torch.py").write_text("x = t()\n")
    (rule.path / "fix_1.py").write_text("x = h()\n")
    code = "# a comment\nx = f()\ny = g()\n"
    claims = ("silently does nothing", "什么也不做")
    wanted = Example("bad_1", code, (2, 3), *claims, torch="x = t()\n", fixed="x = h()\n", since=(2, 3), below=(2, 6))
    assert bad_examples(rule) == (wanted,)
    assert good_examples(rule) == ()


def test_a_good_example_need_say_nothing(rule: InFolder) -> None:
    for number in range(1, 12):
        (rule.path / f"good_{number}.py").write_text(f"x = {number}\n")
    found = good_examples(rule)
    assert found[0] == Example("good_1", "x = 1\n", claim="works")
    assert [example.name for example in found] == [f"good_{number}" for number in range(1, 12)]


def test_documentation_is_what_stands_below_the_headings(rule: InFolder) -> None:
    (rule.path / "rule.en.md").write_text(ENGLISH)
    found = documentation(rule, "en")
    assert (found.reports, found.why, found.instead, found.exceptions) == ("One.\n\nTwo.", "Three.", "Four.", "Five.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# A title\n\n" + ENGLISH,
        ENGLISH.replace("## Instead", "## In place of it"),
        ENGLISH.replace("## Instead\n", ""),
        ENGLISH + "\n## References\n",
    ],
)
def test_other_headings_are_named(rule: InFolder, text: str) -> None:
    (rule.path / "rule.en.md").write_text(text)
    with pytest.raises(DocumentationError, match=r"rule\.en\.md.*What it reports, Why it is wrong, Instead"):
        documentation(rule, "en")


@RULES
def test_each_example_in_the_folder_is_read(rule: Rule) -> None:
    wanted = {"rule.en.md", "rule.zh.md"}
    for example in (*bad_examples(rule), *good_examples(rule)):
        wanted.add(f"{example.name}.py")
        if example.torch is not None:
            wanted.add(f"{example.name}.torch.py")
        if example.fixed is not None:
            wanted.add(f"{example.name.replace('bad', 'fix')}.py")
    there = {path.name for path in Path(rule.folder).iterdir() if re.match(r"(bad|good|fix)_\d|rule\.", path.name)}
    assert there == wanted, "numbers begin with 1 and leave none out; each twin and each fix has its example"


@pytest.mark.parametrize("path", FILES)
def test_example_is_python(path: Path) -> None:
    compile(path.read_bytes(), str(path), "exec", dont_inherit=True)


def opened(run: str, folder: Path) -> set[str]:
    """Return the names of the files in the rules' folders that a Python opens while it runs a statement."""
    done = subprocess.run(
        [sys.executable, "-c", PRINT_OPENED.format(run=run)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    inside = re.compile(r".*[\\/]lint_plugin[\\/]rules[\\/](?!__)\w+[\\/](?:__pycache__[\\/])?([^\\/]+)")
    return {match[1].partition(".")[0] for match in map(inside.fullmatch, done.stderr.splitlines()) if match}


@pytest.mark.parametrize(
    "run",
    [
        COMMAND.format(arguments=["--version"]),
        COMMAND.format(arguments=["--list-rules"]),
        COMMAND.format(arguments=["--isolated", "calm.py"]),
        "import lint_plugin.hosts.flake8_plugin",
        "import lint_plugin.hosts.pylint_plugin",
    ],
)
def test_starting_up_reads_the_descriptions_alone(run: str, tmp_path: Path) -> None:
    (tmp_path / "calm.py").write_text("import os\n\nprint(os.sep)\n")
    assert opened(run, tmp_path) <= {"__init__"}


def test_explaining_a_rule_reads_its_documentation_and_examples(tmp_path: Path) -> None:
    run = COMMAND.format(arguments=["--explain", "MSP104"])
    assert {"rule", "bad_1", "bad_2", "good_1"} <= opened(run, tmp_path)
