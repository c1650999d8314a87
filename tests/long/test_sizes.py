"""Projects made to take long: the command's own CPU time and memory are bounded, and what can be found is found.

Each bound of time is about five times what was measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from lint_plugin.semantics.syntax_index import MAX_PLACES
from lint_plugin.source import MAX_BYTES
from tests.conftest import Tree
from tests.machine import slowness

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="Windows doesn't say what a process took")

CELL = "from mindspore.nn import Cell as C\n"
NET = "class Net({base}):\n    def forward(self, x):\n        return x\n"


@dataclass
class Outcome:
    """What the command said, and took."""

    status: int
    found: list[tuple[str, int]]
    errors: str
    seconds: float
    megabytes: float


START = """
import os, sys
child = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""
"""Starts a command and says what it took: the memory of what starts a process counts as its own, so this is small."""


def run(folder: Path, *options: str) -> Outcome:
    """Run the command, without workers, on all of a folder."""
    command = [sys.executable, "-m", "lint_plugin", "--isolated", "--select=MSP101", "--output-format=json", *options]
    output, errors = folder.parent / f"{folder.name}.json", folder.parent / f"{folder.name}.err"
    with errors.open("w") as stream:
        arguments = [*command, f"--output-file={output}", "-j1", "."]
        starter = [sys.executable, "-S", "-c", START, *arguments]
        done = subprocess.run(starter, cwd=folder, stdout=subprocess.PIPE, stderr=stream, text=True, check=True)
    status, seconds, most = done.stdout.split()
    found = [(finding["path"], finding["line"]) for finding in json.loads(output.read_text())]
    kilobytes = int(most) / (1024 if sys.platform == "darwin" else 1)
    return Outcome(int(status), found, errors.read_text(), float(seconds), kilobytes / 1024)


def flat(count: int) -> str:
    return CELL + "".join(f"class c{n}(C):0\n" for n in range(count)) + NET.format(base="c5000")


def chain(count: int) -> str:
    return (
        CELL + "class c0(C):0\n" + "".join(f"class c{n + 1}(c{n}):0\n" for n in range(count)) + NET.format(base="c40")
    )


def findings(count: int) -> str:
    return CELL + "".join(f"class c{n}(C):\n def forward(s):0\n" for n in range(count))


CLASSES: dict[str, tuple[str, int, float, float]] = {
    "flat": (flat(100_000), 1, 15, 600),
    "chain": (chain(80_000), 1, 20, 600),
    "findings": (findings(50_000), MAX_PLACES - 1, 15, 600),
}
"""Text, how many findings it has among the first places (an import is one, too), seconds, megabytes."""


@pytest.mark.parametrize("kind", CLASSES)
def test_classes_of_one_file(kind: str, tree: Tree) -> None:
    text, count, seconds, megabytes = CLASSES[kind]
    assert len(text) <= MAX_BYTES
    outcome = run(tree({"many.py": text, "net.py": CELL + NET.format(base="C")}))
    assert len(outcome.found) == count + 1 and ("net.py", 3) in outcome.found
    assert outcome.seconds < seconds * slowness()
    assert outcome.megabytes < megabytes


def test_more_classes_than_a_file_may_have_are_left_out_with_a_note(tree: Tree) -> None:
    outcome = run(tree({"many.py": flat(120_000), "net.py": CELL + NET.format(base="C")}))
    assert (outcome.status, outcome.found) == (2, [("net.py", 3)])
    assert "many.py: larger than 2,000,000 bytes: left out" in outcome.errors
    assert outcome.seconds < 2 * slowness()


def ring(number: int) -> str:
    after = (number + 1) % 1_000
    return (
        f"from mindspore import nn\nclass Base{number}(nn.Cell):\n    pass\n"
        f"from .m{after} import Base{after}\n{NET.format(base=f'Base{after}')}"
    )


def circle(number: int) -> str:
    after = (number + 1) % 1_000
    head = f"from mindspore import nn\nfrom .m{after} import Base{after}\n{NET.format(base=f'Base{after}')}"
    return f"{head}class Base{number}(Net):\n    pass\n"


def bomb(number: int) -> str:
    stars = "".join(f"from .m{n} import *\n" for n in range(300))
    return (
        f"{stars}from mindspore import nn\nclass Base{number}(nn.Cell):\n    pass\n{NET.format(base=f'Base{number}')}"
    )


def covered(number: int) -> str:
    stars = "".join(f"from .m{n} import *\n" for n in range(300))
    return (
        f"from mindspore import nn\nclass Base{number}(nn.Cell):\n    pass\n{stars}{NET.format(base=f'Base{number}')}"
    )


def doubling(number: int) -> str:
    """Each module has two ways to the two after it: the ways to the end are 2 to the power of 150."""
    if number > 297:
        return f"from mindspore import nn\nclass Base{number}(nn.Cell):\n    pass\n"
    first = number - number % 2 + 2
    net = NET.format(base="Base298" if number > 280 else "nn.Cell")
    return f"from .m{first} import *\nfrom .m{first + 1} import *\nfrom mindspore import nn\n{net}"


def calling(number: int) -> str:
    """Each module uses the method that is to be renamed, of its own classes."""
    return (
        f"from mindspore import nn\nclass A{number}(nn.Cell):\n    def forward(self): return self.forward()\n"
        f"class B{number}(A{number}):\n    def forward(self): return A{number}.forward(self)\n"
    )


PACKAGES: dict[str, tuple[Callable[[int], str], int, range, float]] = {
    "modules that import one another in a circle": (ring, 1_000, range(1_000, 1_001), 5),
    "classes that derive from one another in a circle": (circle, 1_000, range(1), 5),
    "star imports of everything by everything": (bomb, 300, range(300, 301), 10),
    "star imports of everything over each class": (covered, 300, range(301), 45),
    "modules that use the method that each of them has": (calling, 3_000, range(6_000, 6_001), 15),
    "star imports by ways that double": (doubling, 300, range(298, 299), 5),
}
"""What makes each module, how many there are, how many of them may have a finding, seconds."""


@pytest.mark.parametrize("kind", PACKAGES)
def test_modules_of_one_package(kind: str, tree: Tree) -> None:
    module, count, found, seconds = PACKAGES[kind]
    files = {f"pkg/m{n}.py": module(n) for n in range(count)} | {"pkg/__init__.py": ""}
    outcome = run(tree(files | {"net.py": CELL + NET.format(base="C")}))
    assert len(outcome.found) - 1 in found and ("net.py", 3) in outcome.found
    assert outcome.seconds < seconds * slowness()
    assert outcome.megabytes < 300
