"""The time that a text takes grows with its length, not with the square of it: any file can hold one of these."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from lint_plugin.command.checking import Checker, Task
from lint_plugin.config.requirements import lower_bound
from lint_plugin.settings import Settings
from lint_plugin.source import collector_held

SMALL = 10_000
"""Bytes of a text."""
TIMES = 8
NOTHING = 0.1
"""Seconds that say nothing of how time grows."""

HEAD = "from mindspore import nn\nnet = nn.Cell()\n"
TEXTS: dict[str, tuple[str, str, str]] = {
    "findings whose comments list other codes": (HEAD, "net.buffers()  # noqa: E501\n", ""),
    "findings whose comments list many codes": (HEAD, "net.buffers()  # noqa: E501, W291, W292, D100, D101\n", ""),
    "findings in a line that backslashes continue": (f"{HEAD}x = (1)", ", \\\n net.buffers()", "  # noqa: E501\n"),
    "findings in files that disable rules": (HEAD, "net.buffers() # mindspore-lint: disable-file=MSP104 x\n", ""),
    "findings on lines that disable rules": (HEAD, "net.buffers() # mindspore-lint: disable=MSP104 x\n", ""),
    "stretches that disable rules": (HEAD, "# mindspore-lint: disable=MSP103\nnet.buffers()\n", ""),
    "stretches that end": (HEAD, "# mindspore-lint: disable=MSP103\nf()\n# mindspore-lint: enable=MSP103\n", ""),
    "comments in a block": (f"{HEAD}def f():\n", "    # mindspore-lint: disable=MSP103\n    net.buffers()\n", ""),
    "comments for the next line": (HEAD, "# mindspore-lint: disable-next=MSP103\n", "net.buffers()\n"),
    "findings in a line": (HEAD, "net.buffers(); ", "\n"),
    "findings in a line with Chinese": (f"{HEAD}'网'; ", "net.buffers(); ", "\n"),
    "findings in a line of Chinese": (HEAD, "net.buffers('网络网络'); ", "\n"),
    "dots in a block of comments": ("", "#.#\n", ""),
    "dots at the ends of comments": (HEAD, "# See the docs. # and more\n", ""),
    "dots at the ends of lines of a comment": (HEAD, "# See the docs.\n", ""),
    "imports that are commented out": ("", "#from mindspore import (\n", ""),
    "imports that don't end": ("", "from mindspore import (\n", ""),
    "the word 'import' on a line": ("x = '", "import ", "'\n"),
    "names for namespaces": ("import mindspore.nn as nn\n", "import mindspore.nn as nn{0}\nnn{0}.Linear(1)\n", ""),
    "a chain of attributes in a comment": ("# nn", ".a", "\n"),
    "quoted names in comments behind a comma": ("getattr(a,\n", "#'forward'\n", "'forward')\n"),
    "quoted names": ("getattr\n", "'forward'\n", ""),
    "strings side by side in comments": (f"{HEAD}getattr(net, 'buffers')\n", "# 'a'\n", ""),
    "an attribute's name in comments": (HEAD, "# buffers\n", "net.buffers()\n"),
    "attributes in comments": (f"{HEAD}net.buffers()\n", "# x.buffers\n", ""),
    "annotations on a line of a comment": (f"{HEAD}net.buffers()\n#", " .a:", "\n"),
    "callables in a line": (f"{HEAD}x = [", "nn.Conv2d, ", "]\n"),
    "callables in lines of a list": (f"{HEAD}x = [\n", "    nn.Conv2d,\n", "]\n"),
    "calls": (HEAD, "x = nn.Conv2d(1, 2, 3)\n", ""),
    "calls of methods": (HEAD, "x.view(1, 2).permute(0, 1)\n", ""),
    "missing names in an import": ("from mindspore.nn import ", "Linear, ", "Dense\n"),
    "heads that don't end": (f"{HEAD}net.buffers()\n", "def f(a, b=(1, '\\\n", "'\n"),
    "heads that end in brackets": (f"{HEAD}net.buffers()\n", "\ndef f(\n", ")\n"),
    "heads in a string": (f"{HEAD}net.buffers()\n'''\n", "def f(\n", "'''\n"),
    "operands of 'and'": (f"{HEAD}x = (", "net.buffers() and ", "1)\n"),
    "operands of 'or'": (f"{HEAD}x = (", "net.buffers() or ", "1)\n"),
    "conditions of a comprehension": (f"{HEAD}x = [1 for y in z", " if net.buffers()", "]\n"),
    "assertions": (HEAD, "assert a\nnet.buffers()\n", ""),
    "early returns": (f"{HEAD}def f():\n", "    if a: return\n    net.buffers()\n", ""),
    "names and branches": (HEAD, "a{0} = 1\nif b: c = 1\n", "net.buffers()\n"),
    "names and branches in loops": (
        f"{HEAD}for a in b:\n for a in b:\n  for a in b:\n   for a in b:\n    while a:\n",
        "     a{0} = 1\n     if b: c = 1\n",
        "net.buffers()\n",
    ),
    "a list that is made anew": (HEAD, "x = []\nx.append(nn.Cell())\nx[0].buffers()\n", ""),
    "a name that many branches bind": (
        HEAD + "".join(f"if a{n}:\n    net = nn.Cell({n})\n" for n in range(190)),
        "net.buffers()\n",
        "",
    ),
    "an attribute that is given anew": (
        f"{HEAD}class A(nn.Cell):\n def __init__(self): self.h = nn.Dense(1, 1)\n",
        "a = A()\na.h = nn.Cell()\na.h.buffers()\n",
        "",
    ),
    "a name that ifs bind again and again": (HEAD, "if a:\n    net = nn.Cell()\nnet.buffers()\n", ""),
    "lists of Parameters that are taken for pairs": (HEAD, "for a, b in net.untrainable_params(): pass\n", ""),
    "values that are cut off": (f"{HEAD}from mindspore import ops\n", "x = ops.full((2, 3), 0.5)\n", ""),
    "uses of a name of which nothing is known": (f"{HEAD}def f(x):\n", "    x.detach().cuda()\n", ""),
    "flags of a network in a function": (f"{HEAD}def f():\n", "    net.requires_grad = False\n", ""),
    "classes that derive from one another": (
        f"{HEAD}class C0(nn.Cell): pass\n",
        "class D{0}(C0):\n def f(self): return self.parameters()\nC0 = D{0}\n",
        "",
    ),
    "names and lambdas": (HEAD, "a{0} = 1\nlambda b: net.buffers()\n", ""),
    "names and star imports": (HEAD, "a{0} = 1\nfrom b import *\n", "net.buffers()\n"),
    "strings in a body, and one with other quotes": (
        f"{HEAD}net.buffers()\ndef f():\n",
        '    """a"""\n',
        "    '''b'''\n",
    ),
}
"""What is much in a text -> its beginning, what is repeated, its end."""


def repeated(parts: tuple[str, str, str], size: int) -> bytes:
    begin, middle, end = parts
    count = size // len(middle.encode())
    return f"{begin}{''.join(map(middle.format, range(count))) if '{0}' in middle else middle * count}{end}".encode()


def seconds(function: Callable[[], object]) -> float:
    """Return how much CPU time a call takes; the collector is held, as in a run: it would go through all tests."""
    with collector_held():
        began = time.process_time()
        function()
        return time.process_time() - began


def grows_with_length(run: Callable[[int], object]) -> bool:
    """Return whether a text of TIMES the bytes takes about so much longer, not the square of it."""
    run(SMALL // 10)
    small = min(seconds(lambda: run(SMALL)) for _ in range(3))
    bound = max(NOTHING, small * TIMES * 2.5)
    return any(seconds(lambda: run(SMALL * TIMES)) < bound for _ in range(2))  # another process may be in the way


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_takes_time_in_proportion_to_its_length(kind: str) -> None:
    def run(size: int) -> None:
        Checker().check(Task("long.py", Settings(), repeated(TEXTS[kind], size)))

    assert grows_with_length(run)


REQUIREMENTS = {
    "a wheel's name": ("./mindspore-2.1", "1", ""),
    "a wheel's name in pieces": ("./mindspore", "-2.1", ""),
    "folders": ("./mindspore-2.1", "/a", ""),
    "dots": ("a", ".", "!"),
    "clauses": ("mindspore", ">=2.1,", ""),
    "blanks": ("mindspore", " ", "["),
}


@pytest.mark.parametrize("kind", REQUIREMENTS)
def test_a_requirement_takes_time_in_proportion_to_its_length(kind: str) -> None:
    assert grows_with_length(lambda size: lower_bound(repeated(REQUIREMENTS[kind], size).decode()))
