"""Which classes are Cells: what the tool reads in the text, against what Python makes of it when it runs.

Projects are drawn at random: files and packages, classes that derive from one another across files, generic ones,
aliases, nested classes, re-exports, star imports, imports in conditions, circles. The reference imports them in a
process of its own, with a `mindspore` whose `nn.Cell` notes down what derives from it.
"""

from __future__ import annotations

import json
import os
import re
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
FOLDERS = ("", "pkg", "pkg/sub", "space")
"""A root, packages, a package without `__init__.py`."""
TYPING = "from typing import TYPE_CHECKING, Generic, TypeVar\n\nT = TypeVar('T')\n"
GENERIC = re.compile(r"G\d+$")
KINDS = ("class", "class", "two bases", "alias", "either base", "nested", "in a condition", "in a try")
GUARDED = (
    *("{statement}", "{statement}", "{statement}"),
    "try:\n{indented}\nexcept ImportError:\n    raise",
    "try:\n    import absent\nexcept ImportError:\n{indented}",
    "if TYPE_CHECKING:\n    pass\nelse:\n{indented}",
    "if not TYPE_CHECKING:\n{indented}",
)
"""How an import stands in a module; all of them are run."""
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
    names = {path: [f"{letter}{n}" for letter in "ABG"] for n, path in enumerate(paths)}
    packages = {"pkg/__init__.py": "", "pkg/sub/__init__.py": ""}
    for package in packages:
        for path in draw(st.lists(st.sampled_from(paths), max_size=2, unique=True)):
            taken = draw(st.sampled_from(("*", *names[path])))
            module = draw(st.sampled_from((dotted(path), *relative(package, path))))
            packages[package] += f"from {module} import {taken}\n"
    return packages | {path: draw(modules(path, paths, names)) for path in paths}


@st.composite
def modules(draw: st.DrawFn, path: str, paths: list[str], names: dict[str, list[str]]) -> str:
    """Draw a module of a project, that defines its `names` and takes others'."""
    statement = draw(st.sampled_from(sorted(FROM_MINDSPORE)))
    lines, usable = [statement, TYPING], [FROM_MINDSPORE[statement], "object"]
    taken: list[str] = []
    for other in draw(st.lists(st.sampled_from(paths), max_size=3, unique=True)):
        if other != path:
            statement, bases = draw(imports(path, other, names[other]))
            lines.append(draw(st.sampled_from(GUARDED)).format(statement=statement, indented=f"    {statement}"))
            taken += bases
    if taken and draw(st.booleans()):
        real = draw(st.sampled_from(taken))
        lines.append(f"if TYPE_CHECKING:\n    Typed = {real}\nelse:\n    Typed = {real}")
        taken.append("Typed")
    for name in names[path]:
        base = draw(st.sampled_from(taken if taken and draw(st.integers(0, 3)) else usable))
        if GENERIC.search(base) and draw(st.integers(0, 3)):
            base += "[int]"
        lines.append(definition(draw(st.sampled_from(KINDS)), name, base))
        usable.append(name)
    return "\n".join([*lines, draw(declarations(names[path]))]) + "\n"


def definition(kind: str, name: str, base: str) -> str:
    """Return code that defines a class by its name, deriving from the base; one whose name says so is generic."""
    bases = base
    if GENERIC.fullmatch(name):
        bases = "Generic[T]" if base == "object" else f"{base}, Generic[T]"
    if kind == "two bases":
        return f"class Mixin{name}:\n    pass\n\n\n{class_of(name, f'Mixin{name}, {bases}')}"
    if kind == "nested":
        return f"class Outer{name}:\n{indented(class_of('Inner', bases))}{name} = Outer{name}.Inner"
    if kind == "alias" and bases == base:
        return f"{name} = {base}"
    if kind == "either base" and bases == base:
        return f"Base{name} = {base} if __name__ else {base}\n{class_of(name, f'Base{name}')}"
    if kind == "in a condition":
        return f"if True:\n{indented(class_of(name, bases))}"
    if kind == "in a try":
        return f"try:\n{indented(class_of(name, bases))}except ValueError:\n    raise\n"
    return class_of(name, bases)


def class_of(name: str, bases: str) -> str:
    return f"class {name}({bases}):\n    {METHOD}        return x\n"


def indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


@st.composite
def declarations(draw: st.DrawFn, names: list[str]) -> str:
    """Draw the code that says which of its names a module gives to star imports, or none."""
    listed = draw(st.lists(st.sampled_from(names), unique=True))
    first, rest = listed[:1], listed[1:]
    return draw(
        st.sampled_from(
            (
                *("", "", ""),
                *(f"__all__ = {listed!r}", f"__all__ = {tuple(listed)!r}", f"__all__ = {first!r} + {rest!r}"),
                *(f"__all__ = {first!r}\n__all__ += {rest!r}", f"__all__ = {first!r}\n__all__.extend({rest!r})"),
            )
        )
    )


def relative(path: str, other: str) -> list[str]:
    """Return the name of another module as a relative import in a file says it; none where no package holds both."""
    here, there = os.path.dirname(path).split("/"), os.path.dirname(other).split("/")
    if here[0] != "pkg" or there[0] != "pkg":
        return []
    common = min(len(here), len(there))  # one lies in the other
    below = [*there[common:], dotted(os.path.basename(other))]
    return ["." * (len(here) - common + 1) + ".".join(below)]


@st.composite
def imports(draw: st.DrawFn, path: str, other: str, names: list[str]) -> tuple[str, list[str]]:
    """Draw a statement by which a module takes names of another, and what it writes for them then."""
    module, taken = dotted(other), draw(st.sampled_from(names))
    package = os.path.dirname(other).replace("/", ".")
    ways = [
        (f"import {module}", [f"{module}.{name}" for name in names]),
        (f"import {module} as other_{taken}", [f"other_{taken}.{name}" for name in names]),
    ]
    if package:
        ways.append((f"import {package} as package_{taken}", [f"package_{taken}.{taken}"]))
    for spelled in (module, *relative(path, other)):
        ways += [
            (f"from {spelled} import {taken}", [taken]),
            (f"from {spelled} import {taken} as Taken{taken}", [f"Taken{taken}"]),
        ]
        if draw(st.booleans()):
            ways.append((f"from {spelled} import *", names))
        above, dot, stem = spelled.rpartition(".")
        if dot:
            above = above if above.strip(".") else f"{above}."
            ways += [
                (f"from {above} import {stem}", [f"{stem}.{name}" for name in names]),
                (f"from {above} import {stem} as module_{taken}", [f"module_{taken}.{name}" for name in names]),
                (f"from {above} import {taken}", [taken]),
                (f"from {above} import *", names),
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
