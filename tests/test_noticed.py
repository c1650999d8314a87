"""What nothing else would notice: small cases on the engine and the semantic model, found by putting faults in."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest

from lint_plugin.call_text import Arguments, arguments_at, text_at, values_of
from lint_plugin.fixes import gaps
from tests import mutate
from tests.command import run
from tests.conftest import Check, Tree, places

HEAD = "from mindspore import nn\n"
CASES: dict[str, tuple[str, list[int]]] = {
    "an `and` that doesn't hold tells nothing of its parts": (
        """
        def f(net: nn.Cell, flag):
            if not hasattr(net, "buffers") and flag:
                pass
            else:
                net.buffers()
        """,
        [6],
    ),
    "an `or` that doesn't hold tells of each of its parts": (
        """
        def f(net: nn.Cell, flag):
            if flag or not hasattr(net, "buffers"):
                pass
            else:
                net.buffers()
        """,
        [],
    ),
    "break leaves a block": (
        """
        def f(nets: list[nn.Cell]):
            for net in nets:
                if not hasattr(net, "buffers"):
                    break
                net.buffers()
        """,
        [],
    ),
    "what is behind `raise` never runs": (
        """
        net = nn.Cell()
        if flag:
            net = 1
            raise ValueError
            print(net)
        net.buffers()
        """,
        [7],
    ),
    "what is behind a `try` whose ways all leave never runs": (
        """
        net = nn.Cell()
        if flag:
            net = 1
            try:
                raise ValueError
            finally:
                print(net)
        net.buffers()
        """,
        [9],
    ),
    "a loop's end is known at its beginning": (
        """
        net = None
        for x in y:
            if net:
                net.buffers()
            net = nn.Cell()
        """,
        [5],
    ),
    "the first base supplies a method": (
        """
        class A:
            def make(self):
                return nn.Cell()
        class B:
            def make(self):
                return 1
        class C(A, B):
            pass
        C().make().buffers()
        """,
        [10],
    ),
    "a property is what it returns": (
        """
        class Net(nn.Cell):
            @property
            def head(self):
                return nn.Dense(1, 1)
        Net().head.buffers()
        """,
        [6],
    ),
    "an object of a subclass that is given the name may be meant": (
        """
        class Base(nn.Cell):
            pass
        class Sub(Base):
            pass
        sub = Sub()
        sub.buffers = list
        def f(net: Base):
            net.buffers()
        """,
        [],
    ),
    "an attribute that is read is not given": (
        """
        class Plain:
            pass
        plain = Plain()
        plain.buffers = list
        net = nn.Cell()
        net.buffers
        net.buffers()
        """,
        [7, 8],
    ),
    "a __getattr__ that asks its base alone supplies nothing": (
        """
        class Net(nn.Cell):
            def __getattr__(self, name):
                return getattr(super(), name)
        Net().buffers()
        """,
        [5],
    ),
    "a class's own method is not its base's": (
        """
        class Net(nn.Cell):
            def buffers(self):
                return super().buffers()
        """,
        [4],
    ),
    "a class of torch with `construct` is no Cell": (
        """
        import torch
        from elsewhere import Mixin
        class Net(Mixin, torch.autograd.Function):
            def construct(self, x):
                return self.buffers()
        Net().buffers()
        """,
        [],
    ),
}


@pytest.mark.parametrize(("text", "lines"), CASES.values(), ids=CASES)
def test_a_call_of_buffers_is_reported_where_nothing_speaks_against_it(
    text: str, lines: list[int], check: Check
) -> None:
    found = places(check(HEAD + dedent(text).lstrip("\n"), select=("MSP103",)))
    assert found == [("MSP103", line) for line in lines]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (b"(a == b, c)", Arguments(2, ())),
        (b"(a, b=1 == c)", Arguments(1, ("b",))),
        (b"(a, *b, c, d=1)", Arguments(1, ("d",))),
        (b"([1, 2], *b, {3: 4}, d=(5, 6))", Arguments(1, ("d",))),
        (b"(lambda x: x, [])", None),
    ],
)
def test_arguments_are_read_from_the_text(text: bytes, read: Arguments | None) -> None:
    assert arguments_at(text, 0) == read


def test_values_are_read_from_the_text() -> None:
    text = text_at(b"(a.b, [1, 2], 'x', d, *c, e=f(g), h='i')", 0)
    assert text is not None
    assert values_of(text) == {0: b"a.b", 1: b"()", 2: b'""', 3: b"d", "e": b"f()", "h": b'""'}
    assert values_of(b"a, b = 1, c==d") == {0: b"a", "b": b"1", 2: b"c==d"}


def test_a_name_is_reported_once_however_many_are_imported_from_it(check: Check) -> None:
    found = check("from mindspore.cuda import a, b\n", select=("MSP109",))
    assert places(found) == [("MSP109", 1)]


def test_a_relative_import_is_of_the_project(check: Check) -> None:
    text = "from mindspore.nn import Module\nfrom .mindspore.nn import Module\n"
    assert places(check(text, select=("MSP109",))) == [("MSP109", 1)]


def test_the_beginning_of_a_text_is_that_of_a_line() -> None:
    assert gaps.begins_line("x", 0)
    assert gaps.begins_line("  x", 2)
    assert not gaps.begins_line("y x", 2)


@pytest.mark.parametrize(
    "text",
    [
        "class Base:\n    pass\n\nfrom pkg.layers import *\n",  # the star rebinds it
        "from pkg.sum import *\n",
        "from pkg.layers import Base\n\nfrom pkg.other import *\n",  # the star brings no such name
    ],
)
def test_a_star_import_brings_what_the_module_offers(text: str, check: Check) -> None:
    base = "from mindspore import nn\nclass Base(nn.Cell):\n    pass\n"
    files = {
        "pkg/__init__.py": "",
        "pkg/layers.py": base,
        "pkg/sum.py": f"{base}Other = 1\n__all__ = ['Other'] + ['Base']\n",
        "pkg/other.py": "Other = 1\n",
    }
    found = check(f"{text}class Net(Base):\n    def forward(self, x):\n        return x\n", files=files)
    assert [code for code, _ in places(found)] == ["MSP101"]


def test_a_training_step_may_have_two_of_the_calls(check: Check) -> None:
    text = "import mindspore\n\n\ndef step(loss, optimizer):\n    loss.backward()\n    optimizer.step()\n"
    assert places(check(text, select=("MSP115",))) == [("MSP115", 5), ("MSP115", 6)]


def test_a_comment_that_suppresses_nothing_is_reported_with_its_whole_code(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text("x = 1  # noqa: MSP101\n")
    done = run("--isolated", "--report-unused-suppressions", "--output-format=json", "net.py", cwd=tmp_path)
    (finding,) = json.loads(done.stdout)
    assert (finding["column"], finding["end_column"]) == (16, 22)


def test_an_import_of_a_submodule_binds_the_package(check: Check) -> None:
    assert places(check("import mindspore.nn\n\nmindspore.nn.Cell().buffers()\n")) == [("MSP103", 3)]


def test_a_star_import_brings_no_name_with_an_underscore(check: Check) -> None:
    files = {"layers.py": "from mindspore import nn\nclass _Base(nn.Cell):\n    pass\n"}
    text = "from layers import *\n\nclass Net(_Base):\n    def forward(self, x):\n        return x\n"
    assert check(text, files=files) == []


@pytest.mark.parametrize(
    ("body", "mended"),
    [
        ("print(name, p)", "for p in net.trainable_params():\n        print(p.name, p)"),
        (
            "name = name.upper()",
            "for name, p in ((p.name, p) for p in net.trainable_params()):\n        name = name.upper()",
        ),
    ],
)
def test_a_name_is_the_parameters_where_nothing_else_is_given_it(body: str, mended: str, tree: Tree) -> None:
    text = f"{HEAD}\n\ndef f(net: nn.Cell):\n    for name, p in net.trainable_params():\n        {body}\n"
    root = tree({"net.py": text})
    run("--isolated", "--fix", "--unsafe-fixes", "net.py", cwd=root)
    assert mended in (root / "net.py").read_text()


@pytest.mark.parametrize("fault", mutate.faults(), ids=lambda fault: fault.why)
def test_each_fault_that_is_put_in_has_one_place(fault: mutate.Fault) -> None:
    content = (mutate.ROOT / "lint_plugin" / fault.file).read_text(encoding="utf-8")
    assert fault.put_into(content) != content
    assert mutate.tests_for(fault)
