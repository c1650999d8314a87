"""What must not change a finding: what is installed, the order of files, which are named, the working folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint_plugin.engine import Engine
from lint_plugin.settings import Settings
from tests.conftest import Tree
from tests.test_front_ends import by_command, by_flake8, by_pylint

MISLEADING = """\
import pathlib

pathlib.Path(__file__).with_name("imported").touch()

from mindspore import nn


class Layer(nn.Cell):
    pass


class Cell:
    def construct(self, x):
        return self.forward(x)

    def buffers(self):
        return []


Module = Layer
"""

NET = """\
import torch.nn
from mindspore import nn

from elsewhere import Layer


class Net(nn.Cell):
    def forward(self, x):
        return self.buffers()


class Other(Layer):
    def forward(self, x):
        return self.buffers()


class Torch(torch.nn.Module):
    def forward(self, x):
        return self.buffers()
"""


@pytest.mark.parametrize("front_end", [by_command, by_flake8, by_pylint])
def test_what_is_installed_changes_nothing(
    front_end: object, tree: Tree, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree({"net.py": NET})
    wanted = [("net.py", 8, 9, "MSP101"), ("net.py", 9, 21, "MSP103")]
    assert front_end(root) == wanted  # type: ignore[operator]
    installed = tmp_path_factory.mktemp("installed")
    for package in ("mindspore", "elsewhere", "torch"):
        for module in ("__init__", "nn"):
            (installed / package).mkdir(exist_ok=True)
            (installed / package / f"{module}.py").write_text(MISLEADING)
    monkeypatch.setattr("tests.test_front_ends.FURTHER_PACKAGES", str(installed))
    assert front_end(root) == wanted  # type: ignore[operator]
    assert not list(installed.rglob("imported"))


FOLDERS = ("", "pkg", "pkg/sub", "scripts")
METHODS = {
    "construct": "    def construct(self, x):\n        return self.forward(x)\n",
    "forward": "    def forward(self, x):\n        return self.buffers(), self.inner.forward(x)\n",
    "buffers": "    def buffers(self):\n        return self.register_buffer('mask', None)\n",
    "init": "    def __init__(self):\n        self.inner = make_{n}()\n        self.register_buffer('mask', None)\n",
    "params": "    def params(self):\n        return {{name: p for name, p in self.inner.untrainable_params()}}\n",
}


@st.composite
def projects(draw: st.DrawFn) -> dict[str, str]:
    """Draw the files of a project whose classes derive from one another across files, in circles too."""
    count = draw(st.integers(2, 5))
    places = [draw(st.sampled_from(FOLDERS)) for _ in range(count)]
    dotted = [".".join([*filter(None, place.split("/")), f"m{n}"]) for n, place in enumerate(places)]
    files = {"pyproject.toml": "", "pkg/sub/__init__.py": "", "pkg/__init__.py": ""}
    for n in range(count):
        target = draw(st.integers(0, count - 1))
        style = draw(st.sampled_from(("from", "import", "star", "package", "late", "bare")))
        imports, prefix = f"from {dotted[target]} import Net{target}, make_{target}\n", ""
        if style == "import":
            imports, prefix = f"import {dotted[target]} as other\n", "other."
        elif style == "bare":  # found beside the file, and nowhere else
            imports = f"from m{target} import Net{target}, make_{target}\n"
        elif style == "star":
            imports = f"from {dotted[target]} import *\n"
        elif style == "package" and places[target] == "pkg":
            files["pkg/__init__.py"] += f"from .m{target} import *\n"
            imports = f"from pkg import Net{target}, make_{target}\n"
        base = draw(st.sampled_from(("nn.Cell", "object", "nn.Dense", "unknown.Base", "", "", "")))
        chosen = draw(st.lists(st.sampled_from(sorted(METHODS)), max_size=4, unique=True))
        body = "".join(METHODS[name].format(n=n) for name in chosen) or "    pass\n"
        ways = (f"Net{n}()", f"{prefix}make_{target}()", f"{prefix}Net{target}()")
        made = draw(st.lists(st.sampled_from(ways), min_size=1, max_size=2, unique=True))
        text = "import unknown\nfrom mindspore import nn\n"
        text += "" if style == "late" else imports
        text += f"\n\nclass Net{n}({base or f'{prefix}Net{target}'}):\n{body}"
        text += f"\n\ndef make_{n}():\n" + "".join(f"    if unknown.flag:\n        return {way}\n" for way in made)
        text += f"\n\nmake_{n}().buffers()\nnet = {prefix}make_{target}()\nnet.forward(1)\nnet.named_buffers()\n"
        text += imports if style == "late" else ""
        files[os.path.join(places[n], f"m{n}.py")] = text
    return files


def written(files: dict[str, str], folder: str) -> list[str]:
    """Write the files and return those to check."""
    for name, text in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return sorted(name for name in files if name.endswith(".py"))


def findings(engine: Engine, root: str, name: str, shown: str) -> list[tuple[object, ...]]:
    result = engine.check(shown, Path(root, name).read_bytes())
    assert not result.problems
    return [(name, f.line, f.column, f.code, f.message, f.confidence) for f in result.findings]


@given(files=projects(), data=st.data())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_order_selection_and_working_folder_change_nothing(files: dict[str, str], data: st.DataObject) -> None:
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        root = os.path.realpath(folder)
        names = written(files, root)
        alone = {name: findings(Engine(Settings()), root, name, os.path.join(root, name)) for name in names}
        engine = Engine(Settings())
        for name in data.draw(st.permutations(names)):
            assert findings(engine, root, name, os.path.join(root, name)) == alone[name]
        working = os.path.join(root, data.draw(st.sampled_from(sorted({os.path.dirname(name) for name in names}))))
        try:
            os.chdir(working)
            engine = Engine(Settings())
            for name in data.draw(st.permutations(names)):
                shown = os.path.relpath(os.path.join(root, name), working)
                assert findings(engine, root, name, shown) == alone[name]
        finally:
            os.chdir(before)


def test_functions_that_call_each_other_give_the_same_in_any_order(tree: Tree) -> None:
    text = """\
        from mindspore import nn

        from {other} import make_{other}


        class Net{name}({base}):
            {body}


        def make_{name}(flag):
            if flag:
                return make_{other}(flag)
            return Net{name}()


        make_{name}(True).buffers()
    """
    cell = text.format(name="a", other="b", base="nn.Cell", body="pass")
    plain = text.format(name="b", other="a", base="object", body="buffers = list")
    root = str(tree({"a.py": cell, "b.py": plain}))
    for order in (("a.py", "b.py"), ("b.py", "a.py"), ("a.py",), ("b.py",)):
        engine = Engine(Settings())
        for name in order:
            assert findings(engine, root, name, os.path.join(root, name)) == []
