"""What a rule may ask of a file: how it writes a name, what an expression is an instance of, what is around a node."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable

import pytest

from lint_plugin import source as source_
from lint_plugin.checks import RuleContext, Spelling
from lint_plugin.confidence import Confidence
from lint_plugin.semantics.code.modules import Module
from lint_plugin.semantics.code.project import Project
from lint_plugin.semantics.inference.model import Model
from lint_plugin.semantics.syntax_index import Wanted, read
from lint_plugin.settings import Settings
from tests.conftest import Tree

Asked = tuple[RuleContext, ast.expr]
Ask = Callable[..., Asked]


@pytest.fixture
def ask(tree: Tree) -> Ask:
    """Return the context of a text, and the expression in it that is the argument of `ask(...)`."""

    def run(text: str, files: dict[str, str] | None = None) -> Asked:
        path = tree({**(files or {}), "checked.py": text}) / "checked.py"
        source = path.read_bytes()
        module = Module(str(path), source, source_.parse(source))
        model = Model(Project())
        model.project.open(module)
        node = next(
            node.args[0]
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ask"
        )
        every_line = list(range(1, source.count(b"\n") + 2))
        return RuleContext(read(model, module, every_line, Wanted(frozenset())), Settings()), node

    return run


SPELLED = {
    "import mindspore": ("import mindspore\nask(0)\n", "mindspore.Parameter", "mindspore.Parameter", None),
    "as ms": ("import mindspore as ms\nask(0)\n", "mindspore.Parameter", "ms.Parameter", None),
    "from": ("from mindspore import Parameter\nask(0)\n", "mindspore.Parameter", "Parameter", None),
    "from as": ("from mindspore import Parameter as P\nask(0)\n", "mindspore.Parameter", "P", None),
    "the nearest": ("import mindspore as ms\nfrom mindspore import nn\nask(0)\n", "mindspore.nn.Cell", "nn.Cell", None),
    "module by another name": ("import mindspore.nn as mnn\nask(0)\n", "mindspore.nn.Cell", "mnn.Cell", None),
    "in a condition": ("try:\n    import mindspore as ms\nexcept ImportError:\n    raise\nask(0)\n",
                       "mindspore.ops.cat", "ms.ops.cat", None),
    "none": ("import os\nask(0)\n", "mindspore.Parameter", "Parameter", "from mindspore import Parameter"),
    "none of a namespace": ("ask(0)\n", "mindspore.ops.cat", "ops.cat", "from mindspore import ops"),
    "none, deep": ("import mindspore\nask(0)\n", "mindspore.common.initializer.Normal", "Normal",
                   "from mindspore.common.initializer import Normal"),
    "a module of its kind": ("from mindspore.common import initializer as init\nask(0)\n",
                             "mindspore.common.initializer.Normal", "init.Normal", None),
    "the name is another's": ("from torch import nn\nask(0)\n", "mindspore.nn.Cell", "Cell",
                              "from mindspore.nn import Cell"),
    "both names are others'": ("from torch import nn\nCell = 1\nask(0)\n", "mindspore.nn.Cell", "mindspore.nn.Cell",
                               "import mindspore"),
    "rebound": ("import mindspore as ms\nms = None\nask(0)\n", "mindspore.Tensor", "Tensor",
                "from mindspore import Tensor"),
    "hidden by a parameter": ("import mindspore as ms\ndef f(ms):\n    ask(0)\n", "mindspore.Tensor", "Tensor",
                              "from mindspore import Tensor"),
    "hidden in another function": ("import mindspore as ms\ndef f(ms): ...\ndef g():\n    ask(0)\n", "mindspore.Tensor",
                                   "ms.Tensor", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "name", "written", "line"), SPELLED.values(), ids=SPELLED.keys())
def test_a_name_is_spelled_as_the_file_would(ask: Ask, text: str, name: str, written: str, line: str | None) -> None:
    context, node = ask(text)
    assert context.spelled(name, node) == Spelling(written, line)


INSTANCES = {
    "layer": ("nn.Dense(1, 2)", "mindspore.nn.Cell", Confidence.HIGH),
    "optimizer": ("nn.Adam(p)", "mindspore.nn.Optimizer", Confidence.HIGH),
    "optimizer is a Cell": ("nn.Adam(p)", "mindspore.nn.Cell", Confidence.HIGH),
    "layer is no optimizer": ("nn.Dense(1, 2)", "mindspore.nn.Optimizer", None),
    "optimizer of the project": ("Own(p)", "mindspore.nn.Optimizer", Confidence.HIGH),
    "with a base that isn't known": ("Mixed(p)", "mindspore.nn.Optimizer", Confidence.INFERRED),
    "with one base of two": ("Either(p)", "mindspore.nn.Optimizer", None),
    "with two bases that both are": ("Both(p)", "mindspore.nn.Optimizer", Confidence.INFERRED),
    "class, not an instance": ("nn.Adam", "mindspore.nn.Optimizer", None),
    "initializer": ("Normal(0.1)", "mindspore.common.initializer.Initializer", Confidence.HIGH),
    "tensor": ("ms.Tensor(1)", "mindspore.Tensor", Confidence.HIGH),
    "parameter is a tensor": ("ms.Parameter(1)", "mindspore.Tensor", Confidence.HIGH),
    "by annotation": ("annotated", "mindspore.nn.Optimizer", Confidence.INFERRED),
    "torch's": ("torch.optim.Adam(p)", "mindspore.nn.Optimizer", None),
    "either of both": ("nn.Adam(p) if p else nn.SGD(p)", "mindspore.nn.Optimizer", Confidence.HIGH),
    "or something else": ("nn.Adam(p) if p else nn.Dense(1, 2)", "mindspore.nn.Optimizer", None),
    "unknown": ("unknown", "mindspore.nn.Optimizer", None),
}
IMPORTS = """\
import mindspore as ms
import torch
from mindspore import nn
from mindspore.common.initializer import Normal
from elsewhere import Mixin, unknown
class Own(nn.Momentum): ...
class Mixed(Mixin, nn.SGD): ...
class Either(nn.Adam if torch else nn.Dense): ...
class Both(nn.Adam if torch else nn.SGD): ...
def f(p, annotated: nn.Optimizer):
    ask({})
