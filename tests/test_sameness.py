"""A file gets the same answer alone, in any order, in any company, from any number of processes, and however much of
what was learnt of other files is forgotten meanwhile.

Projects are drawn: packages that import one another, pass names on by star imports and `__all__` sums, classes with
bases across files, functions that call one another, attributes that hold one another, and files that don't parse.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint_plugin import inspection
from lint_plugin.command import checking
from lint_plugin.command.checking import Checker, Task
from lint_plugin.command.cli import main
from lint_plugin.finding import Result
from lint_plugin.semantics.inference import solver
from lint_plugin.settings import Settings
from tests.conftest import Tree

LONG = "    text = 'a line that makes a body so long that it is left unread until somebody asks for what is in it'\n"
FILLER = "".join(f"def filler_{n}(x):\n{LONG}{LONG}    return text * {n}\n\n\n" for n in range(18))
"""With it a file isn't parsed whole at once."""
LISTS = (
    "", "__all__ = ['Net{n}', 'make_{n}']\n", "__all__ = ['Net{n}'] + m{k}.__all__\n", "__all__ = m{k}.__all__\n",
    "__all__ = []\n__all__ += m{k}.__all__\n__all__.extend(['make_{n}'])\n", "__all__ = ['make_{n}', *m{k}.__all__]\n",
    "__all__ = m{k}.__all__ + m{j}.__all__\n", "__all__ = []\n__all__.extend(m{k}.__all__)\n",
)  # fmt: skip
IMPORTS = (
    "from .m{k} import *\nfrom . import m{k}, m{j}\n",
    "from .m{k} import *\nfrom .m{j} import *\nfrom . import m{k}, m{j}\n",
    "from . import m{k}, m{j}\nfrom .m{j} import *\n",
    "from .m{k} import Net{k}, make_{k}\nfrom . import m{j}, m{k}\n",
    "from pkg import *\nfrom pkg import m{k}, m{j}\n",
    "from pkg import Net{k}, make_{j}\nimport pkg.m{k} as m{k}\nimport pkg.m{j} as m{j}\n",
    "from . import m{k}, m{j}\ntry:\n    from .m{k} import Net{k}, make_{k}\nexcept ImportError:\n    Net{k} = 0\n",
)
BASES = (
    "nn.Cell",
    "object",
    "unknown.Base",
    "Net{k}",
    "Net{j}",
    "m{k}.Net{k}",
    "m{j}.Net{j}",
    "make_{k}()",
    "m{k}.Made",
)
BODIES = """
    def forward(self, x):
        return self.buffers(), self.inner.forward(x)
---
    def buffers(self):
        return self.inner.outer.buffers()
---
    def __init__(self, given=None):
        self.inner = make_{k}(given)
        self.outer = m{j}.Net{j}(self.inner)
---
    def set_inner(self, inner):
        self.inner = self.inner or inner or self.outer
        return self
---
    def parts(self):
        return [self.inner, *self.inner.parts(), (self.outer, self.parts()[0])]
---
    def chain(self):
        return self.inner.chain() if self.outer else self.outer.chain().set_inner(self)
---
    outer = Made = m{k}.Made
""".lstrip("\n").split("---\n")
FUNCTIONS = """
def make_{n}(x):
    return Net{n}(x) if x else make_{k}(x)
---
def make_{n}(x):
    net = m{j}.make_{j}(x)
    while x:
        net = net.chain() or Net{n}()
    return net
---
def make_{n}(x):
    for net in [Net{n}(), make_{j}(x)]:
        if x:
            return net
    return make_{k}(net)
---
make_{n} = make_{k}
---
def make_{n}(x=None):
    class Made(Net{k}):
        pass
    return Made
""".lstrip("\n").split("---\n")
USES = """
make_{n}(1).buffers()
Net{n}().chain().forward(1)
---
for part in Net{n}().parts():
    part.forward(1)
    part[0].named_buffers()
---
net = make_{k}(2)
net.inner.outer.inner.buffers()
net.forward(1)
---
nn.Cell.other_{k} = nn.Cell.buffers = make_{n}
Net{k}.forward = make_{k}
---
x = Net{n}()
x.inner = make_{j}(x)
x.inner.outer = x
x.inner.outer.buffers()
---
Made = Net{k} if make_{n}(1) else m{j}.Made
Made().forward(1)
""".lstrip("\n").split("---\n")
BROKEN = ("", "", "", "", *f"""
x = = 1
---
def late(x):
{LONG}{LONG}    return = x
---
class Late(nn.Cell):
{LONG}{LONG}    def forward(self, x):
    {LONG}    {LONG}        return x.buffers(
---
class Late(nn.Cell):
{LONG}{LONG}    def buffers(self):
    {LONG}    {LONG}        return 1 1

    def other(self):
        return 2
""".lstrip("\n").split("---\n"))  # fmt: skip


