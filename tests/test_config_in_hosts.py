"""The same configuration files in the real flake8 and pylint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.command import run
from tests.conftest import Tree
from tests.test_command import LEFTOVER
from tests.test_flake8_plugin import flake8
from tests.test_pylint_plugin import QUIET, pylint

OURS = "--enable=forward-in-cell,buffers-call-on-cell,buffers-without-batchnorm-statistics"
NET = LEFTOVER + "\n\nnn.SequentialCell(nn.BatchNorm2d(4)).buffers()\n"


def by_command(*words: str, cwd: Path) -> list[tuple[str, str]]:
    """Return (path, code) of what the command finds."""
    return [(line.split(":")[0], line.split(" ")[1]) for line in run(*words, cwd=cwd).stdout.splitlines()]


def by_flake8(*words: str, cwd: Path) -> list[tuple[str, str]]:
    """Return (path, code) of what flake8 finds."""
    out = flake8("--select=MSP", *words, cwd=cwd).stdout.decode()
    return [(line.split(":")[0].removeprefix("./"), line.split(" ")[1]) for line in out.splitlines()]


def by_pylint(*words: str, cwd: Path) -> list[tuple[str, str]]:
    """Return (path, code) of what pylint finds."""
    form = "--msg-template={path}:{line}: MSP{msg_id}"
    out = pylint(QUIET, OURS, form, "--score=n", *words, cwd=cwd).stdout.decode()
    ours = [line for line in out.splitlines() if ": MSP" in line]
    codes = {"E8601": "MSP101", "E8603": "MSP103", "W8607": "MSP207"}
    return sorted((line.split(":")[0], codes[line.partition(" MSP")[2]]) for line in ours)


def nested(tree: Tree) -> Path:
    """Write a project whose folders have settings of their own, and return its folder."""
    return tree({
        "pyproject.toml": """\
            [tool.mindspore-lint]
            mindspore-version = "2.6"
            per-file-ignores = {"quiet.py" = ["MSP1"]}
        """,
        "old/setup.cfg": "[mindspore-lint]\nmindspore-version = 2.2\nextend-exclude = generated\n",
        "own/tox.ini": "[mindspore-lint]\nselect = MSP101\n",
        "net.py": NET,
        "quiet.py": NET,
        "old/net.py": NET,
        "old/generated/net.py": NET,
        "own/net.py": NET,
    })  # fmt: skip


EXPECTED = [
    ("net.py", "MSP101"),
    ("net.py", "MSP207"),
    ("old/net.py", "MSP101"),
    ("old/net.py", "MSP103"),
    ("own/net.py", "MSP101"),
    ("quiet.py", "MSP207"),
]


def test_each_file_has_its_own_settings_in_the_command(tree: Tree) -> None:
    assert by_command(cwd=nested(tree)) == EXPECTED


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_each_file_has_its_own_settings_in_flake8(tree: Tree, jobs: str) -> None:
    assert sorted(by_flake8(jobs, cwd=nested(tree))) == EXPECTED


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_each_file_has_its_own_settings_in_pylint(tree: Tree, jobs: str) -> None:
    root = nested(tree)
    files = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*.py"))]
    assert by_pylint(jobs, *files, cwd=root) == EXPECTED


def test_order_in_flake8_option_own_configuration_section_requirement(tree: Tree) -> None:
    root = tree(
        {"net.py": "from mindspore import nn\n\nnn.BatchNorm2d(4).buffers()\n", "requirements.txt": "mindspore>=2.6\n"}
    )
    assert by_flake8(cwd=root) == [("net.py", "MSP207")]
    (root / "pyproject.toml").write_text('[tool.mindspore-lint]\nmindspore-version = "2.2"\n')
    assert by_flake8(cwd=root) == [("net.py", "MSP103")]
    (root / "setup.cfg").write_text("[flake8]\nmindspore-version = 2.6\nmin-confidence = high\n")
    assert by_flake8(cwd=root) == [("net.py", "MSP207")]
    assert by_flake8("--mindspore-version=2.2", cwd=root) == [("net.py", "MSP103")]
    assert by_flake8("--isolated", "--mindspore-version=2.2", cwd=root) == [("net.py", "MSP103")]


def test_order_in_pylint_option_own_configuration_section(tree: Tree) -> None:
    root = tree({
        "net.py": "from mindspore import nn\n\nnn.Cell().buffers()\n",
        "setup.cfg": "[mindspore-lint]\nmindspore-version = 2.2\n",
    })  # fmt: skip
    assert by_pylint("net.py", cwd=root) == [("net.py", "MSP103")]
    (root / "pyproject.toml").write_text('[tool.pylint.mindspore-lint]\nmindspore-version = "2.6"\n')
    assert by_pylint("net.py", cwd=root) == [("net.py", "MSP207")]
    assert by_pylint("--mindspore-version=2.2", "net.py", cwd=root) == [("net.py", "MSP103")]


@pytest.mark.parametrize("folder", ["", "inner/"])
@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_mistake_ends_flake8_with_one_clear_line(tree: Tree, folder: str, jobs: str) -> None:
    root = tree({"a.py": NET, "inner/b.py": NET, f"{folder}tox.ini": "[mindspore-lint]\nmindspore_version = 2.2\n"})
    done = flake8(jobs, cwd=root)
    out = (done.stdout + done.stderr).decode()
    assert done.returncode == 1 and "Traceback" not in out
    (line,) = [line for line in out.splitlines() if "mindspore_version" in line]
    assert f"{folder}tox.ini: mindspore_version: " in line and "'mindspore-version'" in line


@pytest.mark.parametrize("value", ["latest", "0.5"])
def test_wrong_version_in_flake8s_own_configuration_names_the_valid_range(tree: Tree, value: str) -> None:
    root = tree({"net.py": NET, ".flake8": f"[flake8]\nmindspore-version = {value}\n"})
    done = flake8(cwd=root)
    out = (done.stdout + done.stderr).decode()
    assert done.returncode == 2 and "Traceback" not in out  # as for flake8's own options
    assert f"--mindspore-version: unknown MindSpore version '{value}'" in out and "from 1.1 to 2.10" in out


@pytest.mark.parametrize(("jobs", "folder"), [("-j1", "inner/"), ("-j2", "inner/"), ("-j2", "")])
def test_mistake_ends_pylint_as_wrong_usage(tree: Tree, jobs: str, folder: str) -> None:
    root = tree({"a.py": NET, "inner/b.py": NET, f"{folder}tox.ini": "[mindspore-lint]\nselekt = MSP1\n"})
    done = pylint(QUIET, OURS, jobs, "a.py", "inner/b.py", cwd=root)
    assert done.returncode == 32
    assert f" {folder}tox.ini: selekt: " in done.stderr.decode() and b"Traceback" not in done.stderr


def test_version_newer_than_the_facts_is_noted_once(tree: Tree) -> None:
    root = tree({f"net{n}.py": NET for n in range(4)} | {"requirements.txt": "mindspore>=9.1\n"})
    note = "mindspore-lint: MindSpore 9.1 is newer than mindspore-lint knows: treated as 2.10"
    files = [f"net{n}.py" for n in range(4)]
    assert run(cwd=root).stderr.splitlines()[:-1] == [note]
    assert flake8("-j2", cwd=root).stderr.decode().splitlines() == [note]
    assert pylint(QUIET, OURS, "-j2", *files, cwd=root).stderr.decode().splitlines() == [note]
    assert run("--isolated", "--mindspore-version=9.1", cwd=root).stderr.splitlines()[:-1] == [note]


def with_baselines(tree: Tree) -> Path:
    """Write a project with a baseline, one of its folders with another, and one new finding in each; return it."""
    root = tree(
        {
            "pyproject.toml": '[tool.mindspore-lint]\nbaseline = "known.json"\n',
            "net.py": LEFTOVER,
            "old/setup.cfg": "[mindspore-lint]\nbaseline = own.json\n",
            "old/net.py": LEFTOVER,
        }
    )
    assert run("--write-baseline=known.json", "net.py", cwd=root).returncode == 0
    assert run("--write-baseline=own.json", "net.py", cwd=root / "old").returncode == 0
    (root / "net.py").write_text(NET)
    (root / "old" / "net.py").write_text("# moved\n" + LEFTOVER + "\n    def parts(self):\n        self.buffers()\n")
    return root


@pytest.mark.parametrize("found_by", [by_command, by_flake8, by_pylint])
def test_the_baseline_of_the_configuration_holds_in_every_host(
    tree: Tree, found_by: Callable[..., list[tuple[str, str]]]
) -> None:
    root = with_baselines(tree)
    wanted = [("net.py", "MSP103"), ("old/net.py", "MSP103")]
    assert found_by("net.py", "old/net.py", cwd=root) == wanted


def test_the_options_go_before_the_baseline_of_the_configuration(tree: Tree) -> None:
    root = with_baselines(tree)
    assert len(by_command("--isolated", cwd=root)) == 4
    assert "2 in the baseline not shown" in run(cwd=root).stderr
    assert 'baseline = "own.json"  # old/setup.cfg' in run("--show-settings", "old", cwd=root).stdout
    assert run("--write-baseline=known.json", cwd=root).returncode == 0
    assert by_command("--baseline=known.json", cwd=root) == []
    assert run("--fix", "--diff", "--unsafe-fixes", cwd=root).stdout.count("+++") == 1  # what is known isn't fixed


@pytest.mark.parametrize("host", [run, flake8, pylint])
def test_a_baseline_that_is_not_there_is_named(tree: Tree, host: Callable[..., Any]) -> None:
    root = tree({"net.py": LEFTOVER, "setup.cfg": "[mindspore-lint]\nbaseline = gone.json\n"})
    words = (QUIET, OURS) if host is pylint else ("--select=MSP",) if host is flake8 else ()
    done = host(*words, "net.py", cwd=root)
    text = done.stderr + done.stdout
    assert "gone.json: No such file" in (text if isinstance(text, str) else text.decode())
    assert done.returncode not in (0, 4)
