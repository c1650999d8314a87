"""The edits that fixes are made of: what changes, and that nothing else does."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pytest

from lint_plugin.fixes.apply import apply
from lint_plugin.fixes.builder import FixBuilder
from lint_plugin.fixes.edit import Applicability, Fix
from lint_plugin.language import Text as Sentence
from lint_plugin.source import Text, parse

TITLE = Sentence("fix it", "修复")
Change = Callable[[FixBuilder, ast.Module], None]


def made(source: bytes, change: Change) -> Fix | None:
    tree = parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    in_strings = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    builder = FixBuilder(Text(source), tree, parents.get, in_strings.__contains__)
    change(builder, tree)
    return builder.fix(TITLE, safe=True)


def fixed(code: str, change: Change) -> str | None:
    """Return what one change makes of a text; None where there is no fix."""
    fix = made(code.encode(), change)
    if fix is None:
        return None
    after = apply(Text(code.encode()), [fix]).text
    ast.parse(after.encode())
    return after


def nodes(tree: ast.AST, kind: type[ast.AST]) -> list[ast.AST]:
    return sorted((node for node in ast.walk(tree) if isinstance(node, kind)), key=lambda n: (n.lineno, n.col_offset))


def call_of(tree: ast.AST, name: str = "f") -> ast.Call:
    """Return the call of a function or method of this name."""
    return next(
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name in (getattr(node.func, "id", ""), getattr(node.func, "attr", ""))
    )


# Names


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("net.forward(x)\n", "net.construct(x)\n"),
        ("(net\n # of 网络\n .forward # why\n )(x)\n", "(net\n # of 网络\n .construct # why\n )(x)\n"),
        ("net \\\n    .  forward\n", "net \\\n    .  construct\n"),
        ("'网𠀀', net.forward\r\nnext\r\n", "'网𠀀', net.construct\r\nnext\r\n"),
        ("\tnet.forward\n".replace("\t", "if x:\n\t"), "if x:\n\tnet.construct\n"),
        ("\f\nnet.forward", "\f\nnet.construct"),
        ("名.forward = 1\n", "名.construct = 1\n"),
    ],
)
def test_attribute_is_renamed_where_it_stands(before: str, after: str) -> None:
    assert fixed(before, lambda b, t: b.rename_attribute(nodes(t, ast.Attribute)[0], "construct")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def forward(self): return forward\n", "def construct(self): return forward\n"),
        ("async  def \\\n  forward(self): pass\n", "async  def \\\n  construct(self): pass\n"),
        ("@forward\ndef forward(forward): pass\n", "@forward\ndef construct(forward): pass\n"),
    ],
)
def test_function_is_renamed_where_it_is_defined(before: str, after: str) -> None:
    def change(builder: FixBuilder, tree: ast.Module) -> None:
        builder.rename_definition(tree.body[0], "construct")

    assert fixed(before, change) == after


def test_name_in_another_form_of_its_characters_is_left_alone() -> None:
    assert fixed("net.ｆorward\n", lambda b, t: b.rename_attribute(nodes(t, ast.Attribute)[0], "construct")) is None


# Arguments


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f(a=1)\n", "f(b=1)\n"),
        ("f(x, a  =  (1), **a)\n", "f(x, b  =  (1), **a)\n"),
        ("f(\n    x,  # a=1\n    a=1,  # why\n)\n", "f(\n    x,  # a=1\n    b=1,  # why\n)\n"),
    ],
)
def test_keyword_is_renamed(before: str, after: str) -> None:
    assert fixed(before, lambda b, t: b.rename_keyword(call_of(t).keywords[0], "b")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f(a=1)\n", "f()\n"),
        ("f(a=1,)\n", "f()\n"),
        ("f( a=1 )\n", "f( )\n"),
        ("f(a=1, b=2)\n", "f(b=2)\n"),
        ("f(x, a=1)\n", "f(x)\n"),
        ("f(x, a=1,)\n", "f(x,)\n"),
        ("f(x, a=(1), b=2)\n", "f(x, b=2)\n"),
        ("f(x, a=g(1, (2)), *b)\n", "f(x, *b)\n"),
        ("f((x), a=1)\n", "f((x))\n"),
        ("f(\n    x,\n    a=1,\n    b=2,\n)\n", "f(\n    x,\n    b=2,\n)\n"),
        ("f(\n    x,\n    a=1,\n)\n", "f(\n    x,\n)\n"),
        ("f(\n    x,\n    a=1\n)\n", "f(\n    x\n)\n"),
        ("f(\n    x,  # the input\n    a=1\n)\n", "f(\n    x  # the input\n)\n"),
        ("f(\n    a=1,\n)\n", "f(\n)\n"),
        ("f(x,\r\n  a=1,\r\n  b=2)\r\n", "f(x,\r\n  b=2)\r\n"),
        ("f(x,\n  a=1)\n", "f(x)\n"),
        ("(f)(x, a=1)\n", "(f)(x)\n"),
        ("f(x)(y, a=1)\n", "f(x)(y)\n"),
        ("f(x, a=1)[0]\n", "f(x)[0]\n"),
        ("f(x, a='网, #)', b=1)\n", "f(x, b=1)\n"),
    ],
)
def test_keyword_is_dropped_with_its_comma(before: str, after: str) -> None:
    def change(builder: FixBuilder, tree: ast.Module) -> None:
        call = next(c for c in nodes(tree, ast.Call) if any(word.arg == "a" for word in c.keywords))
        builder.drop_argument(call, next(word for word in call.keywords if word.arg == "a"))

    assert fixed(before, change) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f()\n", "f(a=1)\n"),
        ("f( )\n", "f( a=1)\n"),
        ("f(x)\n", "f(x, a=1)\n"),
        ("f((x))\n", "f((x), a=1)\n"),
        ("f(x,)\n", "f(x, a=1,)\n"),
        ("f(x for x in y)\n", "f((x for x in y), a=1)\n"),
        ("f(*x, **y)\n", "f(*x, **y, a=1)\n"),
        ("f(\n    x,\n    y,\n)\n", "f(\n    x,\n    y,\n    a=1,\n)\n"),
        ("f(\n    x,\n    y,  # why\n)\n", "f(\n    x,\n    y,\n    a=1,  # why\n)\n"),
        ("f(\n    x,\n    y\n)\n", "f(\n    x,\n    y,\n    a=1\n)\n"),
        ("f(\n    x, y\n)\n", "f(\n    x, y, a=1\n)\n"),
        ("f(\r\n    x,\r\n)\r\n", "f(\r\n    x,\r\n    a=1,\r\n)\r\n"),
        ("f(  # none\n)\n", "f(  # none\na=1)\n"),
        ("f(lambda: (1, 2))\n", "f(lambda: (1, 2), a=1)\n"),
    ],
)
def test_keyword_is_added_behind_the_others(before: str, after: str) -> None:
    assert fixed(before, lambda b, t: b.add_argument(call_of(t), "a=1")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f(a=1)\n", "f(c=3, d=4)\n"),
        ("f(x, a=1)\n", "f(x, c=3, d=4)\n"),
        ("f(x, a=1,)\n", "f(x, c=3, d=4,)\n"),
        ("f(a=1, y=2)\n", "f(y=2, c=3, d=4)\n"),
        ("f(x, a=1, b=2)\n", "f(x, c=3, d=4)\n"),
        ("f(a=1, x=0, b=2)\n", "f(x=0, c=3, d=4)\n"),
        ("f(a=1, b=2, x=0)\n", "f(x=0, c=3, d=4)\n"),
        ("f(x, a=1, b=2, **y)\n", "f(x, **y, c=3, d=4)\n"),
        ("f(\n    x,\n    a=1,\n    b=2,\n)\n", "f(\n    x,\n    c=3,\n    d=4,\n)\n"),
        ("f(\n    a=1,\n    b=2,\n    x=0,\n)\n", "f(\n    x=0,\n    c=3,\n    d=4,\n)\n"),
        ("f(\n    a=1,\n    x=0\n)\n", "f(\n    x=0,\n    c=3,\n    d=4\n)\n"),
    ],
)
def test_arguments_go_and_come_in_one_fix(before: str, after: str) -> None:
    def change(builder: FixBuilder, tree: ast.Module) -> None:
        call = call_of(tree)
        for word in call.keywords:
            if word.arg in ("a", "b"):
                builder.drop_argument(call, word)
        builder.add_argument(call, "c=3")
        builder.add_argument(call, "d=4")

    assert fixed(before, change) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f(x, a=1, b=2)\n", "f(x)\n"),
        ("f(a=1, b=2)\n", "f()\n"),
        ("f(a=1, x=0, b=2)\n", "f(x=0)\n"),
        ("f(x, a=1, b=2,)\n", "f(x,)\n"),
        ("f(\n    x,\n    a=1,\n    b=2,\n    y=0,\n)\n", "f(\n    x,\n    y=0,\n)\n"),
        ("f(\n    x,\n    a=1,\n    b=2\n)\n", "f(\n    x\n)\n"),
    ],
)
def test_several_arguments_go_in_one_fix(before: str, after: str) -> None:
    def change(builder: FixBuilder, tree: ast.Module) -> None:
        call = call_of(tree)
        for word in call.keywords:
            if word.arg in ("a", "b"):
                builder.drop_argument(call, word)

    assert fixed(before, change) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f(x, 1)\n", "f(x, a=1)\n"),
        ("f(x, (1), 2, c=3)\n", "f(x, a=(1), b=2, c=3)\n"),
        ("f(\n    x,\n    1,  # one\n    2,\n)\n", "f(\n    x,\n    a=1,  # one\n    b=2,\n)\n"),
        ("f(x, *y)\n", None),
        ("f(x, 1, *y)\n", None),
        ("f(x, 1, 2, 3)\n", None),
    ],
)
def test_positional_arguments_get_the_names_of_their_parameters(before: str, after: str | None) -> None:
    assert fixed(before, lambda b, t: b.name_arguments(call_of(t), {1: "a", 2: "b"})) == after


def test_value_of_a_keyword_changes_alone() -> None:
    before, after = "f(x, a = ( 1 ), b=2)  # a=1\n", "f(x, a = ( 2 ), b=2)  # a=1\n"
    assert fixed(before, lambda b, t: b.set_value(call_of(t).keywords[0].value, "2")) == after


# Calls and expressions


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x.f(0)\n", "x.shape[0]\n"),
        ("x.f( 0 )\n", "x.shape[0]\n"),
        ("x.f(0,)\n", "x.shape[0]\n"),
        ("x.f(d=-1)\n", "x.shape[-1]\n"),
        ("(a + b).f(0)\n", "(a + b).shape[0]\n"),
        ("(a\n + b).f(n - 1) + 1\n", "(a\n + b).shape[n - 1] + 1\n"),
        ("y.f(1).g(0)\n", "y.shape[1].g(0)\n"),
        ("'é', x.f(名)\n", "'é', x.shape[名]\n"),
    ],
)
def test_call_becomes_a_subscript(before: str, after: str) -> None:
    def change(builder: FixBuilder, tree: ast.Module) -> None:
        call = call_of(tree)
        argument = call.args[0] if call.args else call.keywords[0].value
        builder.replace(call, "{x:primary}.shape[{d}]", x=call.func.value, d=argument)

    assert fixed(before, change) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("y = f(m)\n", "y = 1 - m\n"),
        ("y = f(a + b)\n", "y = 1 - (a + b)\n"),
        ("y = f(m) * 2\n", "y = (1 - m) * 2\n"),
        ("y = (f(m)) * 2\n", "y = (1 - m) * 2\n"),
        ("y = f(m).sum()\n", "y = (1 - m).sum()\n"),
        ("y = -f(m)\n", "y = -(1 - m)\n"),
        ("y = g(f(m), k=f(m))\n", "y = g(1 - m, k=f(m))\n"),
        ("y = x[f(m)]\n", "y = x[1 - m]\n"),
        ("y = x if f(m) else z\n", "y = x if (1 - m) else z\n"),
        ("y = f(m\n  )\n", "y = 1 - m\n"),
        ("y = f(\n  m\n  .n)\n", "y = 1 - (m\n  .n)\n"),
        ("y = f(-1)\n", "y = 1 - (-1)\n"),
        ("y = f(m := 1)\n", "y = 1 - (m := 1)\n"),
        ("y = f(*m)\n", None),
        ("y = {f(m): 1}\n", "y = {1 - m: 1}\n"),
        ("y = [f(m) for x in z]\n", "y = [1 - m for x in z]\n"),
        ("y = lambda: f(m)\n", "y = lambda: (1 - m)\n"),
        ("y = f('a' 'b')\n", "y = 1 - 'a' 'b'\n"),
        ("y = f('a'\n 'b')\n", "y = 1 - ('a'\n 'b')\n"),
    ],
)
def test_brackets_are_added_where_an_operator_needs_them(before: str, after: str | None) -> None:
    assert fixed(before, lambda b, t: b.replace(call_of(t), "1 - {m:operand}", m=call_of(t).args[0])) == after


def test_arguments_can_change_their_order() -> None:
    before, after = "y = f( a + 1 , g(b))\n", "y = h(g(b), a + 1)\n"

    def change(builder: FixBuilder, tree: ast.Module) -> None:
        call = call_of(tree)
        builder.replace(call, "h({b}, {a})", a=call.args[0], b=call.args[1])

    assert fixed(before, change) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("if x:\n    net.f('m', v)  # the mask\n", "if x:\n    net.m = P(v, name='m')  # the mask\n"),
        ("net.f('m', [1,\n  2])\n", "net.m = P([1,\n  2], name='m')\n"),
        ("x; net.f('m', v); y\n", "x; net.m = P(v, name='m'); y\n"),
        ("(a or b).f('m', v)\n", "(a or b).m = P(v, name='m')\n"),
        ("(net.f('m', v))\n", "net.m = P(v, name='m')\n"),
    ],
)
def test_call_becomes_an_assignment(before: str, after: str) -> None:
    def change(builder: FixBuilder, tree: ast.Module) -> None:
        call = call_of(tree)
        statement = next(node for node in ast.walk(tree) if isinstance(node, ast.Expr) and node.value is call)
        template = "{x:primary}.m = P({v}, name='m')"
        builder.replace_statement(statement, template, x=call.func.value, v=call.args[1])

    assert fixed(before, change) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("y = net.f()\n", "y = net\n"),
        ("y = net.f().g()\n", "y = net.g()\n"),
        ("y = (a or b).f('cuda')\n", "y = (a or b)\n"),
        ("y = (net\n     .f()\n     .g())\n", "y = (net\n     .g())\n"),
        ("y = Net( # the net\n  3).f()  # why\n", "y = Net( # the net\n  3)  # why\n"),
        ("y = net. \\\n f()\n", "y = net\n"),
    ],
)
def test_method_call_is_dropped_from_a_chain(before: str, after: str) -> None:
    assert fixed(before, lambda b, t: b.drop_call(call_of(t))) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = 1\nf()\nb = 2\n", "a = 1\nb = 2\n"),
        ("f()\n", ""),
        ("a = 1\nf()", "a = 1\n"),
        ("if x:\n    f()\n", "if x:\n    pass\n"),
        ("if x:\n    f()\n    g()\n", "if x:\n    pass\n    g()\n"),
        ("if x:\n    f()\n    y = 1\n", "if x:\n    y = 1\n"),
        ("def h():\n    'Doc.'\n    f()\n", "def h():\n    'Doc.'\n"),
        ("if x: f()\n", "if x: pass\n"),
        ("a = 1; f(); b = 2\n", "a = 1; pass; b = 2\n"),
        ("a = 1\r\nf(\r\n)\r\nb = 2\r\n", "a = 1\r\nb = 2\r\n"),
        ("try:\n    f()\nfinally:\n    y = 1\n", "try:\n    pass\nfinally:\n    y = 1\n"),
        ("match x:\n    case 1:\n        f()\n", "match x:\n    case 1:\n        pass\n"),
        ("if x: \\\n  f()\ny = 1\n", "if x: \\\n  pass\ny = 1\n"),
    ],
)
def test_statement_is_taken_out_and_no_block_is_left_empty(before: str, after: str) -> None:
    def change(builder: FixBuilder, tree: ast.Module) -> None:
        call = call_of(tree)
        builder.delete_statement(
            next(node for node in ast.walk(tree) if isinstance(node, ast.Expr) and node.value is call)
        )

    assert fixed(before, change) == after


def test_two_statements_of_a_block_can_go_in_one_pass() -> None:
    source = b"def h():\n    f()\n    f()\n"
    fixes = [
        made(source, lambda b, t, place=place: b.delete_statement(t.body[0].body[place]))  # type: ignore[misc]
        for place in (0, 1)
    ]
    assert apply(Text(source), fixes).text == "def h():\n    pass\n    pass\n"


# What makes a fix unsafe, or none


def test_fix_that_loses_a_comment_is_unsafe() -> None:
    def change(builder: FixBuilder, tree: ast.Module) -> None:
        builder.drop_call(call_of(tree))

    kept = made(b"y = net.f()  # stays\n", change)
    lost = made(b"y = (net  # goes\n .f())\n", change)
    assert kept is not None and kept.applicability is Applicability.SAFE
    assert lost is not None and lost.applicability is Applicability.UNSAFE


def test_comment_that_silences_a_finding_is_never_lost() -> None:
    assert fixed("y = (net  # noqa: MSP104\n .f())\n", lambda b, t: b.drop_call(call_of(t))) is None


def test_code_in_an_f_string_is_changed_where_that_cannot_end_it() -> None:
    import sys

    renamed = fixed("f'{net.forward(x)!r:>10} 网'\n", lambda b, t: b.rename_attribute(nodes(t, ast.Attribute)[0], "c"))
    assert renamed == ("f'{net.c(x)!r:>10} 网'\n" if sys.version_info >= (3, 12) else None)
    assert fixed("f'{f(1)}'\n", lambda b, t: b.add_argument(call_of(t), "a='x'")) is None


# Imports


def imported(code: str, line: str = "from mindspore import Parameter") -> str:
    """Return what adding an import makes of a file."""
    return fixed(code, lambda builder, tree: builder.add_import(line)) or ""


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ("from mindspore import nn\n", "from mindspore import Parameter, nn\n"),
        ("from mindspore import Tensor\n", "from mindspore import Parameter, Tensor\n"),
        ("from mindspore import Model\n", "from mindspore import Model, Parameter\n"),
        ("from mindspore import nn as n, ops  # both\n", "from mindspore import Parameter, nn as n, ops  # both\n"),
        ("from mindspore import (\n    Model,\n    nn,\n)\n",
         "from mindspore import (\n    Model,\n    Parameter,\n    nn,\n)\n"),
        ("from mindspore import (\n    Model,\n)\n", "from mindspore import (\n    Model,\n    Parameter,\n)\n"),
        ("from mindspore import (\n    Model\n)\n", "from mindspore import (\n    Model,\n    Parameter\n)\n"),
        ("from mindspore import (Model,)\n", "from mindspore import (Model, Parameter,)\n"),
        ("from mindspore import *\n", "from mindspore import *\nfrom mindspore import Parameter\n"),
        ("import os\nfrom mindspore.nn import Cell\nimport sys\n",
         "import os\nfrom mindspore.nn import Cell\nfrom mindspore import Parameter\nimport sys\n"),
        ("import os\n\nx = 1\n", "import os\nfrom mindspore import Parameter\n\nx = 1\n"),
        ("import os", "import os\nfrom mindspore import Parameter\n"),
        ('"""Doc."""\nx = 1\n', '"""Doc."""\n\nfrom mindspore import Parameter\nx = 1\n'),
        ('"""Doc."""\nfrom __future__ import annotations\nx = 1\n',
         '"""Doc."""\nfrom __future__ import annotations\nfrom mindspore import Parameter\nx = 1\n'),
        ("#!/usr/bin/env python\n# coding: utf-8\nx = 1\n",
         "#!/usr/bin/env python\n# coding: utf-8\nfrom mindspore import Parameter\n\nx = 1\n"),
        ("", "from mindspore import Parameter\n"),
        ("import os; import mindspore.nn as nn; x = 1\ny = 2\n",
         "import os; import mindspore.nn as nn; x = 1\nfrom mindspore import Parameter\ny = 2\n"),
        ("import mindspore.nn as nn; x = [\n1]\ny = 2\n",
         "import mindspore.nn as nn; x = [\n1]\nfrom mindspore import Parameter\ny = 2\n"),
        ("from .nn import Cell\r\nx = 1\r\n", "from .nn import Cell\r\nfrom mindspore import Parameter\r\nx = 1\r\n"),
        ("if x:\n    from mindspore import Model\n",
         "from mindspore import Parameter\n\nif x:\n    from mindspore import Model\n"),
    ],
)  # fmt: skip
def test_import_goes_where_its_like_stand(code: str, after: str) -> None:
    assert imported(code) == after


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ("from mindspore import nn\nx = 1\n", "from mindspore import nn\nimport mindspore\nx = 1\n"),
        ("import os\nimport torch\n", "import os\nimport torch\nimport mindspore\n"),
    ],
)
def test_package_is_imported_on_a_line_of_its_own(code: str, after: str) -> None:
    assert imported(code, "import mindspore") == after


@pytest.mark.parametrize("code", ["from mindspore import nn\n", "import os\n", "from mindspore import (\n    nn,\n)\n"])
def test_imports_of_several_fixes_come_in_one_pass(code: str) -> None:
    names = ("Parameter", "Tensor", "Parameter")
    fixes = [
        made(code.encode(), lambda b, t, name=name: b.add_import(f"from mindspore import {name}"))  # type: ignore[misc]
        for name in names
    ]
    applied = apply(Text(code.encode()), [fix for fix in fixes if fix])
    assert list(applied.taken) == [0, 1, 2]
    bound = [node.name for node in ast.walk(ast.parse(applied.text)) if isinstance(node, ast.alias)]
    assert sorted(set(bound) - {"nn", "os"}) == ["Parameter", "Tensor"] and bound.count("Parameter") == 1
