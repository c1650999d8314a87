"""Questions of any size and depth are answered; the limits that remain follow from the text of a file alone."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from lint_plugin import inspection, source
from lint_plugin.command.cli import main
from lint_plugin.engine import Engine
from lint_plugin.semantics import syntax_index
from lint_plugin.semantics.code import flow, names
from lint_plugin.settings import Settings
from tests.conftest import Check, Tree, places
from tests.machine import slowness

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


def test_a_body_that_is_not_followed_is_named(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    many = "".join(f"a{n} = 1\nif b: c = 1\n" for n in range(1_000))
    root = tree({"net.py": f"from mindspore import nn\n\nnet = nn.Cell()\n{many}net.forward(1)\n"})
    main([str(root / "net.py")])
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "net.py: too many names and branches in one body" in captured.err


def test_names_that_are_bound_after_too_many_others_may_be_anything(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "MAX_BOUND", 100)
    monkeypatch.setattr(flow, "MAX_BOUND", 100)
    assert reported(check, aliases(90)) == [1, 0]
    assert reported(check, aliases(110)) == [0]
    assert reported(check, f"net = nn.Cell()\n{numbered(110)}") == [1, 0]
    assert reported(check, f"net = nn.Cell()\n{numbered(110)}net = nn.Dense(1, 1)\n") == [0]
    result = Engine(Settings()).check("net.py", f"import mindspore\n{numbered(110)}mindspore.nn.Cell().eval()".encode())
    assert [note.reason[:19] for note in result.notes] == ["too many names and "]


def test_an_attribute_that_is_given_to_objects_too_often_may_be_anything(check: Check) -> None:
    """Of whatever class; what each `x.h = ...` is given would be asked for each time."""
    net = "class A(nn.Cell):\n    def __init__(self): self.h = nn.Dense(1, 1)\nnet = A()\n"
    given, patched = "net.h = nn.Cell()\n", "print.buffers = 1\n"
    assert reported(check, net + given * 400 + "net = net.h\n") == [1, 0]
    assert reported(check, net + given * 600 + "net = net.h\n") == [0]
    assert reported(check, net + patched * 400 + "net.buffers()\n") == [2, 1, 0]
    assert reported(check, net + patched * 600 + "net.buffers()\n") == [1, 0]


def numbered(count: int) -> str:
    return "".join(f"a{n} = 1\n" for n in range(count))


LARGE = {
    "names, and cases of a match": numbered(18_000) + "match b:\n" + "    case 1: c = 1\n" * 18_000,
    "names, and types that one condition tests": numbered(18_000)
    + f"x = {'isinstance(net, nn.Dense) and ' * 18_000}net.forward(1)\n",
    "comments at the end of a body": "def f():\n    x = 1\n" + "    #\n" * 200_000,
}
"""What there is much of in a text that took far longer than it does now."""


@pytest.mark.parametrize("kind", LARGE)
def test_a_large_file_takes_bounded_time(kind: str, check: Check) -> None:
    began = time.process_time()
    found = places(check(f"from mindspore import nn\nnn.Cell().forward(1)\nnet = nn.Cell()\n{LARGE[kind]}"))
    assert time.process_time() - began < SECONDS * slowness()
    assert found[:1] == [("MSP102", 2)] or "cases" in kind  # of which too many names may be anything


PLACES = "from mindspore import nn\n\nnet = nn.Cell()\n" + "net.forward(1)\n" * 12


@pytest.fixture
def few_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax_index, "MAX_PLACES", 10)
    monkeypatch.setattr(inspection, "MAX_PLACES", 10)


@pytest.mark.usefixtures("few_places")
@pytest.mark.parametrize("parsed", [False, True])
@pytest.mark.parametrize("before", ["", "# a comment\n" * 400], ids=["small", "large"])
def test_what_comes_after_the_places_that_are_looked_at_is_left_out_with_a_note(before: str, parsed: bool) -> None:
    text = before + PLACES
    tree = source.parse(text.encode()) if parsed else None
    above = before.count("\n")
    result = Engine(Settings()).check("many.py", text.encode(), tree)
    assert [finding.line - above for finding in result.findings] == list(range(4, 13))  # the import is a place, too
    (note,) = result.limits()
    assert str(note) == f"many.py:{above + 13}:1: more than 10 places to look at: what comes from here on was left out"


@pytest.mark.usefixtures("few_places")
@pytest.mark.parametrize(("separator", "column"), [("\n", 1), ("; ", 145)])
def test_places_of_a_file_are_counted_wherever_its_lines_end(separator: str, column: int) -> None:
    text = PLACES.replace("1)\n", f"1){separator}") + "\n"
    result = Engine(Settings()).check("many.py", text.encode())
    assert len(result.findings) == 9
    assert [note.column for note in result.limits()] == [column]


@pytest.mark.usefixtures("few_places")
def test_of_a_file_that_is_not_looked_at_as_a_whole_no_comment_is_taken_for_unused(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tree({"net.py": PLACES.removesuffix("\n") + "  # noqa: MSP102\n"})
    main(["--report-unused-suppressions", str(root / "net.py")])
    captured = capsys.readouterr()
    assert captured.out.count("MSP102") == 9 and "MSP001" not in captured.out
    assert "net.py:13:1: more than 10 places" in captured.err


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
