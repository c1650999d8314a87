"""Functions' bodies that are parsed when they are first looked at: they are what a parser of the whole file gives."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint_plugin import source as source_
from lint_plugin.engine import Engine
from lint_plugin.semantics.code import outline
from lint_plugin.semantics.code.syntax import unread
from lint_plugin.settings import Settings

LONG = (
    "        x = 'a statement that makes the body long enough to be left unread at first' + 'and some more text' * 2\n"
)
MODULE = f"""\
import mindspore


class Net:
    '''def inner(self):
        in a docstring
    '''

    def first(self, x=(1, ":"), y: "def f(): #" = ')'):  # def
        '''Documents
no deeper than the class.
        '''
{LONG}
        return x  # the end

        # and a comment

    @property
    async def second(
        self,
        # in the head ):
        x: dict[str, int] = {{1: 2}},
    ) -> Net:
        text = \"\"\"
def third(self):
    \"\"\"
{LONG}
{LONG}

    def short(self): return 1


def last(x):
    def inner():
{LONG}
    return inner


def odd():
{LONG}
        return '\\
def no_function():'
"""


def dumped(tree: ast.Module) -> str:
    """Return all of a tree but for where statements end that others stand in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt | ast.excepthandler) and hasattr(node, "body"):
            node.end_col_offset = 0
    return ast.dump(tree, include_attributes=True)


def unread_names(tree: ast.Module) -> list[str]:
    return sorted(getattr(node, "name", "") for node in _read(tree) if unread(node))


def test_bodies_that_nobody_asks_for_are_left_unread() -> None:
    tree = outline.parse(MODULE.encode(), [])
    assert unread_names(tree) == ["Net", "last"]
    assert dumped(tree) == dumped(ast.parse(MODULE))
    assert unread_names(tree) == []


@pytest.mark.parametrize("line", ["# -*- coding: utf-8 -*-", "# coding=utf8", "#\n# vim: set fileencoding=utf-8 :"])
def test_bodies_of_a_file_that_says_it_is_utf_8_are_left_unread(line: str) -> None:
    assert unread_names(outline.parse(f"{line}\n{MODULE}".encode(), [])) == ["Net", "last"]


def test_the_body_that_is_asked_for_is_parsed() -> None:
    asked = MODULE.index("in the head"), MODULE.index("inner():")
    assert unread_names(outline.parse(MODULE.encode(), asked)) == ["first", "second"]
    assert unread_names(outline.parse(MODULE.encode(), [MODULE.index("no deeper")])) == ["last", "second"]


def test_whether_all_of_a_file_was_parsed() -> None:
    tree = outline.parse(MODULE.encode(), [])
    assert not outline.is_whole(tree)
    (net,) = (node for node in tree.body if isinstance(node, ast.ClassDef))
    assert net.body and not outline.is_whole(tree)
    assert dumped(tree) and outline.is_whole(tree)
    assert outline.is_whole(outline.parse(MODULE.replace("\n", "\r\n").encode(), []))
    assert outline.is_whole(outline.parse(MODULE.encode(), range(0, len(MODULE), 20)))
    assert outline.is_whole(ast.parse(MODULE))


def test_methods_of_a_class_that_is_looked_at_are_left_unread() -> None:
    tree = outline.parse(MODULE.encode(), [])
    (net,) = (node for node in tree.body if isinstance(node, ast.ClassDef))
    assert [getattr(node, "name", "") for node in net.body] == ["", "first", "second", "short"]
    assert unread_names(tree) == ["first", "last", "second"]


def test_an_outline_is_smaller_than_the_tree() -> None:
    nodes = sum(1 for _ in ast.walk(ast.parse(MODULE)))
    tree = outline.parse(MODULE.encode(), [])
    assert sum(1 for node in _read(tree)) < nodes / 2


def _read(tree: ast.Module) -> list[ast.AST]:
    pending: list[ast.AST] = [tree]
    found = []
    while pending:
        found.append(pending.pop())
        if unread(found[-1]) is None:
            pending += ast.iter_child_nodes(found[-1])
    return found


