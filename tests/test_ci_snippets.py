"""The snippets of docs/*/ci.md: their commands are run, and the server is given the file that the command writes."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lint_plugin.language import LANGUAGES
from tests.command import run
from tests.conftest import Tree
from tests.test_command import LEFTOVER

DOCS = Path(__file__).parents[1] / "docs"
BLOCK = re.compile(r'^```(?:yaml|groovy) title="([^"]+)"\n(.*?)^```$', re.M | re.S)
COMMAND = re.compile(r"(?<![\w/.])(?:\.venv/bin/)?mindspore-lint ((?:--[\w-]+ [\w.-]+ )*)\.$", re.M)
HANDED_OVER = re.compile(r"(?:sarif_file: |codequality: |junit ')([\w.-]+)")


def snippets(language: str) -> dict[str, str]:
    """Return the files that the page shows, by name."""
    return dict(BLOCK.findall((DOCS / language / "ci.md").read_text(encoding="utf-8")))


def test_both_languages_show_the_same_snippets() -> None:
    assert snippets("en") == snippets("zh")
    assert len(snippets("en")) == 5


@pytest.mark.parametrize("name", snippets("en"))
@pytest.mark.parametrize("text", [LEFTOVER, "x = 1\n"], ids=["findings", "clean"])
def test_command_of_a_snippet_gates_and_writes_what_the_server_reads(tree: Tree, name: str, text: str) -> None:
    root = tree({"net.py": text})
    (arguments,) = COMMAND.findall(snippets("en")[name])
    done = run(*shlex.split(arguments), ".", cwd=root)
    assert done.returncode == (text == LEFTOVER), done.stderr
    written = {path.name for path in root.iterdir()} - {"net.py", "pyproject.toml"}
    assert written == set(HANDED_OVER.findall(snippets("en")[name]))
    for file in written:
        report = (root / file).read_text(encoding="utf-8")
        assert ("MSP101" in report and "net.py" in report) or text != LEFTOVER
        assert ElementTree.fromstring(report) is not None if file.endswith(".xml") else json.loads(report) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_is_explained(language: str) -> None:
    from lint_plugin.output import FORMATS

    page = (DOCS / language / "ci.md").read_text(encoding="utf-8")
    named = " ".join(re.findall(r"^\| (`\w+`(?:[,、] ?`\w+`)*) \|", page, re.M))
    assert set(re.findall(r"`(\w+)`", named)) == set(FORMATS)
