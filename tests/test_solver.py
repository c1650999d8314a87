"""Questions that need one another's answers: the same answers wherever one begins, and however deep they are nested."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint_plugin.semantics.inference import solver
from lint_plugin.semantics.inference.solver import Bounds, Solver

BOUNDS = Bounds(0, -1)


@dataclass
class Owner:
    memo: dict[Any, Any] = field(default_factory=dict)


Program = list[tuple[int, dict[int, list[int]]]]
"""For each question a number, and what it asks for next by the sum of the answers so far, modulo 3.

It goes the same way further until nothing is listed.
"""


def answer(asking: Solver, number: int, program: Program, owner: Owner) -> int:
    """Return a number that follows from the answers to what is asked, and from which is asked, in no orderly way."""
    base, steps = program[number]
    total = base
    for step in range(4):
        for asked in steps.get((total + step) % 3, ()):
            value = asking.ask(asked, owner, BOUNDS, answer, asked, program, owner)
            total = (total * 2 + value + 1) % 7 if base % 2 else max(total, value)
    return total


def answers(program: Program, order: list[int]) -> list[int]:
    owner, asking = Owner(), Solver()
    for number in order:
        asking.ask(number, owner, BOUNDS, answer, number, program, owner)
    for number in range(len(program)):
        asking.ask(number, owner, BOUNDS, answer, number, program, owner)
    return [owner.memo[number] for number in range(len(program))]


@st.composite
def programs(draw: st.DrawFn) -> Program:
    count = draw(st.integers(1, 7))
    asked = st.lists(st.integers(0, count - 1), max_size=2)
    steps = st.dictionaries(st.integers(0, 2), asked, max_size=3)
    return draw(st.lists(st.tuples(st.integers(0, 6), steps), min_size=count, max_size=count))


@given(program=programs(), data=st.data())
def test_answers_do_not_depend_on_where_one_begins(program: Program, data: st.DataObject) -> None:
    expected = answers(program, [])
    order = data.draw(st.permutations(range(len(program))))
    assert answers(program, order) == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solver, "MAX_NESTED", data.draw(st.integers(0, 3)))
        assert answers(program, order) == expected


@given(program=programs())
def test_answers_are_consistent_unless_they_never_settle(program: Program) -> None:
    """What a function gives for the answers is the answer itself."""
    owner, asking = Owner(), Solver()
    for number in range(len(program)):
        asking.ask(number, owner, BOUNDS, answer, number, program, owner)
    if -1 not in owner.memo.values():
        assert [answer(asking, number, program, owner) for number in range(len(program))] == [
            owner.memo[number] for number in range(len(program))
        ]