@pytest.mark.parametrize(
    "text",
    [
        MODULE.replace("\n", "\r\n"),
        MODULE.replace("class Net:\n", "class Net:\n\f\n"),
        MODULE + "\nif 1:\n\tx = 1\n",
        "# coding: latin-1\n" + MODULE,
        MODULE.replace("        return x  # the end", "        return [\n1]"),
        MODULE.replace("    @property\n", "\\\n    @property\n"),
        MODULE + "\nsetattr(Net, 'thi' 'rd', 1)\n",
    ],
    ids=["CRLF", "form feed", "tab", "encoding", "an item that stands outside", "a backslash alone", "a name in parts"],
)
def test_what_may_read_otherwise_is_parsed_whole(text: str) -> None:
    tree = outline.parse(text.encode(), [])
    assert unread_names(tree) == []
    assert dumped(tree) == dumped(ast.parse(text.encode()))


def test_a_mistake_outside_of_bodies_is_named_where_it_stands() -> None:
    broken = MODULE + "\nx = = 1\n"
    with pytest.raises(source_.SourceError, match="invalid syntax") as caught:
        outline.parse(broken.encode(), [])
    assert caught.value.line == broken.count("\n")


def test_a_body_with_a_mistake_is_empty_and_the_others_are_read() -> None:
    tree = outline.parse(MODULE.replace("text = ", "text = = ").encode(), [])
    first, second = (node for node in ast.walk(tree) if getattr(node, "name", "") in ("first", "second"))
    assert isinstance(first, ast.FunctionDef) and len(first.body) == 3
    assert isinstance(second, ast.AsyncFunctionDef) and isinstance(second.body[0], ast.Pass)


STATEMENTS = [
    "x = 1", "'text'", "'''a\nb'''", '"""def f():\n  pass"""', "# comment", "", "x = (1,\n2)", "x = 1 + \\\n2",
    "x = '''a''' 'b' # '''", "s = f'{x}'", 'r"\\\\" ', "if x: pass", "# '''", 'x = "#"', "return", "x = 'it\\'s'",
    "y = {'def f(a):': [1]}", "lambda x: x", "x: int = 3  # def g():", "'a\\\n def f():'", "@x\ndef g(a): pass",
    "pass;", "print('''\\'''\n''')", "x = 2 \\\n # end", "x = 'a\\\n\"\"\" b'",
    "'''a\n# b'''",
]  # fmt: skip
statements = st.sampled_from(STATEMENTS)
heads = st.sampled_from([
    "def f(a):", "async  def f( a, b = ')' ) :", "def f(\n  a: int,\n) -> 'x:y':", "def f(a): # ):", "class C:",
    "def f(a=lambda: 1, *b: {1: 2}) -> [x, y]:", "if x:", "def f(a): return 1 if x else 2", "with x as y:",
    "def  f (a):",
])  # fmt: skip


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> str:
    """Return statements and blocks, indented, so long that some are left unread."""
    lines = []
    for part in draw(st.lists(st.one_of(statements, heads), min_size=1, max_size=5)):
        head = part.endswith((":", "# ):"))
        inner = " " * draw(st.sampled_from([1, 4, 8]))
        if head and depth < 3:
            body = f"x = '{'-' * 120}'\n" + draw(blocks(depth + 1))
            lines += [part, *_indented(body, inner)]
        elif not head:
            lines.append(part)
    return "\n".join(lines)


def _indented(text: str, by: str) -> list[str]:
    """Indent the first line of each statement and, by chance, those inside strings and brackets, too."""
    starts = (
        {node.lineno for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)} if _parses(text) else set()
    )
    decorated = (
        {d.lineno for n in ast.walk(ast.parse(text)) for d in getattr(n, "decorator_list", [])} if starts else set()
    )
    return [by + line if number in starts | decorated or not starts else line
            for number, line in enumerate(text.split("\n"), 1)]  # fmt: skip


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


@given(blocks())
def test_any_outline_reads_as_the_whole_file(text: str) -> None:
    if _parses(text):
        assert dumped(outline.parse(text.encode(), [])) == dumped(ast.parse(text))


@pytest.mark.parametrize("last", STATEMENTS)
@pytest.mark.parametrize("after", ["", "y = 1\n", "# end\n\ndef g(b):\n  pass\n"])
def test_a_body_ends_where_its_last_statement_does(last: str, after: str) -> None:
    indented = "\n".join(_indented(last, "    "))
    text = f"class C:\n  def f(a):\n    x = '{'-' * 120}'\n{indented}\n\n    # all\n{after}"
    assert dumped(outline.parse(text.encode(), [])) == dumped(ast.parse(text))


