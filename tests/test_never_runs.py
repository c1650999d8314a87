"""What is checked is never run: modules that leave a trace when they are imported leave none.

The modules bear names that linters, test runners and the standard library import, and the checked folder is the
working folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from lint_plugin.command import checking
from tests.conftest import Tree

REPOSITORY = Path(__file__).parent.parent
POISON = """\
import os

with open(os.environ["TRACES"] + "/" + __name__, "w"):
    pass

from mindspore import nn
from helpers import Base


class Net(nn.Cell):
    def forward(self, x):
        return x


class Other(Base):
    def construct(self, x):
        return self.buffers()
"""
OURS = (
    "lint_plugin/__init__.py",
    "lint_plugin/command/cli.py",
    "lint_plugin/hosts/pylint_plugin.py",
    "lint_plugin/rules/__init__.py",
)
FRAMEWORKS = ("mindspore/__init__.py", "mindspore/nn/__init__.py", "torch/__init__.py", "torch/nn.py")
MODULES = ("conftest.py", "helpers.py", "sitecustomize.py", "usercustomize.py", "net.py")
STANDARD = tuple(
    f"{name}.py"
    for name in sys.stdlib_module_names
    if not name.startswith("_") and name not in sys.builtin_module_names
)
PRINT_IMPORTED = "import sys; print(*sys.modules)"

FRONT_ENDS = {
    "console script": ("mindspore-lint", "--isolated", "--report-unused-suppressions", "."),
    "console script, statistics": ("mindspore-lint", "--statistics", "--output-format=sarif", "."),
    "console script, junit": ("mindspore-lint", "--output-format=junit", "--output-file=../out.xml", "."),
    "module": ("-m", "lint_plugin", "--output-format=json", "."),
    "module, workers": ("-m", "lint_plugin", "-j2", "."),
    "settings": ("mindspore-lint", "--show-settings", "net.py"),
    "wrong usage": ("mindspore-lint", "--select=MSP10I", "."),
    "flake8": ("flake8", "--isolated", "-j1", "--select=MSP", "."),
    "flake8, workers": ("flake8", "--isolated", "-j2", "--select=MSP", "."),
}


def poisoned(tree: Tree, names: Iterable[str], large: bool) -> Path:
    """Write the modules; those of a large tree are worth two workers."""
    filler = f"filler = '{'0' * 2 * checking.WORTH_A_WORKER}'\n" if large else ""
    return tree({**dict.fromkeys(names, POISON), "first.py": POISON + filler, "last.py": POISON + filler})


def imported_by_python(folder: Path) -> set[str]:
    """Return the files that `python -m` looks for in the working folder before the module's first line."""
    (folder / "empty.py").write_text(PRINT_IMPORTED)
    done = subprocess.run([sys.executable, "-m", "empty"], cwd=folder, capture_output=True, text=True, check=True)
    return {f"{name}.py" for name in done.stdout.split()}


def start(command: tuple[str, ...], root: Path, traces: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TRACES": str(traces)}
    if "PYTHONPYCACHEPREFIX" not in environment:  # Python's own bytecode would be written beside what is checked
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
    environment.pop("PYTHONPATH", None)
    script = Path(sys.executable).with_name(command[0])
    first = [sys.executable, command[0]] if command[0] == "-m" else [sys.executable, shutil.which(script) or script]
    return subprocess.run(
        [*map(str, first), *command[1:]], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def written(root: Path) -> dict[str, int]:
    return {str(path.relative_to(root)): path.stat().st_mtime_ns for path in root.rglob("*")}


@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_nothing_checked_is_run_and_nothing_is_written(
    front_end: str, tree: Tree, tmp_path_factory: pytest.TempPathFactory
) -> None:
    command = FRONT_ENDS[front_end]
    names = {*STANDARD, *FRAMEWORKS, *MODULES, *OURS}
    if command[0] == "-m":  # Python imports these and the package from the working folder, whatever the package does
        names -= imported_by_python(tmp_path_factory.mktemp("python")) | set(OURS)
    root, traces = poisoned(tree, names, large=front_end == "module, workers"), tmp_path_factory.mktemp("traces")
    before = written(root)
    done = start(command, root, traces)
    assert not list(traces.iterdir())
    assert written(root) == before
    assert "Traceback" not in done.stderr, done.stderr
    if front_end not in ("settings", "wrong usage", "console script, junit"):
        assert done.returncode == 1 and "net.py" in done.stdout, done


@pytest.mark.skipif(sys.version_info < (3, 11), reason="PYTHONSAFEPATH is read since Python 3.11")
def test_with_a_safe_path_nothing_at_all_is_imported_from_the_working_folder(
    tree: Tree, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    root, traces = poisoned(tree, {*STANDARD, *FRAMEWORKS, *MODULES, *OURS}, False), tmp_path_factory.mktemp("traces")
    before = written(root)
    for command in (("-m", "lint_plugin", "."), ("-m", "flake8", "--isolated", "-j1", "--select=MSP", ".")):
        done = start(command, root, traces)
        assert done.returncode == 1 and "net.py" in done.stdout and "Traceback" not in done.stderr, done
    assert not list(traces.iterdir())
    assert written(root) == before


def test_pylint_runs_nothing_for_this_plugin(tree: Tree, tmp_path_factory: pytest.TempPathFactory) -> None:
    """pylint puts the checked folder on sys.path: what it imports from there by itself is not ours to keep out."""
    root = poisoned(tree, {*STANDARD, *FRAMEWORKS, *MODULES, *OURS}, large=False)
    (root / "pylintrc").write_text("[MAIN]\n")
    command = ("pylint", "--rcfile=pylintrc", "--disable=all", "--enable=E8601,bad-option-value", "net.py")
    alone, ours = tmp_path_factory.mktemp("alone"), tmp_path_factory.mktemp("ours")
    start(command, root, alone)
    done = start((*command, "--load-plugins=lint_plugin"), root, ours)
    assert "E8601" in done.stdout, done
    assert not {path.name for path in ours.iterdir()} - {path.name for path in alone.iterdir()}
