"""What git ignores isn't checked: the patterns mean what they mean to git."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint_plugin.command.gitignore import patterns
from tests.command import run
from tests.conftest import Tree

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git says what its patterns mean")
ENVIRONMENT = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
FILES = (
    *("a.py", "keep.py", "log.py", "sub/a.py", "sub/keep.py", "sub/deep/b.py", "sub/deep/er/c.py", "out/a.py"),
    *("out/keep.py", "data1/x.py", "data2/x.py", "dataX/x.py", "space .py", "#hash.py", "!bang.py", "[x].py"),
)
IGNORES = {
    ".gitignore": r"""
        # a comment
        log.py
        out/
        !out/keep.py
        data[0-9]/
        /sub/deep/**
        space\ .py
        \#hash.py
        \!bang.py
        \[x].py
    """,
    "sub/.gitignore": "*.py\n!keep.py\n",
}


def git(*words: str, cwd: Path, text: str = "") -> str:
    command = ["git", "-c", "core.quotepath=off", *words]
    return subprocess.run(
        command, cwd=cwd, env=ENVIRONMENT, input=text, capture_output=True, text=True, check=False, timeout=60
    ).stdout


@needs_git
def test_the_files_are_those_that_git_lists(tree: Tree) -> None:
    root = tree({**dict.fromkeys(FILES, ""), **IGNORES})
    git("init", "-q", cwd=root)
    (root / ".git/info/exclude").write_text("a.py\n")
    listed = set(git("ls-files", "--others", "--exclude-standard", "*.py", cwd=root).splitlines())
    assert set(run("--show-files", "--exclude=none", cwd=root).stdout.splitlines()) == listed
    assert {"keep.py", "sub/keep.py", "dataX/x.py"} == listed
    everything = set(run("--show-files", "--exclude=none", "--no-respect-gitignore", cwd=root).stdout.splitlines())
    assert everything == set(FILES)
    (root / "setup.cfg").write_text("[mindspore-lint]\nrespect-gitignore = false\nexclude = none\n")
    assert set(run("--show-files", cwd=root).stdout.splitlines()) == everything


@needs_git
def test_what_is_named_is_checked_and_outside_of_a_repository_nothing_is_ignored(tree: Tree) -> None:
    root = tree({"repo/out/a.py": "", "repo/.gitignore": "out/\na.py\n", "out/a.py": "", ".gitignore": "out/\n"})
    git("init", "-q", cwd=root / "repo")
    assert run("--show-files", "repo/out", "repo/out/a.py", cwd=root).stdout.split() == ["repo/out/a.py"]
    assert run("--show-files", cwd=root).stdout.split() == ["out/a.py"]


@needs_git
@pytest.mark.parametrize(
    "lines",
    [
        ["*", "!*/", "!*.py"],
        ["/*", "!/src/"],
        ["**", "!**/", "!**/*.py"],
        ["/**", "!/src", "!/src/**"],
        ["*", "!src", "!src/**/*.py"],
        ["src/*", "!src/a.py"],
        ["src/**", "!src/**/", "!src/**/b.py"],
        ["docs/**/"],
        ["**/gen/", "!src/gen/"],
        ["[!s]*", "lib[!s]/"],
    ],
    ids=" ".join,
)
def test_projects_that_say_what_git_is_to_keep(tree: Tree, lines: list[str]) -> None:
    names = ("a.py", "src/a.py", "src/deep/b.py", "src/gen/a.py", "docs/a.py", "docs/x/a.py", "lib/a.py", "libx/a.py")
    root = tree({**dict.fromkeys(names, ""), ".gitignore": "\n".join(lines)})
    git("init", "-q", cwd=root)
    listed = git("ls-files", "--others", "--exclude-standard", "*.py", cwd=root).splitlines()
    assert sorted(run("--show-files", cwd=root).stdout.splitlines()) == sorted(listed)


PIECES = st.sampled_from(
    ["a", "b", "*", "**", "?", "[ab]", "[!a]", "[]a]", "\\a", "\\*", " ", "\\ ", "[a-c]x", ".py", "!"]
)
PARTS = st.lists(PIECES, min_size=1, max_size=2).map("".join)
PATTERNS = st.tuples(
    st.sampled_from(["", "", "!", "/"]),
    st.lists(PARTS, min_size=1, max_size=3).map("/".join),
    st.sampled_from(["", "/"]),
).map("".join)
PATHS = st.lists(st.sampled_from(["a", "b", "ab", "ax", "]", "x.py", "*", "!", "a "]), min_size=1, max_size=3)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    git("init", "-q", cwd=root)
    return root


@needs_git
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PATTERNS, min_size=1, max_size=3), st.lists(PATHS.map("/".join), min_size=1, max_size=8, unique=True))
def test_patterns_are_read_as_git_reads_them(repository: Path, lines: list[str], paths: list[str]) -> None:
    (repository / ".gitignore").write_text("\n".join(lines) + "\n")
    out = git("check-ignore", "--no-index", "-v", "-n", "-z", "--stdin", cwd=repository, text="\0".join(paths))
    fields = out.split("\0")[:-1]
    ignored = {path for pattern, path in zip(fields[2::4], fields[3::4], strict=True) if pattern and pattern[0] != "!"}
    assert {path for path in paths if ignores(lines, path)} == ignored, lines


def ignores(lines: list[str], path: str) -> bool:
    """Return whether a path is ignored, or a folder above it."""
    names = path.split("/")
    above = ["/" + "/".join(names[:length]) + "/" for length in range(1, len(names))]
    return any(_ignored(lines, name) for name in (*above, f"/{path}"))


def _ignored(lines: list[str], name: str) -> bool:
    return next((ignored for ignored, pattern in reversed(patterns(lines)) if pattern.match(name)), False)
