"""Settings that extend others, that stand on the command line, that choose files, and that hold for some files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import run
from tests.conftest import Tree
from tests.test_command import LEFTOVER
from tests.test_config_in_hosts import by_command, by_flake8, by_pylint

NET = LEFTOVER + "\n\nnn.BatchNorm2d(4).buffers()\n"


def shown(root: Path, key: str, *words: str) -> str:
    """Return the line of a setting in what `--show-settings` prints."""
    lines = run("--show-settings", *words, cwd=root).stdout.splitlines()
    return next(line.strip() for line in lines if line.startswith(f"  {key} = "))


def test_a_section_extends_another_which_counts_where_it_says_nothing(tree: Tree) -> None:
    root = tree(
        {
            "shared/base.toml": """\
                [tool.mindspore-lint]
                mindspore-version = "2.2"
                min-confidence = "high"
                ignore = ["MSP101"]
                extend-exclude = ["old/*"]
            """,
            "shared/middle.cfg": "[mindspore-lint]\nextend = base.toml\nmin-confidence = inferred\n",
            "app/pyproject.toml": '[tool.mindspore-lint]\nextend = "../shared/middle.cfg"\nignore = ["MSP104"]\n',
            "app/net.py": NET,
            "app/old/net.py": NET,
            "shared/old/net.py": NET,
        }
    )
    app = root / "app"
    assert by_command(cwd=app) == [("net.py", "MSP103"), ("old/net.py", "MSP103")]  # patterns start at their own file
    base = root / "shared" / "base.toml"
    assert shown(app, "mindspore-version") == f'mindspore-version = "2.2"  # {base} [tool.mindspore-lint]'
    assert 'min-confidence = "inferred"' in shown(app, "min-confidence")
    assert 'ignore = ["MSP101", "MSP104"]' in shown(app, "ignore")


@pytest.mark.parametrize("found_by", [by_flake8, by_pylint])
def test_the_hosts_follow_it_too(tree: Tree, found_by: object) -> None:
    root = tree(
        {
            "base.cfg": "[mindspore-lint]\nmindspore-version = 2.6\n",
            "setup.cfg": "[mindspore-lint]\nextend = base.cfg\n",
            "net.py": NET,
        }
    )
    assert callable(found_by)
    assert found_by("net.py", cwd=root) == [("net.py", "MSP101"), ("net.py", "MSP207")]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"setup.cfg": "extend = gone.cfg\n"}, "setup.cfg: extend: gone.cfg: cannot be read: No such file"),
        ({"setup.cfg": "extend = setup.cfg\n"}, "extend: setup.cfg is extended by itself"),
        ({"setup.cfg": "extend = b.cfg\n", "b.cfg": "extend = setup.cfg\n"}, "setup.cfg is extended by itself"),
        ({"setup.cfg": "extend = b.cfg\n", "b.cfg": "selct = MSP1\n"}, "b.cfg: selct: unknown key; did you mean"),
    ],
)
def test_a_mistake_in_extending_is_named(tree: Tree, files: dict[str, str], said: str) -> None:
    root = tree({name: f"[mindspore-lint]\n{text}" for name, text in files.items()} | {"net.py": NET})
    done = run(cwd=root)
    assert done.returncode == 2 and said in done.stderr


def test_settings_on_the_command_line_go_before_those_of_files(tree: Tree) -> None:
    root = tree(
        {"setup.cfg": "[mindspore-lint]\nmindspore-version = 2.2\n", "net.py": NET, "other.cfg": "[mindspore-lint]\n"}
    )
    assert by_command("--config", "mindspore-version=2.6", cwd=root) == [("net.py", "MSP101"), ("net.py", "MSP207")]
    words = ("--config=mindspore-version = 2.6", "--config=ignore=MSP101", "--config=other.cfg")
    assert by_command(*words, cwd=root) == [("net.py", "MSP207")]
    assert by_command(*words, "--mindspore-version=2.2", cwd=root) == [("net.py", "MSP103")]
    done = run("--config", "min-confidence=low", cwd=root)
    assert done.returncode == 2 and "--config min-confidence: invalid value 'low'" in done.stderr
    assert "--config selct: unknown key; did you mean 'select'?" in run("--config=selct=MSP1", cwd=root).stderr


def test_include_says_which_files_of_a_folder_are_checked(tree: Tree) -> None:
    root = tree({"net.py": "", "tool.txt": "", "sub/tool": "", "sub/net.pyi": ""})
    assert run("--show-files", "--include=tool*", cwd=root).stdout.split() == ["tool.txt", "sub/tool"]
    (root / "sub" / "setup.cfg").write_text("[mindspore-lint]\ninclude = *.pyi, to*\n")
    assert run("--show-files", cwd=root).stdout.split() == ["net.py", "sub/net.pyi", "sub/tool"]
    assert run("--show-files", "--extend-exclude=sub/tool", "sub", cwd=root).stdout.split() == ["sub/net.pyi"]


@pytest.mark.parametrize("found_by", [by_command, by_flake8, by_pylint])
def test_some_files_have_a_version_of_their_own(tree: Tree, found_by: object) -> None:
    root = tree(
        {
            "pyproject.toml": """\
                [tool.mindspore-lint]
                mindspore-version = "2.6"
                [tool.mindspore-lint.per-file-mindspore-version]
                "old/*" = "2.2"
            """,
            "net.py": NET,
            "old/net.py": NET,
        }
    )
    wanted = [("net.py", "MSP101"), ("net.py", "MSP207"), ("old/net.py", "MSP101"), ("old/net.py", "MSP103")]
    assert callable(found_by)
    assert found_by("net.py", "old/net.py", cwd=root) == wanted


def test_versions_of_files_can_stand_on_the_command_line_and_in_ini_files(tree: Tree) -> None:
    root = tree({"net.py": NET, "old/net.py": NET, "setup.cfg": "[mindspore-lint]\nmindspore-version = 2.6\n"})
    pairs = "old/*: 2.2, gone.py: 2.0"
    found = [("net.py", "MSP207"), ("old/net.py", "MSP103")]
    assert by_command("--ignore=MSP101", f"--per-file-mindspore-version={pairs}", cwd=root) == found
    (root / "tox.ini").write_text("[mindspore-lint]\n")
    (root / "setup.cfg").write_text(
        "[mindspore-lint]\nmindspore-version = 2.6\nignore = MSP101\nper-file-mindspore-version =\n  old/*: 2.2\n"
    )
    assert by_command(cwd=root) == found
    for wrong in ("old/*", "old/*: x", ": 2.2", "a: 2.2: 2.3"):
        done = run(f"--per-file-mindspore-version={wrong}", cwd=root)
        assert done.returncode == 2 and "--per-file-mindspore-version: " in done.stderr
