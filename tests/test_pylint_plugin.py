"""The plugin in the real pylint."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import Tree
from tests.test_command import CLEAN, LEFTOVER

QUIET = "--disable=all"
OURS = "--enable=forward-in-cell,buffers-call-on-cell,register-buffer-on-cell,forward-call-on-cell"


def pylint(*arguments: str, cwd: Path, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run pylint with the plugin in a folder, `text` on its standard input."""
    command = [sys.executable, "-m", "pylint", "--load-plugins=lint_plugin", *arguments]
    return subprocess.run(command, cwd=cwd, input=text, capture_output=True, timeout=120, check=False)


def messages(*arguments: str, cwd: Path, text: bytes = b"") -> list[dict[str, Any]]:
    """Run pylint with this plugin's messages alone and return them, in the format that every pylint has."""
    done = pylint(QUIET, OURS, "--output-format=json", *arguments, cwd=cwd, text=text)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def confidences(*arguments: str, cwd: Path) -> list[str]:
    """Run pylint with this plugin's messages alone and return the confidence of each."""
    done = pylint(QUIET, OURS, "--msg-template={confidence}", *arguments, cwd=cwd)
    return re.findall(r"Confidence\(name='(\w+)'", done.stdout.decode())


def test_message_has_id_symbol_position_scope_and_confidence(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER, "clean.py": CLEAN})
    (message,) = messages("net.py", "clean.py", cwd=root)
    assert (message["message-id"], message["symbol"]) == ("E8601", "forward-in-cell")
    assert (message["line"], message["column"], message["endLine"], message["endColumn"]) == (5, 8, 5, 15)
    assert message["obj"] == "Net.forward"
    assert confidences("net.py", "clean.py", cwd=root) == ["HIGH"]
    assert "construct" in message["message"]


def test_confidence_maps_to_pylints_own(tree: Tree) -> None:
    root = tree({"net.py": """\
        import mindspore
        from mindspore import nn

        def function(net: nn.Cell, unknown):
            net.buffers()
            unknown.register_buffer("mask", None)
    """})  # fmt: skip
    assert confidences("net.py", cwd=root) == ["INFERENCE", "INFERENCE_FAILURE"]
    assert len(messages("--min-confidence=inferred", "net.py", cwd=root)) == 1


def test_disable_comments_hold_for_a_line_a_block_and_a_module(tree: Tree) -> None:
    root = tree({
        "line.py": LEFTOVER.replace("(self, x):", "(self, x):  # pylint: disable=forward-in-cell"),
        "block.py": LEFTOVER.replace("Cell):", "Cell):\n    # pylint: disable=forward-in-cell"),
        "module.py": "# pylint: disable=forward-in-cell\n" + LEFTOVER,
        "by_id.py": "# pylint: disable=E8601\n" + LEFTOVER,
        "arms.py": """\
            from mindspore import nn

            net = nn.Cell()
            if net:
                # pylint: disable=buffers-call-on-cell
                net.buffers()
            else:
                net.buffers()
        """,
    })  # fmt: skip
    found = messages("line.py", "block.py", "module.py", "by_id.py", "arms.py", cwd=root)
    assert [(message["path"], message["line"]) for message in found] == [("arms.py", 8)]


def test_text_of_standard_input_is_checked_in_place_of_the_file(tree: Tree) -> None:
    root = tree({"pkg/__init__.py": "", "pkg/base.py": CLEAN.replace("construct", "other"), "pkg/child.py": ""})
    text = b"from .base import Net\n\n\nclass Child(Net):\n    def forward(self, x):\n        return x\n"
    (message,) = messages("--from-stdin", "pkg/child.py", cwd=root, text=text)
    assert (message["symbol"], message["line"]) == ("forward-in-cell", 5)


def test_workers_find_the_same(tree: Tree) -> None:
    root = tree({f"net{n}.py": LEFTOVER for n in range(4)})
    found = messages("-j2", *(f"net{n}.py" for n in range(4)), cwd=root)
    assert sorted(message["path"] for message in found) == [f"net{n}.py" for n in range(4)]


def test_options_are_read_from_pylints_own_configuration(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER + "\n\nNet().buffers()\n"})
    (root / "pyproject.toml").write_text(
        '[tool.pylint.main]\nload-plugins = ["lint_plugin"]\n[tool.pylint.mindspore-lint]\nmindspore-version = "2.6"\n'
    )
    assert [message["symbol"] for message in messages("net.py", cwd=root)] == ["forward-in-cell"]


def test_wrong_version_is_a_usage_error(tree: Tree) -> None:
    done = pylint("--mindspore-version=latest", "net.py", cwd=tree({"net.py": LEFTOVER}))
    assert done.returncode == 32
    assert b"latest" in done.stderr and b"Traceback" not in done.stderr


def test_help_of_a_message_tells_what_it_reports(tmp_path: Path) -> None:
    out = pylint("--help-msg=forward-in-cell", cwd=tmp_path).stdout.decode()
    assert "E8601" in out and "'construct'" in out
