"""Whether something is found depends on the syntax tree, never on the layout: real files of rules in another one."""

from __future__ import annotations

import ast
import functools
import os
import random
import zlib
from pathlib import Path

import pytest

from lint_plugin.engine import Engine
from lint_plugin.rules import all_rules
from lint_plugin.settings import Settings
from tests.conftest import Check, places
from tests.relayout import Relaid, relay

HERE = Path(__file__).parent
FILES = sorted(
    path
    for folder in (HERE / "fixtures", HERE.parent / "lint_plugin" / "rules")
    for path in folder.rglob("*.py")
    if path.name not in ("__init__.py", "check.py")
)
EVERY_RULE = Settings(extend_select=tuple(rule.code for rule in all_rules()))
FILLER = "".join(f"def filler_{n}(x):\n    '''{'-' * 150}'''\n    return x * {n}\n\n\n" for n in range(30))
"""With it a file isn't parsed whole at once."""
SEEDS = range(3)
MANY = os.environ.get("MINDSPORE_LINT_EXAMPLES", "plain") != "plain"
"""Whether each file is tried in all layouts, as the other random inputs are then: else in one of them."""


@functools.cache
def relaid(path: Path, seed: int) -> Relaid:
    """Return a file in another layout, the same for all who ask."""
    text = path.read_text(encoding="utf-8")
    found = relay(text, random.Random(f"{path.name}{seed}"), rate=0.15 * (seed + 1))
    assert ast.dump(ast.parse(found.text)) == ast.dump(ast.parse(text))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HERE.parent).as_posix())
@pytest.mark.parametrize("before", ["", FILLER], ids=["small", "large"])
def test_another_layout_has_the_same_findings(path: Path, before: str) -> None:
    text = before + path.read_text(encoding="utf-8")
    found = Engine(EVERY_RULE).check(str(path), text.encode())
    above = before.count("\n")
    for seed in SEEDS if MANY else (zlib.crc32(path.name.encode()) % len(SEEDS),):
        other = relaid(path, seed)
        again = Engine(EVERY_RULE).check(str(path), (before + other.text).encode())
        assert not found.problems and not again.problems
        expected = [(other.token_before(f.line - above, f.column - 1), f.code, f.confidence) for f in found.findings]
        actual = [(other.token_after(f.line - above, f.column - 1), f.code, f.confidence) for f in again.findings]
        assert sorted(actual) == sorted(expected), other.text


LAYOUTS = {
    "setattr over several lines": "setattr(\n    nn.Cell,\n    'buffers',\n    {value},\n)",
    "setattr with a comment before the name": "setattr(nn.Cell,  # all networks, not one\n    'buffers', {value})",
    "setattr with the name in parts": "setattr(nn.Cell, 'buf' \"fers\", {value})",
    "two targets": "nn.Cell.buffers, nn.Cell.other = {value}, 1",
    "targets in a list": "[nn.Cell.other, (nn.Cell.buffers)] = 1, {value}",
    "a backslash before the sign": "nn.Cell.buffers \\\n    = {value}",
    "blanks around dots": "nn . Cell \\\n . buffers = {value}",
    "brackets around the target": "(nn.Cell.buffers) = {value}",
    "a comment in brackets": "(nn.Cell.  # all networks\n buffers) = {value}",
    "an annotation": "nn.Cell.buffers: object = {value}",
    "a loop": "for nn.Cell.buffers in [{value}]: pass",
    "with": "with {value} as nn.Cell.buffers:\n    pass",
    "with over several lines": "with (\n    {value} as nn.Cell.buffers\n):\n    pass",
    "one of several targets": "other = nn.Cell.buffers = {value}",
}
"""How a class is given a name -> the statement."""


@pytest.mark.parametrize("before", ["", FILLER], ids=["small", "large"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_patch_counts_however_it_is_written(layout: str, before: str, check: Check) -> None:
    text = f"{before}from mindspore import nn\n\n\n{LAYOUTS[layout].format(value='print')}\nnn.Cell().buffers()\n"
    assert check(text) == []
    assert len(check(f"{text}nn.Cell().named_buffers()\n")) == 1


ACCESSES = (
    "getattr(net,  # the network, not its copy\n    'buffers')()",
    "getattr(net, ('buffers'))()",
    "getattr(net, (  # a name, in brackets\n    \"buf\" 'fers'))()",
    "getattr(net, 'buf'  # both\n    'fers')()",
    "net . buffers()",
    "net \\\n    . \\\n    buffers()",
    "(net  # the network.\n    .  # its buffers\n    buffers)()",
    "(net).buffers()",
    "getattr(net, u'buffers')()",
    "getattr(net, '''buffers''')()",
)


@pytest.mark.parametrize("before", ["", FILLER], ids=["small", "large"])
@pytest.mark.parametrize("access", ACCESSES)
def test_an_access_is_found_however_it_is_written(access: str, before: str, check: Check) -> None:
    text = f"{before}from mindspore import nn\n\nnet = nn.Cell()\nx = {access}\n"
    assert [code for code, _ in places(check(text))] == ["MSP103"]


NAMES = (
    "from mindspore . nn import Module",
    "from mindspore.nn import (  # layers\n    Module  # and others\n)",
    "from mindspore \\\n    .nn import \\\n    Module",
    "import mindspore . nn as layers\nlayers . Module()",
    "from mindspore import nn\n(nn).Module()",
    "from mindspore import nn\n(nn  # layers.\n    .  # a module\n    Module)()",
    "from mindspore import nn\ngetattr(nn, ('Mod' \"ule\"))()",
    "import mindspore as ms\n((ms).nn).Module()",
    "import mindspore as ms\n(ms.nn)  . Module()",
)


@pytest.mark.parametrize("before", ["", FILLER], ids=["small", "large"])
@pytest.mark.parametrize("text", NAMES)
def test_a_name_that_mindspore_lacks_is_found_however_it_is_written(text: str, before: str, check: Check) -> None:
    assert [code for code, _ in places(check(f"{before}{text}\n"))] == ["MSP109"]


REPLACED = (
    "net . head = {value}",
    "net.head, other = {value}, 1",
    "(net  # one\n . head) = {value}",
    "net.head \\\n = {value}",
)


@pytest.mark.parametrize("assignment", REPLACED)
def test_an_attribute_is_replaced_however_it_is_written(assignment: str, check: Check) -> None:
    net = "class Net(nn.Cell):\n    def __init__(self):\n        self.head = nn.Dense(1, 1)\n\n\nnet = Net()\n"
    use = "net.head.buffers()\n"
    assert check(f"from mindspore import nn\n\n\n{net}{assignment.format(value='print')}\n{use}") == []
    assert len(check(f"from mindspore import nn\n\n\n{net}{assignment.format(value='nn.Dense(2, 2)')}\n{use}")) == 1
