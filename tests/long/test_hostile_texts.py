"""Texts made to take long: no file takes more than 2 s of CPU per MB, besides what Python takes to parse it."""

from __future__ import annotations

import ast
import os
import re
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lint_plugin import source
from lint_plugin.command.checking import Checker, Task
from lint_plugin.rules import all_rules
from lint_plugin.settings import Settings
from tests.machine import slowness

SECONDS = 2.0
"""Of CPU for each MB, and for a smaller file."""
HEAD = "from mindspore import nn, ops\nimport mindspore as ms\nnet = nn.Cell()\n"
EVERY_RULE = Settings(extend_select=tuple(rule.code for rule in all_rules()))


def each(count: int, line: str) -> str:
    """Return a line for each number; `{n}` is the number, `{m}` the one before."""
    return "".join(line.format(n=n, m=n - 1) for n in range(1, count + 1))


HOSTILE: dict[str, str] = {
    "a list that is added to": "x = []\n" + "x += [nn.Cell()]\n" * 50_000 + "x[0].forward()\n",
    "an attribute that objects are given": "class A(nn.Cell):\n"
    + "    def __init__(self): self.h = nn.Dense(1, 1)\na = A()\n"
    + "a.h = nn.Cell()\na.h.forward()\n" * 25_000,
    "diamonds": "class A0(nn.Cell): pass\nclass B0(nn.Cell): pass\n"
    + each(
        10_000, "class A{n}(A{m}, B{m}): pass\nclass B{n}(A{m}, B{m}):\n def forward(self): return self.buffers()\n"
    ),
    "a class that derives from itself": "class A(nn.Cell): pass\n"
    + "class A(A):\n def forward(self): return self.buffers()\n" * 18_000,
    "functions that return what the next does": "def f0(): return nn.Cell()\n"
    + each(25_000, "def f{n}(): return f{m}()\n")
    + each(25_000, "f{n}().forward()\n"),
    "methods that call one another": "class Net(nn.Cell):\n"
    + each(18_000, " def f{n}(self):\n  return self.f{m}().buffers()\n"),
    "names of one import": "from mindspore.nn import (" + "Linear,\n" * 100_000 + ")\n",
    "lists of Parameters": "for a, b in net.untrainable_params(): pass\n" * 23_000,
    "a local that functions inside read": "def f():\n" + " x = 1\n" * 9_000 + each(2_900, " def g{n}(): x.buffers()\n"),
    "comprehensions over a name": "x = 1\n" * 50_000 + "[x.buffers() for x in y]\n" * 3_000,
    "an f-string": "x = f'" + "{net.buffers()}" * 10_000 + "'\n",
    "a sum": f"x = {' + '.join(['nn.BatchNorm2d(4, momentum=0.1)'] * 2_000)}\n",
    "arms that ask for a type": "if a: pass\n"
    + each(1_400, "elif isinstance(self.a{n}, nn.Cell): self.a{n}(1).b(2); nn.BatchNorm2d(4, momentum=0.1)\n"),
    "arms for type checkers": "if a: pass\n" + "elif TYPE_CHECKING: nn.BatchNorm2d(4, momentum=0.1)\n" * 1_400,
    "training steps": "opt = nn.Adam(net.trainable_params())\n"
    + "opt.zero_grad()\nloss = net(x)\nloss.backward()\nopt.step()\n" * 1_000,
    "training steps of many optimizers": each(
        1_500, "o{n} = nn.Adam(p)\no{n}.zero_grad()\nloss = net(x)\nloss.backward()\no{n}.step()\n"
    ),
    "decorators": "@net.buffers()\n" * 30_000 + "def f(): pass\n",
    "places beyond those that are looked at": "net(net.buffers())\n" * 50_000,
}
"""What is repeated, or one of another -> the text."""


def timed(folder: Path, text: str) -> tuple[float, float]:
    """Return how long a text's check took, of CPU, and how long it may take."""
    path = folder / "hostile.py"
    path.write_text(text, encoding="utf-8")
    checker = Checker()
    with source.collector_held():  # as the command does
        began = time.process_time()
        ast.parse(text)
        parsed = time.process_time()
        result = checker.check(Task(str(path), EVERY_RULE))
        took = time.process_time() - parsed
    assert not [problem for problem in result.problems if problem.symbols], result.problems
    return took, SECONDS * slowness() * max(1.0, len(text.encode()) / 1e6) + parsed - began


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_takes_bounded_time(kind: str, tmp_path: Path) -> None:
    took, most = timed(tmp_path, HEAD + HOSTILE[kind])
    assert took < most


RULES = Path(__file__).parents[2] / "lint_plugin" / "rules"
EVERY_EXAMPLE = os.environ.get("MINDSPORE_LINT_EXAMPLES") == "long"
EXAMPLES = sorted(
    path for path in RULES.glob("*/bad_*.py" if EVERY_EXAMPLE else "*/bad_1.py") if path.suffixes == [".py"]
)
"""Of each rule the first, since all of them take a quarter of an hour."""
SIZE = 100_000
_IMPORT = re.compile(r"^(?:from|import) .*\n", re.MULTILINE)
_COMMENT = re.compile(r"^#.*\n|  # expect:.*", re.MULTILINE)

LAYOUTS: dict[str, Callable[[str], str]] = {
    "file": lambda code: code * (SIZE // len(code)),
    "function": lambda code: f"def f():\n{textwrap.indent(code * (SIZE // len(code)), '    ')}",
    "arms": lambda code: "if a: pass\n" + f"elif b:\n{textwrap.indent(code, ' ')}" * min(1_400, SIZE // len(code)),
    "noqa": lambda code: "\n".join(f"{line}  # noqa: E501" for line in code.splitlines() * (SIZE // len(code))) + "\n",
}
"""How an example's code is repeated."""


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.relative_to(RULES).as_posix())
@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_example_that_is_repeated_takes_bounded_time(path: Path, layout: str, tmp_path: Path) -> None:
    example = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    code = _IMPORT.sub("", example).strip("\n") + "\n"
    took, most = timed(tmp_path, "".join(_IMPORT.findall(example)) + LAYOUTS[layout](code))
    assert took < most


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.relative_to(RULES).as_posix())
def test_a_line_with_a_finding_that_is_repeated_takes_bounded_time(path: Path, tmp_path: Path) -> None:
    example = path.read_text(encoding="utf-8")
    line = next(line for line in reversed(example.splitlines()) if "# expect:" in line)
    code = line.partition("  # expect:")[0].rstrip()
    end = f"{code[: len(code) - len(code.lstrip())]}    pass\n" if code.endswith(":") else ""
    one = f"{code}\n{end}"
    took, most = timed(tmp_path, example.replace(f"{line}\n", one * (SIZE // len(one)), 1))
    assert took < most
