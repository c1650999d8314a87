"""flake8, pylint and the command say the same of the same files: one process of each over all files of a tree.

A released package is compared too where MINDSPORE_LINT_CORPORA names a folder that holds it, unpacked.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lint_plugin.rules import all_rules
from tests.conftest import Tree

REPOSITORY = Path(__file__).parent.parent
CORPORA = os.environ.get("MINDSPORE_LINT_CORPORA", "")
RELEASED = Path(CORPORA, "mindcv-0.3.0")

needs_released = pytest.mark.skipif(
    not CORPORA or not RELEASED.is_dir(),
    reason="MINDSPORE_LINT_CORPORA names no folder that holds mindcv-0.3.0, unpacked",
)

FURTHER_PACKAGES = ""
"""A folder whose packages the processes can import, as if they were installed."""

Place = tuple[str, int, int, str]


def run(*command: str, cwd: Path) -> str:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY), FURTHER_PACKAGES]),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, env=environment, capture_output=True, timeout=900, check=False
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.stdout.decode()


def path_of(shown: str) -> str:
    return Path(shown).as_posix()


def by_command(root: Path, *options: str) -> list[Place]:
    found = json.loads(run("lint_plugin", "--output-format=json", *options, ".", cwd=root))
    return sorted((path_of(f["path"]), f["line"], f["column"], f["code"]) for f in found)


def by_flake8(root: Path, *options: str) -> list[Place]:
    out = run("flake8", "--isolated", "-j1", "--select=MSP", *options, ".", cwd=root)
    matches = [re.fullmatch(r"(.+?):(\d+):(\d+): (\w+) .+", line) for line in out.splitlines()]
    assert all(matches), out
    return sorted((path_of(m[1]), int(m[2]), int(m[3]), m[4]) for m in matches if m)


def by_pylint(root: Path, *options: str) -> list[Place]:
    codes = {rule.pylint_id: rule.code for rule in all_rules() if rule.on_by_default}
    configuration = root.parent / "pylintrc"
    configuration.write_text("[MAIN]\n")
    files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.py"))
    own = ("--load-plugins=lint_plugin", "--disable=all", f"--enable={','.join(codes)}", "--output-format=json")
    found = json.loads(run("pylint", f"--rcfile={configuration}", *own, *options, *files, cwd=root))
    return sorted((path_of(f["path"]), f["line"], f["column"] + 1, codes[f["message-id"]]) for f in found)


@pytest.fixture
def copied(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Copy a tree, so that no configuration around it is read."""
    root = tmp_path / "copy"
    shutil.copytree(request.param, root, ignore=shutil.ignore_patterns("__pycache__", "setup.cfg", "pyproject.toml"))
    (root / "pyproject.toml").touch()
    return root


@pytest.mark.parametrize(
    ("copied", "options"),
    [
        pytest.param(REPOSITORY / "examples", (), id="examples"),
        pytest.param(REPOSITORY / "tests" / "fixtures", (), id="fixtures"),
        pytest.param(
            REPOSITORY / "examples",
            ("--mindspore-version=2.6", "--min-confidence=inferred"),
            id="examples-2.6-inferred",
        ),
        pytest.param(
            RELEASED,
            (),
            id="mindcv-0.3.0",
            marks=needs_released,
        ),
    ],
    indirect=["copied"],
)
def test_all_three_report_the_same_places(copied: Path, options: tuple[str, ...]) -> None:
    reported = by_command(copied, *options)
    assert reported
    assert by_flake8(copied, *options) == reported
    assert by_pylint(copied, *options) == reported


NOQA = '''
import mindspore.nn as nn

net = nn.Cell()
net.buffers()  # noqa
net.buffers()  # noqa: MSP103
net.buffers()  # noqa: MSP1
net.buffers()  # NOQA:msp103,E501
net.buffers()  # noqa: MSP104
net.buffers()  # noqa : MSP103
net.buffers()  #noqa
(net
 .buffers())  # noqa
(net  # noqa
 .buffers())
net \\
    .buffers()  # noqa
net.register_buffer("""
mask""", 1)  # noqa
"# noqa"; net.buffers()
net.buffers("# noqa: MSP104")
'''


@pytest.mark.parametrize("head", ["", "# flake8: noqa", "# flake8: noqa: MSP103", "import os  # flake8: noqa"])
def test_the_command_reads_noqa_as_flake8_does(tree: Tree, head: str) -> None:
    root = tree({"net.py": head + NOQA})
    assert by_command(root) == by_flake8(root)


@needs_released
def test_the_readme_shows_what_the_command_says_of_released_code() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^mindcv/.*$", readme, re.MULTILINE)
    assert shown in run("lint_plugin", "--language=en", "mindcv", cwd=RELEASED).splitlines()
