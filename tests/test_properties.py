"""Any Python text: no crash, positions inside the file, the same answer twice, and the same for another layout.

Texts are the grammar's, by hypothesmith, where that is installed, and the rules' own examples put together at random.
"""

from __future__ import annotations

import ast

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lint_plugin.engine import Engine
from lint_plugin.finding import Finding
from lint_plugin.rules import all_rules
from lint_plugin.rules.examples import bad_examples, good_examples
from lint_plugin.settings import Settings
from lint_plugin.source import Text
from tests import leftovers
from tests.layouts import LAYOUTS

try:
    import hypothesmith
except ImportError:  # no release for this Python: see setup.cfg
    hypothesmith = None

EVERY_RULE = Settings(extend_select=tuple(rule.code for rule in all_rules()))
EXAMPLES = [example.code for rule in all_rules() for example in (*bad_examples(rule), *good_examples(rule))]
NAMES = sorted({name for rule in all_rules() for name in rule.accesses_at(None) | rule.defines} | {"x", "net", "名"})
BASES = ("nn.Cell", "nn.Dense", "nn.Module", "object", "unknown.Base", "Net", "Other")
relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))


def check(source: bytes) -> list[Finding]:
    """Check a text that stands in no file, twice and by a new engine."""
    engine = Engine(EVERY_RULE)
    result = engine.check("/nowhere/checked.py", source)
    assert not [problem for problem in result.problems if "internal error" in problem.reason], result.problems
    again = engine.check("/nowhere/checked.py", source)
    assert (again.findings, again.problems) == (result.findings, result.problems)
    assert Engine(EVERY_RULE).check("/nowhere/checked.py", source) == result
    lines = Text(source).lines
    for found in result.findings:
        assert 1 <= found.line <= found.end_line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1])
        assert 1 <= found.end_column <= len(lines[found.end_line - 1]) + 1
        assert (found.line, found.column) < (found.end_line, found.end_column)
        assert len(found.message.splitlines()) == 1
    return result.findings


@given(st.text(st.sampled_from("aé网𠀀"), min_size=1), st.integers(1, 3_000), st.data())
def test_columns_are_counted_in_characters(piece: str, times: int, data: st.DataObject) -> None:
    line = piece * times
    column = data.draw(st.integers(0, len(line)))
    assert Text(f"\n{line}\n".encode()).column(2, len(line[:column].encode())) == column


expressions = st.recursive(
    st.sampled_from(("net", "self", "x", "Net()", "nn.Cell()", "super()", "'forward'", "[]", "nn")),
    lambda inner: st.one_of(
        st.builds("{}.{}".format, inner, st.sampled_from(NAMES)),
        st.builds("{}({})".format, inner, inner),
        st.builds("{}[{}]".format, inner, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("[{} for x, net in {}]".format, inner, inner),
        st.builds("(lambda net, x=1: {})".format, inner),
        st.builds("getattr({}, {!r}, {})".format, inner, st.sampled_from(NAMES), inner),
        st.builds("next({})".format, inner),
        st.builds("(net := {})".format, inner),
        st.builds("f'{{{}!r}}'".format, inner.filter(lambda text: "'" not in text and '"' not in text)),
    ),
    max_leaves=6,
)


def indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


simple = st.one_of(
    expressions.map("{}\n".format),
    expressions.map("return_ = {}\n".format),
    expressions.map("net = {}\n".format),
    expressions.map("self.net = {}\n".format),
    expressions.map("del net, x\nx = {}\n".format),
    st.builds("net: {} = {}\n".format, st.sampled_from(BASES), expressions),
    st.sampled_from(("import torch\n", "from mindspore import *\n", "from . import net\n", "global net\n", "pass\n")),
)
statements = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds(lambda e, b: f"if {e}:\n{indented(b)}", expressions, inner),
        st.builds(lambda e, b: f"for x, net in {e}:\n{indented(b)}", expressions, inner),
        st.builds(lambda e, b: f"while {e}:\n{indented(b)}    break\n", expressions, inner),
        st.builds(lambda b, c: f"try:\n{indented(b)}except AttributeError:\n{indented(c)}", inner, inner),
        st.builds(lambda e, b: f"with {e} as net:\n{indented(b)}", expressions, inner),
        st.builds(lambda e, b: f"match {e}:\n    case [net, *x]:\n{indented(indented(b))}", expressions, inner),
        st.builds(lambda n, b: f"def {n}(self, net, x=1):\n{indented(b)}", st.sampled_from(NAMES), inner),
        st.builds(lambda n, b: f"async def {n}(self, *net):\n{indented(b)}", st.sampled_from(NAMES), inner),
        st.builds(
            lambda n, bases, b: f"class {n}({', '.join(bases)}):\n{indented(b)}",
            st.sampled_from(("Net", "Other")),
            st.lists(st.sampled_from(BASES), max_size=2),
            inner,
        ),
    ),
    max_leaves=8,
)
drawn = statements.map("from mindspore import nn\n\n{}".format)
together = st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=3).map("\n".join)
mindspore_code = st.one_of(drawn, together, leftovers.modules())


def parses(text: str) -> bool:
    try:
        ast.parse(text.encode())  # as bytes: a text may not begin with a byte order mark
    except SyntaxError:
        return False
    return True


@given(mindspore_code)
@relaxed
def test_mindspore_code(text: str) -> None:
    assume(parses(text))
    check(text.encode())


if hypothesmith is not None:

    @given(hypothesmith.from_grammar())
    @relaxed
    def test_what_the_grammar_allows(text: str) -> None:
        check(text.encode("utf-8", "replace"))
        check(b"from mindspore import nn\n\nclass Net(nn.Cell): forward = 1\n" + text.encode("utf-8", "replace"))


@given(st.binary(max_size=200))
@relaxed
def test_bytes_of_any_kind(source: bytes) -> None:
    check(b"from mindspore import nn\nnn.Cell().forward()\n" + source)
    check(source)


@pytest.mark.parametrize("layout", LAYOUTS)
@given(text=mindspore_code)
@relaxed
def test_layout_changes_no_finding(layout: str, text: str) -> None:
    assume(parses(text) and "\\\n" not in text and '"""' not in text and "'''" not in text)
    changed = LAYOUTS[layout](text)
    assume(parses(changed) and ast.dump(ast.parse(changed.encode())) == ast.dump(ast.parse(text)))

    def seen(findings: list[Finding]) -> list[tuple[str, str, str]]:
        return [(found.code, found.message, found.source_line) for found in findings]

    assert seen(check(changed.encode())) == seen(check(text.encode()))
