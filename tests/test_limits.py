"""Questions that take too many answers are given up: nothing is said of them, soon, and the rest of the file stands."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from lint_plugin.semantics.code import flow, names
from lint_plugin.semantics.inference import evaluator
from tests.conftest import Check, places

REST = "nn.Cell().forward(1)\n"
SECONDS = 5.0
"""Of CPU; a hundred times what each text takes."""


def branches(count: int) -> str:
    arms = "".join(f"elif a{n}:\n    net = nn.Cell({n})\n" for n in range(count))
    return f"if a:\n    net = nn.Cell()\n{arms}"


def tree(count: int) -> str:
    inner = "".join(f"def f{n}():\n    return f{2 * n + 1}() if a else f{2 * n + 2}()\n" for n in range(count))
    leaves = "".join(f"def f{n}():\n    return nn.Cell()\n" for n in range(count, 2 * count + 1))
    return f"{inner}{leaves}net = f0()\n"


def circles(count: int) -> str:
    """Each function may return what any other does: the paths through them are too many to follow."""
    calls = {n: [f"    if x > {m}:\n        return f{m}(x)\n" for m in range(count) if m != n] for n in range(count)}
    functions = "".join(f"def f{n}(x):\n{''.join(calls[n])}    return nn.Cell()\n" for n in range(count))
    return f"{functions}net = f0(1)\n"


def aliases(count: int) -> str:
    return "a0 = nn.Cell()\n" + "".join(f"a{n + 1} = a{n}\n" for n in range(count)) + f"net = a{count}\n"


WIDE: dict[Callable[[int], str], tuple[int, int]] = {branches: (100, 600), tree: (30, 1_000), circles: (3, 30)}
"""What makes a text -> sizes with which its question is answered, and given up."""


def reported(check: Check, text: str) -> list[int]:
    """Return how far from the last line of the text, of which nothing but that must be clear, the findings stand."""
    whole = f"from mindspore import nn\n\n{text}net.forward(1)\n{REST}"
    began = time.process_time()
    found = places(check(whole))
    assert time.process_time() - began < SECONDS
    return [whole.count("\n") - line for _, line in found]


@pytest.mark.parametrize("make", WIDE, ids=lambda make: make.__name__)
def test_a_question_that_needs_too_many_answers_is_given_up(make: Callable[[int], str], check: Check) -> None:
    few, many = WIDE[make]
    assert reported(check, make(few)) == [1, 0]
    assert reported(check, make(many)) == [0]


def test_a_question_that_lies_too_deep_is_given_up(check: Check) -> None:
    assert reported(check, aliases(20)) == [1, 0]
    assert reported(check, aliases(1_000)) == [0]


def test_a_name_that_is_of_too_many_classes_is_given_up(check: Check) -> None:
    def classes(count: int) -> str:
        made = "".join(f"class A{n}(nn.Cell): pass\n" for n in range(count))
        return f"{made}net = A0()\n" + "".join(f"if x == {n}: net = A{n}()\n" for n in range(1, count))

    assert reported(check, classes(6)) == [1, 0]
    assert reported(check, classes(13)) == [0]


def test_it_is_the_limits_that_give_up(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "MAX_DEFINITIONS", 10_000)
    assert reported(check, branches(600)) == [0]
    monkeypatch.setattr(evaluator, "MAX_STEPS", 10_000)
    assert reported(check, branches(600)) == [1, 0]
    monkeypatch.setattr(evaluator, "MAX_DEPTH", 200)
    assert reported(check, aliases(60)) == [1, 0]


def test_a_class_whose_base_is_given_up_is_no_cell(check: Check) -> None:
    for count, expected in ((20, [6, 0]), (1_000, [0])):
        bases = aliases(count).replace("nn.Cell()", "nn.Cell")
        net = "class Net(net):\n    def forward(self, x):\n        pass\n\n\nnet = None\n"
        assert reported(check, bases + net) == expected


def test_what_was_given_up_in_one_question_is_answered_in_another(check: Check) -> None:
    """Part of a question that was too large is no such question itself."""
    assert reported(check, tree(1_000) + "net.buffers()\nnet = f1900()\n") == [1, 0]


TURNS = """\
from mindspore import nn

net = nn.Cell()
for _ in range(3):
    net.forward(1)
    other = net
    while other:
        other.forward(2)
        other, net = None, nn.Dense(1, 1)
    net = print if other else net
    [net.forward(3) for net in [nn.Cell()]]
net.forward(4)
with nn.Cell() as net:
    net.forward(5) if net else net.forward(6)
del net
"""


@pytest.mark.parametrize("room", [0, 1, 2, 5, 8, 13, 21, 34])
def test_names_mean_the_same_whatever_room_there_is(room: int, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = places(check(TURNS))
    assert expected
    monkeypatch.setattr(names, "MAX_KEPT", room)
    assert places(check(TURNS)) == expected