def test_findings_are_those_of_the_whole_file(tmp_path: Path) -> None:
    body = "".join(f"    def m{number}(self):\n        '''{'-' * 60}'''\n{LONG}" for number in range(30))
    code = (
        f"from mindspore import nn\n\n\nclass Net(nn.Cell):\n{body}    def given(self):\n{LONG}{LONG}"
        "        self.buffers = list\n\n\n"
        f"class Other(nn.Cell):\n{body}    def asks(self):\n        return self.buffers()\n\n\nNet().buffers()\n"
    )
    assert len(code) > 4096
    findings = Engine(Settings()).check(str(tmp_path / "a.py"), code.encode()).findings
    assert [(finding.code, finding.line) for finding in findings] == [
        ("MSP103", code[: code.index("return self.b")].count("\n") + 1)
    ]
    assert findings == Engine(Settings()).check(str(tmp_path / "a.py"), code.encode(), tree=ast.parse(code)).findings


def test_an_attribute_is_found_however_its_letters_are_written(tmp_path: Path) -> None:
    code = (
        f"from mindspore import nn\n\n\nclass Net(nn.Cell):\n    def __init__(self):\n{LONG}{LONG}"
        "        self.\N{MICRO SIGN} = nn.Dense(1, 2)\n\n    def f(self):\n        self.\N{MICRO SIGN}.buffers()\n"
        f"{'# more' * 1000}\n"
    )
    findings = Engine(Settings()).check(str(tmp_path / "a.py"), code.encode()).findings
    assert [finding.code for finding in findings] == ["MSP103"]


def test_a_body_can_be_read_after_a_try_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RecursionError

    (function,) = outline.parse(f"\ndef f():\n{LONG}{LONG}".encode(), []).body
    assert isinstance(function, ast.FunctionDef)
    with monkeypatch.context() as patch, pytest.raises(RecursionError):
        patch.setattr(outline, "_outline", fails)
        _ = function.body
    assert len(function.body) == 2


def test_a_file_of_which_much_is_asked_reads_as_the_whole_file() -> None:
    functions = [f"class C{number}:\n    def f(self):\n{LONG}        return {number}\n" for number in range(200)]
    text = "\n\n".join(functions)
    assert dumped(outline.parse(text.encode(), [])) == dumped(ast.parse(text))
    broken = outline.parse((text + "\n\ndef last():\n" + LONG + "        return = 1\n").encode(), [])
    bodies = [node.body for node in ast.walk(broken) if isinstance(node, ast.FunctionDef)]
    assert [len(body) for body in bodies] == [1, *[2] * 200]


NESTED = tuple(
    pattern.replace("~", '"').replace("^", "'") for pattern in ("f~{~^^^~}{text}~", "rf~{x[~a~]!r:>{~^^^~}}~")
)
"""Strings that Python 3.12 and later end elsewhere than those before."""
SHORT = f"""\
import mindspore


def quoted(text):
{LONG}
        return STRING


class Base:
    '''A network.'''

    def other(self, x):
        return x


def helper():
    '''Helps.'''
    return 1


class Net(Base):
    def forward(self, x):
        return x
"""


@pytest.mark.skipif(sys.version_info < (3, 12), reason="a replacement field can't hold its string's quotes before")
@pytest.mark.parametrize("string", NESTED)
def test_what_an_f_string_holds_is_no_end_of_it(string: str) -> None:
    text = SHORT.replace("STRING", string)
    assert dumped(outline.parse(text.encode(), [])) == dumped(ast.parse(text))


@pytest.mark.parametrize(
    "string",
    [
        "f'{x}'", 'f"{x[\'a\']!r:>{width}}"', "f'{{x}} {y}'", "rf'\\d{x}'", "f'{x}\\n' 'a'", "f\"\"\"{x}\n'{y}'\"\"\"",
        "f'\\N{EM DASH}'", "f'{x:#x}'", "f'{ {1: 2}[1] }'",
    ],
)  # fmt: skip
def test_bodies_are_left_unread_where_f_strings_are_as_they_ever_were(string: str) -> None:
    assert unread_names(outline.parse(f"{MODULE}\nx = {string}\n".encode(), [])) == ["Net", "last"]
