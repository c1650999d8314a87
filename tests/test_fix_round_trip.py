"""A released package, with idioms of torch put back into it: fixes take them out again.

It is run where MINDSPORE_LINT_CORPORA names a folder that holds the package, unpacked.
"""

from __future__ import annotations

import ast
import itertools
import os
import re
from pathlib import Path

import pytest

from lint_plugin.command.checking import Task, cores
from lint_plugin.command.fixing import FixedFile, Plan, fix
from lint_plugin.fixes.edit import Applicability
from lint_plugin.settings import Settings

CORPORA = os.environ.get("MINDSPORE_LINT_CORPORA", "")
RELEASED = Path(CORPORA, "mindcv-0.3.0")
pytestmark = pytest.mark.skipif(
    not CORPORA or not RELEASED.is_dir(),
    reason="MINDSPORE_LINT_CORPORA names no folder that holds mindcv-0.3.0, unpacked",
)
SETTINGS = Settings(select=("MSP101", "MSP102", "MSP103", "MSP104", "MSP105", "MSP106"), mindspore_version=(2, 3))
IDIOMS = itertools.cycle(
    (
        "self.register_buffer('extra', None)",
        "self.register_buffer(\n{blank}    'extra', self.training, persistent=False)  # 附加",
        "extra = list(self.buffers())",
        "extra = {{name: b.shape for name, b in self.named_buffers()}}",
        "first = next(self.untrainable_params())",
        "extra = dict(self.trainable_params())",
        "for name, p in self.untrainable_params():\n{blank}    print(name, p)",
        "extra = self.untrainable_params()\n{blank}first = next(extra, None)",
    )
)


def renamed_back(text: str) -> str:
    """Return a file's text with each method `construct` of a class named `forward`."""
    lines = text.splitlines(keepends=True)
    for cls in [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)]:
        for method in cls.body:
            if isinstance(method, ast.FunctionDef) and method.name == "construct":
                line = lines[method.lineno - 1]
                lines[method.lineno - 1] = re.sub(r"\bdef construct\b", "def forward", line)
    return "".join(lines)


def with_idioms(text: str) -> str:
    """Return a file's text with an idiom of torch at the end of each `__init__` of a class that has `forward`."""
    lines = text.splitlines(keepends=True)
    ends = []
    classes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)]
    for cls in classes:
        methods = {method.name: method for method in cls.body if isinstance(method, ast.FunctionDef)}
        if {"__init__", "forward"} <= methods.keys():
            last = methods["__init__"].body[-1]
            ends.append((last.end_lineno, " " * last.col_offset))
    for line, blank in sorted(ends, reverse=True):
        lines.insert(line or 0, f"{blank}{next(IDIOMS).format(blank=blank)}\n")
    return "".join(lines)


def fixed(root: Path) -> dict[str, FixedFile]:
    """Return what fixing makes of the files of a project, by their paths in it."""
    tasks = [Task(str(path), SETTINGS) for path in sorted(root.rglob("*.py"))]
    files = fix(tasks, Plan(Applicability.UNSAFE, jobs=cores()))
    assert not [problem for file in files for problem in file.result.problems]
    return {os.path.relpath(file.task.path, root): file for file in files}


def copied(root: Path, change: object) -> dict[str, str]:
    """Write the package below a folder, changed; return the texts by their paths in it."""
    texts = {}
    (root / "pyproject.toml").touch()
    for path in sorted(RELEASED.rglob("*.py")):
        name = os.path.relpath(path, RELEASED)
        texts[name] = change(path.read_text(encoding="utf-8"))  # type: ignore[operator]
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(texts[name], encoding="utf-8")
    return texts


def after(file: FixedFile, before: str) -> str:
    return before if file.after is None else file.after.decode()


def test_construct_is_back_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "ported").mkdir()
    (tmp_path / "renamed").mkdir()
    ported = copied(tmp_path / "ported", str)
    renamed = copied(tmp_path / "renamed", renamed_back)
    expected = fixed(tmp_path / "ported")  # the package has leftovers of its own
    found = fixed(tmp_path / "renamed")
    assert sum(text.count("def forward(") for text in renamed.values()) > 250
    for name, text in renamed.items():
        assert after(found[name], text) == after(expected[name], ported[name])


def test_idioms_are_gone_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    texts = copied(tmp_path, lambda text: with_idioms(renamed_back(text)))
    files = fixed(tmp_path)
    assert sum(len(file.fixed) for file in files.values()) > 450
    for name, file in files.items():
        assert not file.result.findings
        ast.parse(after(file, texts[name]))
        (tmp_path / name).write_text(after(file, texts[name]), encoding="utf-8")
    assert all(file.after is None for file in fixed(tmp_path).values())
