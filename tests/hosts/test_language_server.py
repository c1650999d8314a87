"""python-lsp-server shows the findings while a file is edited: by flake8, by pylint, and by a plugin of our own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.command import run
from tests.conftest import Tree
from tests.hosts.language_server import LanguageServer
from tests.test_command import CLEAN, LEFTOVER

OURS = "mindspore_lint"
OFF = {name: {"enabled": False} for name in ("flake8", "pylint", "pycodestyle", "pyflakes", "mccabe", OURS)}
ON: dict[str, dict[str, Any]] = {
    "flake8": {"flake8": {"enabled": True, "select": ["MSP"]}},
    "pylint": {
        "pylint": {
            "enabled": True,
            "executable": str(Path(sys.executable).with_name("pylint")),  # with it the server pipes unsaved text
            "args": ["--load-plugins=lint_plugin", "--disable=all", "--enable=E8601,E8602,E8603"],
        }
    },
    OURS: {OURS: {"enabled": True}},
}
CHILD = "from .base import Net\n\n\nclass Child(Net):\n    def forward(self, x):\n        return x\n"


@pytest.fixture(params=ON)
def plugin(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def server(tree: Tree, plugin: str) -> Iterator[LanguageServer]:
    root = tree({"pkg/__init__.py": "", "pkg/base.py": CLEAN.replace("construct", "other"), "pkg/net.py": ""})
    with LanguageServer(root, {**OFF, **ON[plugin]}) as running:
        yield running


def ours(diagnostics: list[dict[str, Any]]) -> list[tuple[int, int, str]]:
    """Return (line, character) from 0, and the code, of each of our findings."""
    return [
        (found["range"]["start"]["line"], found["range"]["start"]["character"], found["code"]) for found in diagnostics
    ]


def test_a_finding_comes_and_goes_as_the_file_is_edited(server: LanguageServer, plugin: str) -> None:
    code = "E8601" if plugin == "pylint" else "MSP101"
    found = server.open("pkg/net.py", LEFTOVER)
    assert ours(found) == [(4, 8, code)]
    assert "construct" in found[0]["message"] and "https://www.mindspore.cn/" in found[0]["message"]
    assert ours(server.change("pkg/net.py", 2, CLEAN)) == []


def test_the_base_class_of_unsaved_text_is_read_from_another_file(server: LanguageServer, plugin: str) -> None:
    code = "E8601" if plugin == "pylint" else "MSP101"
    assert ours(server.open("pkg/net.py", CHILD)) == [(4, 8, code)]
    calling = CLEAN.replace("return x", "return self.forward(x)")
    (server.root / "pkg" / "base.py").write_text(calling)  # now the base class supplies a construct that calls it
    assert ours(server.change("pkg/net.py", 2, CHILD + "\n")) == []


@pytest.mark.parametrize("plugin", [OURS], indirect=True)
def test_our_plugin_gives_code_severity_range_and_link(server: LanguageServer, plugin: str) -> None:
    (found,) = server.open("pkg/net.py", LEFTOVER)
    assert (found["code"], found["severity"], found["source"]) == ("MSP101", 1, "mindspore-lint")
    assert found["range"] == {"start": {"line": 4, "character": 8}, "end": {"line": 4, "character": 15}}
    assert found["codeDescription"]["href"].startswith("https://www.mindspore.cn/")


@pytest.mark.parametrize("plugin", [OURS], indirect=True)
def test_columns_are_counted_in_utf_16_units(server: LanguageServer) -> None:
    text = "from mindspore import nn\n\nnet = nn.Cell()\n网 = '\N{GRINNING FACE}', net.forward(1)\n"
    assert ours(server.open("pkg/net.py", text)) == [(3, 14, "MSP102")]


@pytest.mark.parametrize("plugin", [OURS], indirect=True)
def test_settings_and_comments_hold_as_in_the_command(server: LanguageServer) -> None:
    silenced = LEFTOVER.replace("(self, x):", "(self, x):  # noqa: MSP101")
    assert ours(server.open("pkg/net.py", silenced)) == []
    (server.root / "pyproject.toml").write_text('[tool.mindspore-lint]\nmindspore-version = "2.6"\n')
    text = "from mindspore import nn\n\nnn.BatchNorm2d(4).buffers()\n"
    (found,) = server.change("pkg/net.py", 2, text)
    assert (found["code"], found["severity"]) == ("MSP207", 2)
    (server.root / "pyproject.toml").write_text("[tool.mindspore-lint]\nmindspore-version = 26\n")
    (mistake,) = server.change("pkg/net.py", 3, text + "\n")
    assert "pyproject.toml: mindspore-version: must be a string" in mistake["message"] and mistake["severity"] == 1
    assert mistake["range"] == {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 24}}
    (server.root / "pyproject.toml").write_text("")
    assert ours(server.change("pkg/net.py", 4, text)) == [(2, 18, "MSP103")]


@pytest.mark.parametrize("plugin", [OURS], indirect=True)
def test_the_baseline_of_the_configuration_holds(server: LanguageServer) -> None:
    (server.root / "pkg" / "net.py").write_text(LEFTOVER)
    assert run("--write-baseline=known.json", cwd=server.root).returncode == 0
    (server.root / "pyproject.toml").write_text('[tool.mindspore-lint]\nbaseline = "known.json"\n')
    assert ours(server.open("pkg/net.py", LEFTOVER)) == []
    assert ours(server.change("pkg/net.py", 2, f"# moved\n{LEFTOVER}\nNet().buffers()\n")) == [(8, 6, "MSP103")]


@pytest.mark.parametrize(
    ("plugin", "encoding"),
    [*((OURS, encoding) for encoding in ("utf-8", "gbk", "latin-1", "ascii", "euc-jp")), ("pylint", "latin-1")],
    indirect=["plugin"],
)
def test_a_text_is_read_as_the_editor_shows_it_whatever_encoding_it_names(
    server: LanguageServer, plugin: str, encoding: str
) -> None:
    """The server has decoded the text: what it names is the encoding of the file on disk.

    flake8 decodes the text by that name itself, and pylint ends with a traceback of its own for most encodings.
    """
    text = f"# -*- coding: {encoding} -*-\nfrom mindspore import nn\n\nnet = nn.Cell()\nx = '网é', net.forward(1)\n"
    (found,) = server.open("pkg/net.py", text)
    if plugin == "pylint":  # the server leaves out the columns of pylint's messages
        assert (found["code"], found["range"]["start"]["line"]) == ("E8602", 4)
    else:
        assert ours([found]) == [(4, 14, "MSP102")]


@pytest.mark.parametrize("plugin", [OURS], indirect=True)
def test_lines_are_counted_as_python_and_the_protocol_do(server: LanguageServer) -> None:
    """A form feed, a line separator and the like end no line."""
    text = "\f\nx = '\u2028\u2029\x85\x0b\x1c'\nfrom mindspore import nn\nnet = nn.Cell()\n网 = net.forward(1)\n"
    assert ours(server.open("pkg/net.py", text)) == [(4, 8, "MSP102")]
