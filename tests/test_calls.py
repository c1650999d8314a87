"""Calls by the callee, however it is bound: what a rule on `nn.Conv2d(bias=...)` sees, and what it leaves alone."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from lint_plugin import rules
from lint_plugin.engine import Engine
from lint_plugin.finding import Finding
from lint_plugin.settings import Settings
from tests.conftest import Tree
from tests.trial_rule import BiasOfConvolution

Found = Callable[..., list[Finding]]
FILLER = "".join(f"def filler_{number}():\n    return {number} * {number} + {number}\n\n\n" for number in range(120))
"""What makes a file so large that its bodies are parsed only where something in them wakes a rule."""


@pytest.fixture
def found(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> Found:
    """Check a text, among other files, by the trial rule alone."""
    monkeypatch.setattr(rules, "all_rules", lambda: (BiasOfConvolution(),))

    def run(text: str, files: dict[str, str] | None = None) -> list[Finding]:
        root = tree({**(files or {}), "checked.py": text})
        path = root / "checked.py"
        result = Engine(Settings()).check(str(path), path.read_bytes())
        assert not result.problems, result.problems
        return result.findings

    return run


SEEN = {
    "attribute of a namespace": "from mindspore import nn\nnn.Conv2d(3, 8, 3, bias=False)  # !\n",
    "whole dotted name": "import mindspore\nmindspore.nn.Conv2d(3, 8, 3, bias=False)  # !\n",
    "namespace by another name": "import mindspore.nn as layers\nlayers.Conv2d(3, 8, 3, bias=False)  # !\n",
    "name that is imported": "from mindspore.nn import Conv2d\nConv2d(3, 8, 3, bias=False)  # !\n",
    "imported by another name": "from mindspore.nn import Conv2d as C\nC(3, 8, 3, bias=False)  # !\n",
    "deep module": "from mindspore.nn.layer.conv import Conv2d\nConv2d(3, 8, 3, bias=False)  # !\n",
    "star import": "from mindspore.nn import *\nConv2d(3, 8, 3, bias=False)  # !\n",
    "getattr": "from mindspore import nn\ngetattr(nn, 'Conv2d')(3, 8, 3, bias=False)  # !\n",
    "assigned name": "from mindspore import nn\nconv = nn.Conv2d\nconv(3, 8, 3, bias=False)  # !\n",
    "annotated name": "from mindspore import nn\nconv: type = nn.Conv2d\nconv(3, 8, 3, bias=False)  # !\n",
    "one of several that are assigned": """
        from mindspore import nn
        conv, norm = nn.Conv2d, nn.BatchNorm2d
        conv(3, 8, 3, bias=False)  # !
        """,
    "assigned in two steps": "from mindspore import nn\na = nn.Conv2d\nb = a\nb(3, 8, 3, bias=False)  # !\n",
    "name that another function uses": """
        from mindspore import nn
        conv = nn.Conv2d
        def make():
            return conv(3, 8, 3, bias=False)  # !
        """,
    "local name": """
        from mindspore import nn
        def make():
            conv = nn.Conv2d
            return conv(3, 8, 3, bias=False)  # !
        """,
    "class attribute": """
        from mindspore import nn
        class Net(nn.Cell):
            conv_type = nn.Conv2d
            def __init__(self):
                super().__init__()
                self.conv = self.conv_type(3, 8, 3, bias=False)  # !
        """,
    "attribute of self": """
        from mindspore import nn
        class Net(nn.Cell):
            def __init__(self):
                super().__init__()
                self.make = nn.Conv2d
            def build(self):
                return self.make(3, 8, 3, bias=False)  # !
        """,
    "partial": "import functools\nfrom mindspore import nn\nfunctools.partial(nn.Conv2d, bias=False)  # !\n",
    "partial by another name": """
        from functools import partial as p
        from mindspore import nn
        p(nn.Conv2d, bias=False)  # !
        """,
    "partial object": """
        from functools import partial
        from mindspore import nn
        conv = partial(nn.Conv2d, kernel_size=3)
        def make():
            return conv(3, 8, bias=False)  # !
        """,
    "partial over lines": """
        from functools import partial
        from mindspore import nn
        conv = partial(
            nn.Conv2d,
            bias=False,  # !
        )
        """,
    "subclass": """
        from mindspore import nn
        class Conv(nn.Conv2d):
            def construct(self, x):
                return super().construct(x)
        Conv(3, 8, 3, bias=False)  # !
        """,
    "subclass of a subclass": """
        from mindspore import nn
        class Conv(nn.Conv2d): ...
        class Deep(Conv): ...
        Deep(3, 8, 3, bias=False)  # !
        """,
    "super().__init__": """
        from mindspore import nn
        class Conv(nn.Conv2d):
            def __init__(self, n):
                super().__init__(n, n, 3, bias=False)  # !
        """,
    "super(Class, self).__init__": """
        from mindspore import nn
        class Conv(nn.Conv2d):
            def __init__(self, n):
                super(Conv, self).__init__(n, n, 3, bias=False)  # !
        """,
    "Base.__init__": """
        from mindspore import nn
        class Conv(nn.Conv2d):
            def __init__(self, n):
                nn.Conv2d.__init__(self, n, n, 3, bias=False)  # !
        """,
    "either of two that lack it": """
        from mindspore import nn
        def make(one):
            conv = nn.Conv1d if one else nn.Conv2d
            return conv(3, 8, 3, bias=False)  # !
        """,
    "in a loop over both": """
        from mindspore import nn
        for conv in (nn.Conv1d, nn.Conv2d):
            conv(3, 8, 3, bias=False)  # !
        """,
    "over lines": """
        from mindspore import nn
        conv = (
            nn
            .Conv2d
        )
        conv(
            3, 8, 3,
            bias=False,  # !
        )
        """,
    "in a nested call": "from mindspore import nn\nnn.SequentialCell(nn.Conv2d(3, 8, (3, 3), bias=False))  # !\n",
    "spaces around the sign": "from mindspore import nn\nnn.Conv2d(3, 8, 3, bias = False)  # !\n",
}


@pytest.mark.parametrize("keywords", [frozenset({"bias"}), frozenset()], ids=["by keyword", "by name"])
@pytest.mark.parametrize("before", ["", FILLER], ids=["small", "large"])
@pytest.mark.parametrize("text", SEEN.values(), ids=SEEN.keys())
def test_call_is_seen(
    found: Found, monkeypatch: pytest.MonkeyPatch, text: str, before: str, keywords: frozenset[str]
) -> None:
    monkeypatch.setattr(BiasOfConvolution, "call_keywords", keywords)
    text = before + textwrap.dedent(text).lstrip("\n")
    expected = [number for number, line in enumerate(text.split("\n"), 1) if line.endswith("# !")]
    assert [finding.line for finding in found(text)] == expected


OTHER_FILE = {
    "subclass": ("class Conv(nn.Conv2d): ...\n", "from pkg.base import Conv\nConv(3, 8, 3, bias=False)  # !\n"),
    "callable": ("conv = nn.Conv2d\n", "from pkg.base import conv\nconv(3, 8, 3, bias=False)  # !\n"),
    "namespace": ("", "from pkg.base import nn as layers\nlayers.Conv2d(3, 8, 3, bias=False)  # !\n"),
    "partial": (
        "from functools import partial\nconv = partial(nn.Conv2d, kernel_size=3)\n",
        "from pkg.base import conv\nconv(3, 8, bias=False)  # !\n",
    ),
    "class attribute": (
        "class Base(nn.Cell):\n    conv_type = nn.Conv2d\n",
        "from pkg.base import Base\nclass Net(Base):\n    def build(self):\n        self.conv_type(bias=1)  # !\n",
    ),
}


@pytest.mark.parametrize("before", ["", FILLER], ids=["small", "large"])
@pytest.mark.parametrize(("base", "text"), OTHER_FILE.values(), ids=OTHER_FILE.keys())
def test_what_another_file_binds_is_seen_by_the_keyword(found: Found, base: str, text: str, before: str) -> None:
    files = {"pkg/__init__.py": "", "pkg/base.py": f"from mindspore import nn\n{base}"}
    expected = [number for number, line in enumerate((before + text).split("\n"), 1) if line.endswith("# !")]
    assert [finding.line for finding in found(before + text, files)] == expected


LEFT_ALONE = {
    "torch's": "from torch import nn\nimport mindspore\nnn.Conv2d(3, 8, 3, bias=False)\n",
    "another callable": "from mindspore import nn\nnn.Dense(3, 8, bias=False)\n",
    "without the argument": "from mindspore import nn\nnn.Conv2d(3, 8, 3, has_bias=False)\n",
    "default of a parameter": """
        from mindspore import nn
        def make(conv=nn.Conv2d):
            return conv(3, 8, 3, bias=False)
        """,
    "parameter by its type": """
        from typing import Type
        from mindspore import nn
        def make(conv: Type[nn.Conv2d]):
            return conv(3, 8, 3, bias=False)
        """,
    "attribute that a parameter gives": """
        from mindspore import nn
        class Net(nn.Cell):
            def __init__(self, conv=nn.Conv2d):
                super().__init__()
                self.conv = conv(3, 8, 3, bias=False)
                self.kind = conv
            def build(self):
                return self.kind(3, 8, 3, bias=False)
        """,
    "either, of which one may have it": """
        import numpy as np
        from mindspore import nn
        def make(x):
            conv = nn.Conv2d if x else np.conv
            return conv(3, 8, 3, bias=False)
        """,
    "either of MindSpore's, of which one isn't asked for": """
        from mindspore import nn
        def make(x):
            conv = nn.Conv2d if x else nn.Dense
            return conv(3, 8, 3, bias=False)
        """,
    "rebound": """
        from mindspore.nn import Conv2d
        from mine import something
        Conv2d = something
        Conv2d(3, 8, 3, bias=False)
        """,
    "rebound on some path": """
        from mindspore.nn import Conv2d
        from mine import something, cond
        if cond:
            Conv2d = something
        Conv2d(3, 8, 3, bias=False)
        """,
    "class of the project of the same name": """
        from mindspore import nn
        class Conv2d(nn.Conv2d):
            def __init__(self, *args, bias=True):
                super().__init__(*args, has_bias=bias)
        Conv2d(3, 8, 3, bias=False)
        """,
    "subclass whose mixin has an __init__": """
        from mindspore import nn
        class Mixin:
            def __init__(self, *args, bias): ...
        class Conv(nn.Conv2d, Mixin): ...
        Conv(3, 8, 3, bias=False)
        """,
    "subclass with a base that isn't known": """
        from mindspore import nn
        from elsewhere import Mixin
        class Conv(Mixin, nn.Conv2d): ...
        Conv(3, 8, 3, bias=False)
        """,
    "subclass with a metaclass": """
        from mindspore import nn
        from elsewhere import Meta
        class Conv(nn.Conv2d, metaclass=Meta): ...
        Conv(3, 8, 3, bias=False)
        """,
    "dataclass": """
        from dataclasses import dataclass
        from mindspore import nn
        @dataclass
        class Conv(nn.Conv2d):
            bias: bool = True
        Conv(bias=False)
        """,
    "class attribute that a subclass replaces": """
        from mindspore import nn
        class Net(nn.Cell):
            conv_type = nn.Conv2d
            def build(self):
                return self.conv_type(3, 8, 3, bias=False)
        class Other(Net):
            conv_type = make
        """,
    "object": "from mindspore import nn\nconv = nn.Conv2d(3, 8, 3)\nconv(x, bias=False)\n",
    "patched": "from mindspore import nn\nnn.Conv2d = mine\nnn.Conv2d(3, 8, 3, bias=False)\n",
    "changed by a library": "import mindnlp\nfrom mindspore import nn\nnn.Conv1d(3, 8, 3, bias=False)\n",
    "guarded": """
        from mindspore import nn
        try:
            conv = nn.Conv2d(3, 8, 3, bias=False)
        except TypeError:
            conv = nn.Conv2d(3, 8, 3)
        """,
    "dead": "from mindspore import nn\nif False:\n    nn.Conv2d(3, 8, 3, bias=False)\n",
    "text": "from mindspore import nn\n'nn.Conv2d(3, 8, 3, bias=False)'  # nn.Conv2d(3, 8, 3, bias=False)\n",
    "function of this name": "import mindspore\ndef Conv2d(*args, bias): ...\nConv2d(3, 8, 3, bias=False)\n",
}


@pytest.mark.parametrize("before", ["", FILLER], ids=["small", "large"])
@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_look_alike_is_left_alone(found: Found, text: str, before: str) -> None:
    assert found(before + textwrap.dedent(text).lstrip("\n")) == []


def test_library_that_another_file_imports_counts(found: Found) -> None:
    files = {"helpers.py": "from mindnlp.transformers import BertModel\n"}
    text = "from mindspore import nn\nfrom helpers import BertModel\nnn.Conv1d(3, 8, 3, bias=False)\n"
    assert found(text, files) == []
    assert found(text, {"helpers.py": ""})


def test_what_a_library_leaves_alone_is_reported(found: Found) -> None:
    assert found("import mindnlp\nfrom mindspore import nn\nnn.Conv2d(3, 8, 3, bias=False)\n")
