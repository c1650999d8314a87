"""Fixes of any module with leftovers: what comes of it parses, and is the same whatever its lines end with."""

from __future__ import annotations

import ast

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lint_plugin.command.checking import Checker, Task
from lint_plugin.command.fixing import FixedFile, Plan, fix
from lint_plugin.finding import Finding
from lint_plugin.fixes.apply import apply
from lint_plugin.fixes.edit import Applicability
from lint_plugin.mindspore.versions import NATIVE_BUFFERS, OLDEST
from lint_plugin.rules import all_rules
from lint_plugin.rules.examples import bad_examples, good_examples
from lint_plugin.settings import Settings
from lint_plugin.source import Text
from tests import leftovers
from tests.layouts import LAYOUTS

EVERY_RULE = tuple(rule.code for rule in all_rules())
EXAMPLES = [example.code for rule in all_rules() for example in (*bad_examples(rule), *good_examples(rule))]
together = st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=3).map("\n".join)
modules = st.one_of(together, leftovers.modules())
versions = st.sampled_from((None, OLDEST, NATIVE_BUFFERS))
relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))


def task(source: bytes, version: tuple[int, int] | None) -> Task:
    return Task("/nowhere/checked.py", Settings(extend_select=EVERY_RULE, mindspore_version=version), source)


def fixed(source: bytes, version: tuple[int, int] | None, least: Applicability) -> FixedFile:
    (file,) = fix([task(source, version)], Plan(least))
    return file


def parses(source: bytes) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


@given(modules, versions, st.sampled_from(Applicability))
@relaxed
def test_what_fixes_make_parses_and_a_second_run_changes_nothing(
    text: str, version: tuple[int, int] | None, least: Applicability
) -> None:
    assume(parses(text.encode()))
    file = fixed(text.encode(), version, least)
    assert not file.result.problems
    assert (file.after is not None) == bool(file.fixed)
    if file.after is not None:
        assert parses(file.after)
        again = fixed(file.after, version, least)
        assert again.after is None and again.result.findings == file.result.findings


@given(modules, versions, st.data())
@relaxed
def test_any_of_the_fixes_can_be_applied_without_the_others(
    text: str, version: tuple[int, int] | None, data: st.DataObject
) -> None:
    assume(parses(text.encode()))
    source = Text(text.encode())
    fixable = [found for found in Checker().check(task(text.encode(), version)).findings if found.fix]
    chosen = [found.fix for found in fixable if data.draw(st.booleans())]
    after = apply(source, [one for one in chosen if one])
    assert parses(after.text.encode())
    for found in fixable:
        start, end = span(found, source)
        moved, last = after.moved(start, end)
        touched = any(
            source.at(edit.line, edit.column) < end and start < source.at(edit.end_line, edit.end_column)
            for index in after.taken
            for edit in (chosen[index].edits if chosen[index] else ())
        )
        assert touched or after.text[moved:last] == source.content[start:end]


def span(found: Finding, text: Text) -> tuple[int, int]:
    return text.at(found.line, found.column), text.at(found.end_line, found.end_column)


@pytest.mark.parametrize("layout", ["CRLF", "CR", "byte order mark", "no end of line"])
@given(text=modules, version=versions)
@relaxed
def test_fixing_and_other_line_ends_commute(layout: str, text: str, version: tuple[int, int] | None) -> None:
    assume(parses(text.encode()))
    changed = LAYOUTS[layout](text).encode()
    assume(parses(changed))
    one = fixed(text.encode(), version, Applicability.UNSAFE)
    other = fixed(changed, version, Applicability.UNSAFE)
    assert LAYOUTS[layout](one.text.decode()).encode() == other.text