"""


@pytest.mark.parametrize(("text", "name", "confidence"), INSTANCES.values(), ids=INSTANCES.keys())
def test_what_an_expression_is_an_instance_of(ask: Ask, text: str, name: str, confidence: Confidence | None) -> None:
    context, node = ask(IMPORTS.format(text))
    assert context.is_a(node, name) is confidence


@pytest.mark.parametrize("text", ["f(1,  2)", "'名' + x", "[\n    1,\n    '名',  # 名\n]"])
def test_source_of_a_node_is_exact(ask: Ask, text: str) -> None:
    context, node = ask(f"名 = ask({text})\n")
    assert context.source_of(node) == text


def test_what_is_around_a_node(ask: Ask) -> None:
    text = """
    class Net:
        def build(self):
            outer(1, [ask(0)])
    """
    context, node = ask(textwrap.dedent(text))
    function, cls = context.enclosing_function(node), context.enclosing_class(node)
    assert function is not None
    assert cls is not None
    assert (function.name, cls.name) == ("build", "Net")


def test_version_tests_are_told_from_other_conditions(ask: Ask) -> None:
    versioned = "import mindspore\nif mindspore.__version__ >= '2.5':\n    ask(0)\n"
    context, node = ask(versioned)
    assert context.guarded(node, "ask")
    assert not context.guarded(node, "ask", by_version=False)
    context, node = ask("import mindspore\nif flag:\n    ask(0)\n")
    assert not context.guarded(node, "ask")


def test_own_assignment_alone_is_an_origin(ask: Ask) -> None:
    context, node = ask("x = f(1)\nask(x)\n")
    origin = context.origin(node)
    assert origin is not None
    assert ast.unparse(origin) == "f(1)"
    context, node = ask("x = f(1)\nif y:\n    x = g(2)\nask(x)\n")
    assert context.origin(node) is None


@pytest.mark.parametrize(
    ("text", "positional", "arguments"),
    [
        ("nn.Conv2d(3, 8, kernel_size=5)", 2, ("3", "8", "5")),
        ("nn.Conv2d(3, *sizes, 5)", 1, ("3", None, None)),
        ("make(8, 5)", 2, (None, "8", "5")),
        ("make(out_channels=8)", 0, (None, "8", None)),
    ],
)
def test_arguments_of_a_call_are_those_of_the_callable(
    ask: Ask, text: str, positional: int, arguments: tuple[str | None, ...]
) -> None:
    head = "import functools\nfrom mindspore import nn\nmake = functools.partial(nn.Conv2d, 3)\n"
    context, node = ask(f"{head}ask({text})\n")
    assert isinstance(node, ast.Call)
    (call,) = context.calls(node)
    given = [call.argument(name, place) for place, name in enumerate(("in_channels", "out_channels", "kernel_size"))]
    assert len(call.positional) == positional
    assert tuple(one and ast.unparse(one) for one in given) == arguments


def test_what_a_partial_object_was_given_before_is_known(ask: Ask) -> None:
    head = "import functools\nfrom mindspore import nn\nmake = functools.partial(nn.Conv2d, 3, has_bias=True)\n"
    context, node = ask(f"{head}ask(make(8, 5))\n")
    assert isinstance(node, ast.Call)
    (call,) = context.calls(node)
    assert (call.bound, call.bound_keywords) == (1, {"has_bias"})


def test_a_class_by_its_annotation_may_be_another(ask: Ask) -> None:
    head = "from mindspore import nn\nclass Own(nn.Conv2d):\n    pass\nclass Net:\n    kind: type[Own]\n    own = Own\n"
    for name, count in (("kind", 0), ("own", 1)):
        context, node = ask(f"{head}    def make(self):\n        return ask(self.{name}(3, 8, 5))\n")
        assert isinstance(node, ast.Call)
        assert len(context.calls(node)) == count
