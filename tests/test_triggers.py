"""The search in a file's bytes that decides whether it is parsed: it never costs a finding."""

from __future__ import annotations

import ast
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint_plugin.access_search import AccessSearch
from lint_plugin.attribute_search import AttributeSearch, any_of
from lint_plugin.engine import Engine
from lint_plugin.finding import Finding
from lint_plugin.namespace_search import NamespaceSearch
from lint_plugin.rules import all_rules
from lint_plugin.rules.examples import bad_examples, good_examples
from lint_plugin.settings import Settings
from lint_plugin.triggers import Triggers, lines_at
from tests.machine import slowness

EXAMPLES = [
    pytest.param(example.code, id=f"{rule.code}-{example.name}")
    for rule in all_rules()
    for example in (*bad_examples(rule), *good_examples(rule))
]
EVERY_RULE = Settings(extend_select=tuple(rule.code for rule in all_rules()))


def findings(code: str, folder: Path) -> list[Finding]:
    return Engine(EVERY_RULE).check(str(folder / "example.py"), code.encode()).findings


@pytest.mark.parametrize("code", EXAMPLES)
def test_no_finding_is_lost(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_triggers = findings(code, tmp_path)
    monkeypatch.setattr(AccessSearch, "found_in", lambda self, source, attributes: list(range(len(source))))
    assert with_triggers == findings(code, tmp_path)


gaps = st.lists(st.sampled_from(["", " ", "\t", "\f", "\\\n", "\n", "# a comment\n", "\r\n"]), max_size=3).map("".join)
in_line_gaps = st.lists(st.sampled_from([" ", "\t", "\\\n"]), min_size=1, max_size=3).map("".join)
names = st.sampled_from(["forward", "buffers", "_x1", "é"])
accesses = st.builds("(net{}.{}{})\n".format, gaps, gaps, names)
asked = st.builds("getattr(net,{}{}{})\n".format, gaps, names.map(repr), gaps)
definitions = st.builds("def{}{}(self): pass\n".format, in_line_gaps, names)
formatted = st.builds('print(f"{{net.{}}}")\n'.format, names)
sources = st.lists(st.one_of(accesses, asked, definitions, formatted, st.just("'''text'''\r\n")), max_size=6).map(
    "".join
)


@given(sources)
def test_every_name_is_found_where_it_stands(text: str) -> None:
    source = text.encode()
    for node in ast.walk(ast.parse(source)):
        name, line, triggers = "", 0, Triggers.of((), ())
        if isinstance(node, ast.Attribute):
            name, line = node.attr, node.end_lineno or 0
            triggers = Triggers.of([name], ())
        elif isinstance(node, ast.Call) and isinstance(node.args[-1], ast.Constant):
            name, line = node.args[-1].value, node.args[-1].lineno
            triggers = Triggers.of([name], ())
        elif isinstance(node, ast.FunctionDef):
            name, line = node.name, node.body[0].lineno
            triggers = Triggers.of((), [name])
        if name.isascii() and name:
            assert line in lines_at(source, triggers.offsets(source))


@given(sources)
def test_a_pattern_of_names_finds_what_a_look_for_any_does(text: str) -> None:
    names = frozenset({b"forward", b"for", b"buffers", b"_x1", b"_x", b"net"})
    first, later = AttributeSearch(names), AttributeSearch(names)
    later.found_in(b"x" * 300_000)
    assert later.found_in(text.encode()) == first.found_in(text.encode())


@given(st.sets(st.text("ab_", min_size=1, max_size=4), min_size=1), st.text("ab_", min_size=1, max_size=5))
def test_any_of_some_names_matches_those_alone(names: set[str], word: str) -> None:
    pattern = re.compile(any_of(map(str.encode, names)))
    assert bool(pattern.fullmatch(word.encode())) == (word in names)


@pytest.mark.parametrize("text", ["x = 'net'\n", "forward(x)\n", "forwards = net.forwards\n", "import forward\n"])
def test_other_uses_of_a_name_are_none(text: str) -> None:
    assert not Triggers.of(["forward"], ["forward"]).offsets(text.encode())


@pytest.mark.parametrize(
    "text", [". " + "#" * 10_000 + "(", "getattr, " + "# " * 10_000, "." + "\n" * 10_000, "def " * 10_000]
)
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    assert not Triggers.of(["forward"], ["forward"]).offsets(text.encode())
    assert time.process_time() - began < slowness()


@pytest.mark.parametrize(
    "text",
    [
        "from mindspore import (" + "# a a a a a\n" * 1000,
        "import " * 10_000,
        "nn." * 10_000 + "(",
        "ms" * 10_000,
        "mindspore" + "\n" * 10_000 + "." * 10_000,
    ],
)
def test_no_import_takes_long(text: str) -> None:
    began = time.process_time()
    assert NamespaceSearch(frozenset({"mindspore"}), lambda namespace, name: False).found_in(text.encode()) == []
    assert time.process_time() - began < slowness()


spaces = st.lists(st.sampled_from(["", " ", "\t", "\\\n", "\n"]), max_size=3).map("".join)
taken = st.builds("(ops{}.{}{})\n".format, spaces, spaces, names) | st.builds(
    "getattr(ops{},{}{})\n".format, spaces, spaces, names.map(repr)
)
nearly_taken = st.sampled_from(["props.forward\n", "x.props .forward\n", "ops\n", "(opsé .buffers)\n"])


@given(st.lists(st.one_of(taken, nearly_taken), max_size=6).map("".join))
def test_every_name_taken_from_a_namespace_is_found(text: str) -> None:
    source = text.encode()
    search = NamespaceSearch(frozenset({"mindspore.ops"}), lambda namespace, name: True)
    expected = set()
    for node in ast.walk(ast.parse(source)):
        owner, name = None, ""
        if isinstance(node, ast.Attribute):
            owner, name = node.value, node.attr
        elif isinstance(node, ast.Call):
            owner, name = node.args[0], ast.literal_eval(node.args[1])
        if isinstance(owner, ast.Name) and owner.id == "ops" and name.isascii():
            expected.add(name)
    assert {name for name, _ in search.found_in(source)} == expected


@given(st.lists(st.sampled_from(["a", "\n", "\r\n", "\r", "\f", "é"])).map("".join))
def test_lines_are_counted_as_the_parser_does(text: str) -> None:
    source = (text + "z").encode()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert lines_at(source, [len(source) - 1]) == [lines]
