"""`--jobs`: however many processes check the files, the command says the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from lint_plugin.command import checking, workers
from lint_plugin.command.cli import main
from lint_plugin.engine import Engine
from tests.command import run, start
from tests.conftest import Tree, heed_interrupts

NET = """
    import mindspore.nn as nn
    from shared import Base

    class Net(Base):
        def forward(self, x):
            return self.layer.forward(x)
"""


@pytest.fixture
def project(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of which several processes would check each a part."""
    monkeypatch.setattr(checking, "WORTH_A_WORKER", 1)
    files = {f"part{number % 3}/net{number}.py": NET for number in range(20)}
    shared = "import mindspore.nn as nn\nclass Base(nn.Cell):\n    pass\n"
    return tree({**files, "shared.py": shared, "broken.py": "def f(:\n", "empty.py": ""})


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.mark.parametrize("format_", ["text", "json"])
def test_output_is_the_same_for_any_number_of_processes(
    format_: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = [output(capsys, "-j", jobs, "--output-format", format_, str(project)) for jobs in ("1", "2", "5", "0")]
    assert outputs[0][0] == 2  # broken.py
    assert outputs[0][1].count("net19.py") >= 1
    assert all(other == outputs[0] for other in outputs)


def test_findings_stand_in_the_order_of_the_paths(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = output(capsys, "--jobs=3", "--output-format=json", str(project))
    paths = [finding["path"] for finding in json.loads(text)]
    assert len(set(paths)) == 20
    assert paths == sorted(paths)


def test_small_runs_stay_in_one_process(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(workers, "Pool")
    assert main(["-j", "8", str(tree({"a.py": "x = 1\n", "b.py": "y = 2\n"}))]) == 0


@pytest.mark.parametrize("jobs", ["-1", "many"])
def test_a_number_that_is_none_is_wrong_usage(jobs: str) -> None:
    with pytest.raises(SystemExit) as error:
        main([f"--jobs={jobs}", "."])
    assert error.value.code == 2


@pytest.mark.skipif(workers.start_method() != "fork", reason="a spawned worker doesn't see what the test replaces")
def test_a_worker_that_dies_is_reported_and_the_rest_checked(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check = Engine.check

    def die(self: Engine, path: str, *rest: object) -> object:
        if path.endswith("net7.py"):
            os._exit(9)
        return check(self, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "check", die)
    status, text, errors = output(capsys, "-j2", "--output-format=json", str(project))
    assert status == 2
    assert "net7.py: the process that checked it ended with status 9" in errors
    assert len({finding["path"] for finding in json.loads(text)}) == 19


def test_an_interrupted_run_ends_quietly_with_130(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking.Checker, "check", interrupt)
    assert output(capsys, "-j1", str(project)) == (130, "", "")


def ignores_interrupts(pid: str) -> bool:
    """Return whether a process leaves interrupts to the one that started it."""
    ignored = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("SigIgn"))
    return bool(int(ignored.split()[1], 16) & 1 << signal.SIGINT - 1)


@pytest.mark.skipif(sys.platform != "linux", reason="interrupts a group of processes")
def test_an_interrupt_from_the_keyboard_reaches_all_processes(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"net{number}.py").write_text("import mindspore.nn as nn\n" + "x = nn.a.forward(1)\n" * 2000)
    command = [sys.executable, "-m", "lint_plugin", "-j2", str(tmp_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stderr=pipe, stdout=pipe, start_new_session=True, preexec_fn=heed_interrupts
    ) as process:
        deadline = time.monotonic() + 30
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while len(list(filter(ignores_interrupts, children.read_text().split()))) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        out, errors = process.communicate(timeout=30)
    assert (process.returncode, out, errors) == (130, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows doesn't limit open files")
def test_one_process_does_the_work_where_no_other_can_be_started(tree: Tree) -> None:
    large = f"{textwrap.dedent(NET)}\n\nx = '{'1' * 2 * checking.WORTH_A_WORKER}'\n"
    root = tree({"a.py": large, "b.py": large, "shared.py": "from mindspore import nn\nclass Base(nn.Cell): pass\n"})
    done = start("-j2", "--isolated", cwd=root, descriptors=8)
    assert (done.returncode, done.stdout) == (1, run("-j1", "--isolated", cwd=root).stdout)
    assert done.stdout.count("MSP101") == 2
