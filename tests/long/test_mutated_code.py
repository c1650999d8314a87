"""Real files, mutated: the fast way, which leaves bodies unread, finds what a parse of the whole file does.

MINDSPORE_LINT_EXAMPLES says how many, as it does for other random inputs: 20,000 with `long`. The files are those of
tests.long.test_installed_code: MINDSPORE_LINT_SCAN names folders with others.
"""

from __future__ import annotations

import functools
import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from lint_plugin import source as source_
from lint_plugin.engine import PARSED_WHOLE, Engine
from lint_plugin.rules import all_rules
from lint_plugin.settings import Settings
from tests.long.test_installed_code import files

PARTS = 50
COUNT = settings.default.max_examples * 10 // PARTS if settings.default else 0
"""Mutated files of a part that are Python, and so are compared."""
SIZES = range(PARSED_WHOLE, 60_000)
EVERY_RULE = Settings(extend_select=tuple(rule.code for rule in all_rules()))

NOWHERE = os.path.join(os.sep, "nowhere", "mutated.py")
IMPORTS = b"import mindspore as ms\nfrom mindspore import Parameter, Tensor, mint, nn, ops\n"
FOUND = (
    b"nn.Cell().buffers()", b"nn.Cell().forward(1)", b"ops.foo()", b"[nn.Dense(1, 1)][0].state_dict()",
    b"nn.Cell().cuda()", b"nn.Linear(1, 2)", b"x = lambda: Tensor(1).cuda()",
)  # fmt: skip
"""In most places, each of these has a finding."""
STATEMENTS = (
    b"net = nn.Cell()", b"net.buffers()", b"self.forward(1)", b"nn.Linear(1, 2)", b"getattr(net, 'buf' \"fers\")()",
    b"x = ops.zeros(1).cuda()", b"def forward(self): return self.parameters()", b"class Net(nn.Cell): pass", b"return",
    b"nn.Cell.buffers = list", b"net = nn.Cell() if net else None", b"nn.Dropout(0.5)", b"global net", b"import torch",
    b"for net in net.cells(): net.eval()", b"if isinstance(net, nn.Cell): net.state_dict()",
    b"setattr(net, 'forward', 1)",
    b"from mindspore.nn import *", b"net.register_buffer('x', Tensor(1))", b"loss.backward()", b"del net", b"pass",
    b"# mindspore-lint: disable=MSP1", b"f'{net.buffers()} {\"{\"}'", b"'''", b'"""', b"x = '\\", b"(", b"]", b"{",
    b"\\",
    b"async def f(", b"class A:", b"\tx = 1", b"\f", b"net.\\\nbuffers()", b"net.buffers(  # )\n)", b"x = \"'''\"",
    b"#'''",
)  # fmt: skip
"""What is put in as a line of its own, as deep as the line below it."""
WORDS = (
    b"buffers",
    b"forward",
    b"parameters",
    b"cuda",
    b"state_dict",
    b"Linear",
    b"nn.Cell",
    b"net",
    b"self",
    b"Tensor",
)
_WORD = re.compile(rb"(?<=[.\s(])[A-Za-z_]\w*")

Lines = list[bytes]


def put_in(lines: Lines, at: int, chance: random.Random, what: tuple[bytes, ...] = STATEMENTS) -> None:
    line = lines[at]
    lines.insert(at, line[: len(line) - len(line.lstrip(b" "))] + chance.choice(what))


def rename(lines: Lines, at: int, chance: random.Random) -> None:
    words = list(_WORD.finditer(lines[at]))
    if words:
        word = chance.choice(words)
        lines[at] = lines[at][: word.start()] + chance.choice(WORDS) + lines[at][word.end() :]


def cut_off(lines: Lines, at: int, chance: random.Random) -> None:
    lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]


def spell(lines: Lines, at: int, chance: random.Random) -> None:
    place = chance.randrange(len(lines[at]) + 1)
    mark = chance.choice(
        (b'"', b"'", b"#", b"(", b")", b":", b" ", b"\t", b"\f", b"\r", "网".encode(), b"\\\n", b";", b"f")
    )
    lines[at] = lines[at][:place] + mark + lines[at][place:]


def indent(lines: Lines, at: int, chance: random.Random) -> None:
    change = chance.choice(
        (lambda line: b"    " + line, lambda line: line[4:], lambda line: line.replace(b"    ", b"\t"))
    )
    for number in range(at, min(at + chance.choice((1, 5, 50)), len(lines))):
        lines[number] = change(lines[number])


def move(lines: Lines, at: int, chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), lines[at] if chance.random() < 0.5 else lines.pop(at))


Mutation = Callable[[Lines, int, random.Random], None]
MUTATIONS: tuple[Mutation, ...] = (put_in, put_in, put_in, put_in, rename, cut_off, spell, indent, move)


def mutated(text: bytes, chance: random.Random) -> bytes:
    """Return a text on MindSpore that differs from the given one in some places."""
    lines = text.split(b"\n")
    for _ in range(chance.randint(1, 5)):
        chance.choice(MUTATIONS)(lines, chance.randrange(len(lines)), chance)
    for _ in range(chance.randint(1, 4)):
        put_in(lines, chance.randrange(len(lines)), chance, FOUND)
    ends = chance.choice((b"\n",) * 8 + (b"\r\n", b"\r"))
    return ends.join((IMPORTS.rstrip() + b"\n" if chance.random() < 0.9 else b"").split(b"\n") + lines)


@functools.cache
def originals() -> list[Path]:
    every = [path for found in files().values() for path in found]
    return [path for path in every if os.stat(path).st_size in SIZES]


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_found_in_a_mutated_file_is_what_a_parse_of_the_whole_file_finds(part: int) -> None:
    chance = random.Random(f"{part} of {PARTS}")
    compared = tried = found = 0
    while compared < COUNT and tried < 10 * COUNT:
        tried += 1
        path = chance.choice(originals())
        text = mutated(path.read_bytes(), chance)
        fast = Engine(EVERY_RULE).check(NOWHERE, text)
        assert not [problem for problem in fast.problems if problem.symbols], (path, fast.problems)
        try:
            tree = source_.parse(text)
        except source_.SourceError:  # which is said where a rule looks, not elsewhere
            continue
        compared += 1
        whole = Engine(EVERY_RULE).check(NOWHERE, text, tree)
        found += len(whole.findings)
        assert (fast.findings, fast.problems, fast.notes) == (whole.findings, whole.problems, whole.notes), (
            path,
            tried,
        )
    assert compared == COUNT and found >= COUNT // 5
