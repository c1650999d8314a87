"""Which classes are Cells: what the tool reads in the text, against what Python makes of it when it runs.

Projects are drawn at random: files and packages, classes that derive from one another across files, aliases, nested
classes, re-exports, star imports, circles. The reference imports them in a process of its own, with a `mindspore`
whose `nn.Cell` notes down what derives from it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint_plugin.engine import Engine
from lint_plugin.settings import Settings

MINDSPORE = {
    "mindspore/__init__.py": "from mindspore import nn\n",
    "mindspore/nn/__init__.py": "from mindspore.nn.cell import Cell\n\n\nclass Dense(Cell):\n    pass\n",
    "mindspore/nn/cell.py": """\
MADE = []


class Cell:
    def __init_subclass__(cls):
        if "forward" in vars(cls):
            code = cls.forward.__code__
            MADE.append((code.co_filename, code.co_firstlineno))
""",
}
RUNNING = """\
import importlib, json, sys

sys.path[:0] = sys.argv[1:3]
sys.dont_write_bytecode = True
from mindspore.nn.cell import MADE

ran = []
for name in sys.argv[3:]:
    try:
        ran.append(importlib.import_module(name).__file__)
    except (ImportError, AttributeError, NameError, TypeError):  # a circle that Python can't go round
        pass
print(json.dumps([[place for place in MADE if place[0] in ran], ran]))
"""
FOLDERS = ("", "pkg", "pkg/sub")
METHOD = "def forward(self, x):\n"
FROM_MINDSPORE = {
    "from mindspore import nn": "nn.Cell",
    "import mindspore as ms": "ms.nn.Cell",
    "import mindspore.nn as layers": "layers.Dense",
    "from mindspore.nn import Cell as Root": "Root",
    "from mindspore.nn.cell import Cell": "Cell",
}


def dotted(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@st.composite
def projects(draw: st.DrawFn) -> dict[str, str]:
    """Draw a project: path -> text."""
    count = draw(st.integers(2, 5))
    paths = [os.path.join(draw(st.sampled_from(FOLDERS)), f"m{n}.py") for n in range(count)]
    names = {path: [f"{letter}{n}" for letter in "AB"] for n, path in enumerate(paths)}
    packages = {"pkg/__init__.py": "", "pkg/sub/__init__.py": ""}
    for package in packages:
        for path in draw(st.lists(st.sampled_from(paths), max_size=2, unique=True)):
            taken = draw(st.sampled_from(("*", *names[path])))
            packages[package] += f"from {dotted(path)} import {taken}\n"
    return packages | {path: draw(modules(path, paths, names)) for path in paths}


@st.composite
def modules(draw: st.DrawFn, path: str, paths: list[str], names: dict[str, list[str]]) -> str:
    """Draw a module of a project, that defines its `names` and takes others'."""
    statement = draw(st.sampled_from(sorted(FROM_MINDSPORE)))
    lines, usable = [statement], [FROM_MINDSPORE[statement], "object"]
    taken: list[str] = []
    for other in draw(st.lists(st.sampled_from(paths), max_size=3, unique=True)):
        if other != path:
            statement, bases = draw(imports(path, other, names[other]))
            lines.append(statement)
            taken += bases
    for name in names[path]:
        base = draw(st.sampled_from(taken if taken and draw(st.integers(0, 3)) else usable))
        kind = draw(st.sampled_from(("class", "class", "two bases", "alias", "nested", "in a condition", "in a try")))
        inherited = f"class {name}({base}):\n    {METHOD}        return x\n"
        if kind == "class":
            lines.append(inherited)
        elif kind == "two bases":
            mixin = f"Mixin{name}"
            lines.append(
                f"class {mixin}:\n    pass\n\n\nclass {name}({mixin}, {base}):\n    {METHOD}        return x\n"
            )
        elif kind == "alias":
            lines.append(f"{name} = {base}")
        elif kind == "nested":
            lines.append(f"class Outer{name}:\n    class Inner({base}):\n        {METHOD}            return x\n")
            lines.append(f"{name} = Outer{name}.Inner")
        else:
            head, tail = ("if True", "") if kind == "in a condition" else ("try", "except ValueError:\n    raise\n")
            inner = f"    class {name}({base}):\n        {METHOD}            return x\n"
            lines.append(f"{head}:\n{inner}{tail}")
        usable.append(name)
    text = "\n".join(lines) + "\n"
    if draw(st.booleans()):
        text += f"__all__ = {draw(st.lists(st.sampled_from(names[path]), unique=True))!r}\n"
    return text


@st.composite
def imports(draw: st.DrawFn, path: str, other: str, names: list[str]) -> tuple[str, list[str]]:
    """Draw a statement by which a module takes names of another, and what it writes for them then."""
    module, taken = dotted(other), draw(st.sampled_from(names))
    package = os.path.dirname(other).replace("/", ".")
    ways = [
        (f"from {module} import {taken}", [taken]),
        (f"from {module} import {taken} as Taken{taken}", [f"Taken{taken}"]),
        (f"import {module}", [f"{module}.{name}" for name in names]),
        (f"import {module} as other_{taken}", [f"other_{taken}.{name}" for name in names]),
        (f"from {module} import *", names),
    ]
    if package:
        ways += [
            (f"from {package} import {taken}", [taken]),
            (f"from {package} import *", names),
            (f"import {package} as package_{taken}", [f"package_{taken}.{taken}"]),
        ]
        if os.path.dirname(path) == os.path.dirname(other):
            stem = module.rpartition(".")[2]
            ways += [
                (f"from .{stem} import {taken}", [taken]),
                (f"from . import {stem}", [f"{stem}.{name}" for name in names]),
                (f"from . import {taken}", [taken]),
            ]
    return draw(st.sampled_from(ways))


def write(files: dict[str, str], folder: Path) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def run_by_python(framework: Path, project: Path, files: list[str]) -> tuple[set[tuple[str, int]], list[str]]:
    """Return the Cells, by the place of their `forward`, and the files that could be run to their end."""
    command = [sys.executable, "-I", "-c", RUNNING, str(project), str(framework), *map(dotted, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    made, ran = json.loads(done.stdout)
    return {(os.path.relpath(path, project), line) for path, line in made}, [os.path.relpath(p, project) for p in ran]


@given(files=projects())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_classes_are_cells_as_when_python_runs_the_project(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        framework, project = Path(folder, "framework").resolve(), Path(folder, "project").resolve()
        write(MINDSPORE, framework)
        write({**files, "pyproject.toml": ""}, project)
        cells, ran = run_by_python(framework, project, sorted(files))
        engine = Engine(Settings(select=("MSP101",)))
        found = set()
        for name in ran:
            path = project / name
            found |= {(name, finding.line) for finding in engine.check(str(path), path.read_bytes()).findings}
    assert found == cells
