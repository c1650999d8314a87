"""What is read from a file's text, or from its statements, so that less of it is parsed and followed."""

from __future__ import annotations

import ast

import pytest

from lint_plugin.semantics.code import flow, outline
from lint_plugin.semantics.code.assigning import may_assign, may_fill, may_set
from lint_plugin.semantics.code.classes import project_class
from lint_plugin.semantics.code.modules import Module

_LONG = "    " + "# as long as it takes to be left out at first " * 4 + "\n"


@pytest.mark.parametrize(
    "text",
    ["x.net = 1", "x.net: Net", "x.net += 1", "a, x.net = 1, 2", "for x.net in y:", "with a as x.net:",
     "x.self.net = 1", "x.\\\n  net = 1", "(x.net) = 1", "x[0].net = 1", "itself.net = 1", "self.x.net = 1"],
)  # fmt: skip
def test_a_text_may_assign_an_attribute_of_anything_but_self(text: str) -> None:
    """However the assignment is written."""
    assert may_assign(text.encode(), "net")


@pytest.mark.parametrize("text", ["self.net = 1", "x.net(1)", "x.net == 1", "x.nets = 1", "net = 1", "x.net.y = 1"])
def test_a_text_that_only_reads_an_attribute_assigns_none(text: str) -> None:
    """Nor does one that gives it to `self`."""
    assert not may_assign(text.encode(), "net")


def test_setattr_may_assign_an_attribute_whose_name_is_a_string() -> None:
    """In parts, too; other strings say nothing."""
    assert may_set(b'setattr(x, "net", 1)', "net", frozenset())
    assert may_set(b'setattr(x, "n" "et", 1)', "net", frozenset({b"net"}))
    assert not may_set(b'print(x, "net", 1)', "net", frozenset())


@pytest.mark.parametrize(
    "text",
    ["self.net = 1", "self.net.append(1)", "self.net .extend(x)", "self.net.insert(0, x)", "setattr(self, 'net', 1)",
     'self.insert_child_to_cell("net", x)'],
)  # fmt: skip
def test_a_method_may_fill_an_attribute_of_self(text: str) -> None:
    """By an assignment, by a call, or by what is put into a list."""
    assert may_fill(text.encode(), "net")
    assert not may_fill(b"return self.net(self.net.weight)", "net")


_BODIES = [
    "def f(self): pass",
    "if x:\n        def f(self): pass",
    "if False:\n        def f(self): pass",
    "f = g = 1",
    "f: int = 1",
    "for f in x: pass",
    "with x as (a, f): pass",
    "import f.g",
    "from x import y as f",
    "try: pass\n    except E as f: pass",
    "class f: pass",
    "def f(self): pass\n    del f",
    "x = (f := 1)",
    "x.f = 1",
    "match x:\n        case [a, *f]: pass",
    "def g(self): f = 1",
]


@pytest.mark.parametrize("body", _BODIES, ids=range(len(_BODIES)))
def test_statements_tell_what_a_class_binds(body: str) -> None:
    """As following them does."""
    source = f"class A:\n    {body}\n".encode()
    module = Module("/a.py", source, outline.parse(source, ()))
    node = module.tree.body[0]
    assert isinstance(node, ast.ClassDef)
    cls = project_class(node, module.scope)
    followed = flow.follow(module.scope.child(node))
    assert cls.binds("f") is ("f" in followed.everywhere)
    last = followed.at_exit.get("f", ())
    assert cls.only_function("f") in (None, last[0].node if len(last) == 1 else None)


def test_a_function_that_a_method_may_rebind_is_not_the_only_one() -> None:
    """So far as `nonlocal` is taken to do that."""
    source = b"class A:\n    def f(self): pass\n    def g(self):\n        nonlocal f\n        f = 1\n"
    module = Module("/a.py", source, ast.parse(source))
    node = module.tree.body[0]
    assert isinstance(node, ast.ClassDef)
    assert project_class(node, module.scope).only_function("f") is None


@pytest.mark.parametrize(
    "statement",
    ["import torch", "from torch import (\n        nn)", "if x: import torch", "x = 1; import torch",
     "from torch \\\n        import nn", "from . \\\n    nn import x"],
)  # fmt: skip
def test_an_import_in_a_body_that_is_not_parsed_is_seen(statement: str) -> None:
    """On whatever line of its own, or behind another statement."""
    source = f"def f():\n{_LONG}    y = 1\n{_LONG}    {statement}\n".encode()
    module = Module("/a.py", source, outline.parse(source, ()))
    assert len(module.imports) == 1
