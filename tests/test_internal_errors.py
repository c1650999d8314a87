"""A defect of ours costs what it must: it is named with the file, the other rules and files are checked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lint_plugin.command import checking, reporting, workers
from lint_plugin.command.cli import main
from lint_plugin.engine import Engine, active_rules
from lint_plugin.settings import Settings
from tests.conftest import Tree

SaidOf = Callable[[str], list[str]]
"""File -> the lines that name it."""
SaidIn = Callable[[str, str], SaidOf]
"""Front end, what breaks it -> what it says."""

REPOSITORY = Path(__file__).parent.parent
NET = """\
from mindspore import nn


class Net(nn.Cell):
    def forward(self, x):
        return self.buffers()
"""
BREAKING = """\
import sys

from lint_plugin import engine, inspection
from lint_plugin.suppressions import comments
from lint_plugin.rules.forward_in_cell.check import ForwardInCell
{broken}
sys.argv = sys.argv[1:]
if sys.argv[0] == "flake8":
    from flake8.__main__ import main
elif sys.argv[0] == "pylint":
    from pylint import run_pylint as main
else:
    from lint_plugin.command.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""A front end in which something of ours is broken."""
BROKEN_RULE = """
def check_definition(self, definition, context):
    raise LookupError("no such shelf")


ForwardInCell.check_definition = check_definition
"""
BROKEN_READING = """
def read(model, module, lines, wanted):
    if module.path.endswith("net.py"):
        {raising}
    return unbroken(model, module, lines, wanted)


unbroken, inspection.read = inspection.read, read
"""
BROKEN_COMMENTS = """
def directives(lines):
    raise LookupError("no such shelf")


engine._MARK = b"class"
comments.directives = directives
"""
FRONT_ENDS: dict[str, tuple[tuple[str, ...], int]] = {
    "command": (("mindspore-lint", "--isolated"), 2),
    "flake8": (("flake8", "--isolated", "-j1", "--select=MSP101,MSP103"), 1),
    "pylint": (
        ("pylint", "--rcfile=none.toml", "--load-plugins=lint_plugin", "--disable=all", "--enable=E8601,E8603"),
        2,
    ),
}
"""How it is started, and its exit status."""

in_every_front_end = pytest.mark.parametrize("front_end", FRONT_ENDS)


@pytest.fixture
def said_in(tree: Tree, tmp_path_factory: pytest.TempPathFactory) -> SaidIn:
    """Check net.py and other.py in a front end where this code has been run; give what is said of a file."""

    def run(front_end: str, broken: str) -> SaidOf:
        root = tree({"net.py": NET, "other.py": NET, "none.toml": ""})
        script = tmp_path_factory.mktemp("broken") / "broken.py"
        script.write_text(BREAKING.format(broken=broken))
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        options, status = FRONT_ENDS[front_end]
        command = [sys.executable, script, *options, "net.py", "other.py"]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == status, done
        assert "Traceback" not in done.stderr
        return lambda name: [line for line in (done.stdout + done.stderr).splitlines() if name in line]

    return run


@in_every_front_end
def test_a_rule_that_fails_is_named_and_the_others_findings_stand(front_end: str, said_in: SaidIn) -> None:
    said_of = said_in(front_end, BROKEN_RULE)
    for name in ("net.py", "other.py"):
        named = said_of(name)
        assert sum("internal error in MSP101: LookupError: no such shelf" in line for line in named) == 1
        assert sum("'buffers'" in line for line in named) == 1


@in_every_front_end
@pytest.mark.parametrize(
    ("raising", "said"),
    [
        ('raise LookupError("no such\\n shelf")', "LookupError: no such shelf"),
        ("raise MemoryError", "MemoryError"),
        ("read(model, module, lines, wanted)", "RecursionError: maximum recursion depth exceeded"),
    ],
    ids=["defect", "memory", "recursion"],
)
def test_an_error_outside_of_rules_names_the_file_and_the_others_are_checked(
    front_end: str, raising: str, said: str, said_in: SaidIn
) -> None:
    said_of = said_in(front_end, BROKEN_READING.format(raising=raising))
    # flake8 and pylint know codes alone: each rule that they were asked for says that it couldn't check the file
    assert sum(f"internal error: {said}" in line for line in said_of("net.py")) == (1 if front_end == "command" else 2)
    assert not any("'buffers'" in line for line in said_of("net.py"))
    assert sum("'buffers'" in line for line in said_of("other.py")) == 1
    assert not any("internal error" in line for line in said_of("other.py"))


@in_every_front_end
def test_no_finding_stands_where_comments_that_might_silence_it_cannot_be_read(front_end: str, said_in: SaidIn) -> None:
    said_of = said_in(front_end, BROKEN_COMMENTS)
    for name in ("net.py", "other.py"):
        assert any("internal error: LookupError: no such shelf" in line for line in said_of(name))
        assert not any("'buffers'" in line for line in said_of(name))


def broken(*_: object) -> None:
    raise LookupError("no such shelf")


@pytest.mark.parametrize(
    "jobs",
    [
        "1",
        pytest.param(
            "2",
            marks=pytest.mark.skipif(
                workers.start_method() != "fork", reason="a spawned worker doesn't see what the test replaces"
            ),
        ),
    ],
)
def test_an_error_in_reading_noqa_comments_names_the_file(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], jobs: str
) -> None:
    monkeypatch.setattr("lint_plugin.suppressions.comments.Noqa", broken)
    monkeypatch.setattr(checking, "WORTH_A_WORKER", 1)
    root = tree({"net.py": NET + "# noqa\n", "clean.py": "x = 1\n", "other.py": NET + "# noqa\n"})
    assert main(["-j", jobs, "--isolated", str(root)]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert errors[:2] == [
        f"mindspore-lint: {root / name}: internal error: LookupError: no such shelf" for name in ("net.py", "other.py")
    ]
    assert errors[2:] == ["mindspore-lint: no findings in 1 file; 2 files could not be checked"]


def test_an_error_in_the_command_itself_ends_with_2(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reporting, "report", broken)
    assert main([str(tree({"net.py": NET}))]) == 2
    assert "LookupError: no such shelf" in capsys.readouterr().err


def test_a_file_that_failed_can_be_checked_again_by_the_same_engine(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree({"net.py": NET})
    engine = Engine(Settings())
    path, source = str(root / "net.py"), NET.encode()
    with monkeypatch.context() as context:
        context.setattr("lint_plugin.inspection.read", broken)
        result = engine.check(path, source)
    assert not result.findings
    (problem,) = result.problems
    assert problem.symbols == tuple(rule.symbol for rule in active_rules(Settings()))
    assert engine.check(path, source) == Engine(Settings()).check(path, source)
    assert engine._inspection.model.project.held == 0
