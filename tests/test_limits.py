"""Questions of any size and depth are answered; the limits that remain follow from the text of a file alone."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from lint_plugin import source
from lint_plugin.engine import Engine
from lint_plugin.semantics.code import flow, names
from lint_plugin.settings import Settings
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


def assignments(count: int) -> str:
    """An attribute that every method of a class assigns, and uses."""
    methods = "".join(f"    def m{n}(self):\n        self.x = nn.Cell()\n" for n in range(count))
    return f"class Net(nn.Cell):\n{methods}    net = nn.Cell()\n\n\nnet = Net().x\n"


def recursive(count: int) -> str:
    """Functions in one large circle, one of which says what all of them return."""
    functions = "".join(f"def f{n}(x):\n    return f{(n + 1) % count}(x)\n" for n in range(count - 1))
    return f"{functions}def f{count - 1}(x):\n    return f0(x) if x else nn.Cell()\nnet = f{count // 2}(1)\n"


def deep(count: int) -> str:
    return "class A(nn.Cell):\n    def own(self):\n        return self\n\n\nnet = A()" + ".own()" * count + "\n"


SIZES: dict[Callable[[int], str], tuple[int, ...]] = {
    branches: (100, 400), tree: (30, 1_000), circles: (3, 40), aliases: (20, 5_000), assignments: (20, 2_500),
    recursive: (3, 300, 3_000), deep: (20, 400),
}  # fmt: skip
"""What makes a text -> sizes with which its question is answered."""


def reported(check: Check, text: str) -> list[int]:
    """Return how far from the last line of the text, of which nothing but that must be clear, the findings stand."""
    whole = f"from mindspore import nn\n\n{text}net.forward(1)\n{REST}"
    began = time.process_time()
    found = places(check(whole))
    assert time.process_time() - began < SECONDS
    return [whole.count("\n") - line for _, line in found]


@pytest.mark.parametrize(
    ("make", "size"), [(make, size) for make, sizes in SIZES.items() for size in sizes], ids=lambda part: (
        part.__name__ if callable(part) else str(part)
    ),
)  # fmt: skip
def test_a_question_is_answered_whatever_it_takes(make: Callable[[int], str], size: int, check: Check) -> None:
    assert reported(check, make(size)) == [1, 0]


def test_a_name_that_is_of_too_many_classes_is_given_up(check: Check) -> None:
    def classes(count: int) -> str:
        made = "".join(f"class A{n}(nn.Cell): pass\n" for n in range(count))
        return f"{made}net = A0()\n" + "".join(f"if x == {n}: net = A{n}()\n" for n in range(1, count))

    assert reported(check, classes(6)) == [1, 0]
    assert reported(check, classes(13)) == [0]


def test_a_name_with_too_many_definitions_may_be_anything(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reported(check, branches(600)) == [0]
    monkeypatch.setattr(flow, "MAX_DEFINITIONS", 10_000)
    assert reported(check, branches(600)) == [1, 0]


def test_an_answer_that_never_settles_may_be_anything(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of two functions returns a tuple with what the other returns, and so on."""
    text = "def f(x):\n    return (g(x), nn.Cell())\ndef g(x):\n    return f(x)\nnet = f(1)[0]\n"
    assert reported(check, text) == [0]
    assert reported(check, text.replace("[0]", "[1]")) == [1, 0]


def test_a_class_whose_base_is_found_late_is_a_cell(check: Check) -> None:
    for count in (20, 1_000):
        bases = aliases(count).replace("nn.Cell()", "nn.Cell")
        net = "class Net(net):\n    def forward(self, x):\n        pass\n\n\nnet = None\n"
        assert reported(check, bases + net) == [6, 0]


def test_the_first_findings_are_there_where_many_methods_assign_an_attribute(check: Check) -> None:
    methods = "".join(
        f"    def m{n}(self):\n        self.x = nn.Cell()\n        self.x.forward(1)\n" for n in range(2_500)
    )
    assert len(check(f"from mindspore import nn\n\n\nclass Net(nn.Cell):\n{methods}")) == 2_500


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


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_of_the_largest_size_is_checked_and_a_larger_one_is_not(
    more: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"from mindspore import nn\n{REST}".encode()
    monkeypatch.setattr(source, "MAX_BYTES", len(text))
    result = Engine(Settings()).check("large.py", text + b"#" * more)
    assert [finding.line for finding in result.findings] == [2] * (1 - more)
    assert bool(result.problems) == bool(more)


@pytest.mark.parametrize("text", [REST, "x = 1\n"])
def test_a_large_file_that_cannot_be_decoded_is_named_whatever_is_in_it(text: str) -> None:
    source_ = b"from mindspore import nn\n" + text.encode() + b"# a comment\n" * 1_000 + b"# caf\xe9\n"
    result = Engine(Settings()).check("large.py", source_)
    assert result.findings == []
    assert ["utf-8" in problem.reason for problem in result.problems] == [True]
