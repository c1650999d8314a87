"""What an editor offers about findings, over the protocol: fixes, comments, documents, with unsaved text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import Tree
from tests.hosts.language_server import LanguageServer
from tests.hosts.test_language_server import OFF, ON, OURS

CAN = {"window": {"showDocument": {"support": True}}}
NET = """\
from mindspore import nn


class Net(nn.Cell):
    def forward(self, x):
        return '网\N{GRINNING FACE}', nn.Dense(1, 1).forward(x), nn.Dense(2, 2).forward(x)


Net().buffers()
"""
SECOND = (5, 64)
"""A place in the second `.forward` of line 6, columns in UTF-16 units."""


@pytest.fixture
def server(tree: Tree) -> Iterator[LanguageServer]:
    root = tree({"pkg/__init__.py": "", "pkg/net.py": ""})
    with LanguageServer(root, {**OFF, **ON[OURS]}, CAN) as running:
        yield running


def applied(text: str, action: dict[str, Any]) -> str:
    """Return what an editor makes of a text by an action's edits, whose columns are UTF-16 units."""
    (edits,) = action["edit"]["changes"].values()
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(place: dict[str, int]) -> int:
        line = lines[place["line"]].encode("utf-16-le")[: 2 * place["character"]]
        return starts[place["line"]] + len(line.decode("utf-16-le"))

    for edit in sorted(edits, key=lambda edit: offset(edit["range"]["start"]), reverse=True):
        start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = text[:start] + edit["newText"] + text[end:]
    return text


def named(actions: list[dict[str, Any]], beginning: str) -> dict[str, Any]:
    (found,) = [action for action in actions if action["title"].startswith(beginning)]
    return found


def test_a_finding_is_fixed_where_the_cursor_is(server: LanguageServer) -> None:
    server.open("pkg/net.py", NET)
    actions = server.code_actions("pkg/net.py", SECOND, SECOND)
    action = named(actions, "MSP102: call the Cell itself")
    assert (action["kind"], action["isPreferred"]) == ("quickfix", True)
    (diagnostic,) = action["diagnostics"]
    assert (diagnostic["code"], diagnostic["range"]["start"]) == ("MSP102", {"line": 5, "character": 64})
    assert applied(NET, action) == NET.replace("nn.Dense(2, 2).forward(x)", "nn.Dense(2, 2)(x)")
    assert server.code_actions("pkg/net.py", (2, 0), (3, 0), ["quickfix"]) == []


def test_all_findings_of_a_rule_are_fixed(server: LanguageServer) -> None:
    server.open("pkg/net.py", NET)
    action = named(server.code_actions("pkg/net.py", SECOND, SECOND), "MSP102: fix all")
    assert applied(NET, action) == NET.replace(").forward(x)", ")(x)")


def test_all_that_is_safe_is_fixed(server: LanguageServer) -> None:
    server.open("pkg/net.py", NET)
    (action,) = server.code_actions("pkg/net.py", (0, 0), (0, 0), ["source.fixAll"])
    assert action["kind"] == "source.fixAll.mindspore_lint"
    fixed = NET.replace(").forward(x)", ")(x)").replace("def forward", "def construct")
    assert applied(NET, action) == fixed
    server.change("pkg/net.py", 2, fixed)
    assert server.code_actions("pkg/net.py", (0, 0), (0, 0), ["source.fixAll"]) == []


def test_an_unsafe_fix_says_so_and_is_not_preferred(server: LanguageServer) -> None:
    server.open("pkg/net.py", NET)
    action = named(server.code_actions("pkg/net.py", (8, 8), (8, 8)), "MSP103: write 'untrainable_params'")
    assert "unsafe" in action["title"] and not action["isPreferred"]
    assert applied(NET, action) == NET.replace("buffers", "untrainable_params")


def test_unsaved_text_counts(server: LanguageServer) -> None:
    (server.root / "pkg" / "net.py").write_text("x = 1\n")
    server.open("pkg/net.py", "x = 1\n")
    text = "import os\n\n" + NET
    server.change("pkg/net.py", 2, text)
    action = named(server.code_actions("pkg/net.py", (6, 10), (6, 10)), "MSP101: rename")
    assert applied(text, action) == text.replace("def forward", "def construct")
    assert (server.root / "pkg" / "net.py").read_text() == "x = 1\n"


@pytest.mark.parametrize(
    ("line", "silenced"),
    [
        ("nn.Dense(1, 1).forward(x)", "nn.Dense(1, 1).forward(x)  # noqa: MSP102"),
        ("nn.Dense(1, 1).forward(x)  # why", "nn.Dense(1, 1).forward(x)  # why  # noqa: MSP102"),
        ("nn.Dense(1, 1).forward(x)  # noqa: E501", "nn.Dense(1, 1).forward(x)  # noqa: E501,MSP102"),
        ("nn.Dense(1, 1).forward(\n    x)", "nn.Dense(1, 1).forward(  # noqa: MSP102\n    x)"),
        ("y = nn.Dense(1, 1).forward \\\n    (x)", "y = nn.Dense(1, 1).forward \\\n    (x)  # noqa: MSP102"),
        ("nn.Dense(1, 1).forward('''\n''')", "nn.Dense(1, 1).forward('''\n''')  # noqa: MSP102"),
    ],
)
def test_a_comment_disables_a_rule_for_the_line(line: str, silenced: str, server: LanguageServer) -> None:
    text = f"from mindspore import nn\n\n{line}\n"
    (finding,) = server.open("pkg/net.py", text)
    start = finding["range"]["start"]
    place = (start["line"], start["character"])
    action = named(server.code_actions("pkg/net.py", place, place), "MSP102: disable for this line")
    after = applied(text, action)
    assert after == f"from mindspore import nn\n\n{silenced}\n"
    assert server.change("pkg/net.py", 2, after) == []


def test_the_document_of_mindspore_is_opened(server: LanguageServer) -> None:
    (first, *_) = server.open("pkg/net.py", NET)
    action = named(server.code_actions("pkg/net.py", (4, 9), (4, 9)), "MSP101: open MindSpore's document")
    command = action["command"]
    assert server.execute(command["command"], command["arguments"]) is not None
    server.code_actions("pkg/net.py", (0, 0), (0, 0))  # what the server asks comes before this answer
    (asked,) = [message for message in server.asked if message["method"] == "window/showDocument"]
    assert asked["params"] == {"uri": first["codeDescription"]["href"], "external": True}


def test_an_editor_that_shows_no_documents_is_not_offered_any(tree: Tree) -> None:
    root = tree({"net.py": ""})
    versioned = {"workspace": {"workspaceEdit": {"documentChanges": True}}}
    with LanguageServer(root, {**OFF, **ON[OURS]}, versioned) as server:
        server.open("net.py", NET)
        actions = server.code_actions("net.py", SECOND, SECOND)
        assert actions and not any("command" in action for action in actions)
        (change,) = named(actions, "MSP102: call")["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": (root / "net.py").as_uri(), "version": 1}


def test_text_is_read_in_the_encoding_that_it_names(server: LanguageServer) -> None:
    text = "# coding: gbk\n" + NET.replace("\N{GRINNING FACE}", "")
    assert [found["code"] for found in server.open("pkg/net.py", text)] == ["MSP101", "MSP102", "MSP102", "MSP103"]
    action = named(server.code_actions("pkg/net.py", (5, 9), (5, 9)), "MSP101: rename")
    assert applied(text, action) == text.replace("def forward", "def construct")