@st.composite
def projects(draw: st.DrawFn) -> dict[str, str]:
    """Draw the files of a project: path -> text."""
    count = draw(st.integers(2, 5))
    numbers = st.integers(0, count - 1)
    files = {"pyproject.toml": "", "pkg/__init__.py": draw(packages(count))}
    for n in range(count):
        names = {"n": n, "k": draw(numbers), "j": draw(numbers)}
        parts = [draw(st.sampled_from(IMPORTS)), draw(st.sampled_from(LISTS))]
        bodies = draw(st.lists(st.sampled_from(BODIES), max_size=4, unique=True))
        cls = f"class Net{n}({draw(st.sampled_from(BASES))}):\n" + ("".join(bodies) or "    pass\n")
        defined = [cls, draw(st.sampled_from(FUNCTIONS))]
        parts += draw(st.permutations(defined)) + draw(st.lists(st.sampled_from(USES), max_size=3, unique=True))
        parts = [part.format(**names) for part in parts]
        parts.insert(2, draw(st.sampled_from(("", FILLER))))
        parts.append(draw(st.sampled_from(BROKEN)))
        files[f"pkg/m{n}.py"] = "import unknown\nfrom mindspore import nn\n" + "\n\n".join(parts)
    return files


@st.composite
def packages(draw: st.DrawFn, count: int) -> str:
    """Draw an `__init__.py` that passes on what its modules offer."""
    lines = ["from . import " + ", ".join(f"m{n}" for n in range(count))] if draw(st.booleans()) else []
    chosen = draw(st.lists(st.integers(0, count - 1), max_size=4))
    lines += [
        draw(st.sampled_from(("from .m{n} import *", "from .m{n} import Net{n}, make_{n}"))).format(n=n) for n in chosen
    ]
    if lines and draw(st.booleans()):
        lines.append("__all__ = [] + " + " + ".join(f"m{n}.__all__" for n in range(count)))
    return "\n".join(lines) + "\n"


Said = list[tuple[object, ...]]


def said(result: Result) -> Said:
    found: Said = [(f.path, f.line, f.column, f.code, f.message, f.confidence) for f in result.findings]
    return found + [(problem.path, problem.line, problem.column, problem.reason) for problem in result.problems]


@given(files=projects(), data=st.data())
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_order_company_and_processes_change_nothing(files: dict[str, str], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        root = os.path.realpath(folder)
        for name, text in files.items():
            Path(root, name).parent.mkdir(exist_ok=True)
            Path(root, name).write_text(text)
        tasks = [Task(os.path.join(root, name), Settings()) for name in sorted(files) if name.endswith(".py")]
        alone = {task.path: said(Checker().check(task)) for task in tasks}
        assert not [line for lines in alone.values() for line in lines if "internal error" in str(line[-1])]
        order = data.draw(st.permutations(tasks))
        company = order[: data.draw(st.integers(1, len(order)))]
        patch.setattr(inspection, "_MOST_HELD", data.draw(st.sampled_from((0, 6_000, 3_000_000))))
        patch.setattr(solver, "MAX_NESTED", data.draw(st.sampled_from((1, 5, solver.MAX_NESTED))))
        checker = Checker()
        assert {task.path: said(checker.check(task)) for task in company} == {
            task.path: alone[task.path] for task in company
        }
        if data.draw(st.integers(0, 9)) == 0:  # processes take their time to start
            patch.setattr(checking, "WORTH_A_WORKER", 1)
            answers = checking.check(order, 2)
            assert [said(result) for result in answers] == [alone[task.path] for task in order]


METHODS = "".join(f"    def m{n}(self):\n    {LONG}    {LONG}        return {n}\n\n" for n in range(18))
BASE = f"""\
from mindspore import nn


class Net(nn.Cell):
{METHODS}
    def forward(self, x):
    {LONG}    {LONG}        x = = 1
        return self.buffers()
"""
USER = """\
from broken import Net


class Sub(Net):
    def construct(self, x):
        return self.buffers()
"""


@pytest.mark.parametrize("order", ["broken.py a.py", "a.py broken.py", "broken.py", "a.py"])
def test_a_file_with_a_mistake_is_named_whoever_read_it_before(
    order: str, tree: Tree, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tree({"broken.py": BASE, "a.py": USER}))
    status = main(["--isolated", *order.split()])
    out, err = capsys.readouterr()
    assert [line.split(":")[:2] for line in out.splitlines()] == ([["a.py", "6"]] if "a.py" in order else [])
    assert ("broken.py:" in err and "invalid syntax" in err) is ("broken.py" in order)
    assert status == (2 if "broken.py" in order else 1)
