"""The plugin in the real flake8."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Tree
from tests.test_command import CLEAN, LEFTOVER


def flake8(*arguments: str, cwd: Path, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run flake8 in a folder, `text` on its standard input."""
    command = [sys.executable, "-m", "flake8", *arguments]
    return subprocess.run(command, cwd=cwd, input=text, capture_output=True, timeout=120, check=False)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_findings_of_many_files(tree: Tree, jobs: str) -> None:
    root = tree({f"net{n}.py": LEFTOVER for n in range(4)} | {"clean.py": CLEAN})
    lines = sorted(flake8("--select=MSP", "-j", jobs, cwd=root).stdout.decode().splitlines())
    assert [line.split(" ")[:2] for line in lines] == [[f"./net{n}.py:5:9:", "MSP101"] for n in range(4)]


def test_it_is_on_by_default_beside_flake8s_own_rules(tree: Tree) -> None:
    out = flake8(cwd=tree({"net.py": "import os\n" + LEFTOVER})).stdout.decode()
    assert "F401" in out and "MSP101" in out


def test_unsaved_text_is_read_from_standard_input_and_its_base_from_disk(tree: Tree) -> None:
    root = tree({"pkg/__init__.py": "", "pkg/base.py": CLEAN.replace("construct", "other")})
    text = b"from .base import Net\n\n\nclass Child(Net):\n    def forward(self, x):\n        return x\n"
    out = flake8("--select=MSP", "--stdin-display-name", "pkg/unsaved.py", "-", cwd=root, text=text).stdout.decode()
    assert out.startswith("pkg/unsaved.py:5:9: MSP101 ")


def test_noqa_works_on_the_line_where_the_name_stands(tree: Tree) -> None:
    root = tree({"net.py": """\
        from mindspore import nn

        net = nn.Cell()
        first = (net
                 .buffers())  # noqa: MSP103
        second = (net
                  .buffers())
    """})  # fmt: skip
    (line,) = flake8("--select=MSP", cwd=root).stdout.decode().splitlines()
    assert line.startswith("./net.py:7:")


@pytest.mark.parametrize("name", ["setup.cfg", "tox.ini", ".flake8"])
def test_options_are_read_from_flake8s_configuration(tree: Tree, name: str) -> None:
    root = tree({"net.py": LEFTOVER + "\n\nnn.BatchNorm2d(4).buffers()\n"})
    (root / name).write_text("[flake8]\nselect = MSP\nmindspore-version = 2.6\n")
    out = flake8(cwd=root).stdout.decode()
    assert "MSP101" in out and "MSP207" in out and "MSP103" not in out


def test_wrong_version_is_a_usage_error(tree: Tree) -> None:
    done = flake8("--mindspore-version=latest", cwd=tree({"net.py": LEFTOVER}))
    assert done.returncode != 0
    assert b"latest" in done.stderr and b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("adapter", "others"), [("hosts.flake8_plugin", ("pylint", "astroid")), ("hosts.pylint_plugin", ("flake8",))]
)
def test_an_adapter_imports_its_own_host_alone(adapter: str, others: tuple[str, ...]) -> None:
    code = f"import sys, lint_plugin.{adapter}; print([m for m in {others!r} if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_the_engine_imports_the_standard_library_alone() -> None:
    code = (
        "import sys; before = set(sys.modules); import lint_plugin.command.cli, lint_plugin.engine;"
        "print({m.partition('.')[0] for m in set(sys.modules) - before} - sys.stdlib_module_names)"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "{'lint_plugin'}"
