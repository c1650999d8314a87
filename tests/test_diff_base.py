"""`--diff-base`: a branch answers for the lines that it changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.command import run
from tests.conftest import Tree
from tests.test_command import LEFTOVER
from tests.test_gitignore import git, needs_git

pytestmark = needs_git
WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
MORE = LEFTOVER + "\n    def parts(self):\n        return self.buffers()\n"


def commit(root: Path, message: str) -> None:
    git("add", "-A", cwd=root)
    git(*WHO, "commit", "-qm", message, cwd=root)


@pytest.fixture
def branch(tree: Tree) -> Path:
    """A branch that changed a file and added two, one of them untracked; main has gone on meanwhile."""
    root = tree({"net.py": LEFTOVER, "old.py": LEFTOVER, "pkg/odd é\t.py": LEFTOVER})
    git("init", "-q", "-b", "main", cwd=root)
    commit(root, "one")
    git("checkout", "-qb", "feature", cwd=root)
    (root / "net.py").write_text("# moved\n" + MORE)
    (root / "pkg" / "odd é\t.py").write_text(MORE)
    (root / "new.py").write_text(LEFTOVER)
    commit(root, "two")
    git("checkout", "-q", "main", cwd=root)
    (root / "old.py").write_text(LEFTOVER.replace("self, x", "self, x, y"))
    commit(root, "three")
    git("checkout", "-q", "feature", cwd=root)
    (root / "untracked.py").write_text(LEFTOVER)
    return root


def found(*words: str, cwd: Path) -> list[tuple[str, str]]:
    out = run("--diff-base=main", *words, cwd=cwd).stdout
    return re.findall(r"^(.*?):\d+:\d+: (MSP\d+)", out, re.MULTILINE)


def test_findings_on_lines_that_changed_and_in_new_files_are_reported(branch: Path) -> None:
    new = [("net.py", "MSP103"), ("new.py", "MSP101"), (r"pkg/odd \xe9\t.py", "MSP103"), ("untracked.py", "MSP101")]
    assert [(path.replace("é", r"\xe9"), code) for path, code in found(cwd=branch)] == new
    done = run("--diff-base=main", cwd=branch)
    assert "3 on lines that did not change, or in the baseline, not shown" in done.stderr and done.returncode == 1
    assert found("odd é\t.py", cwd=branch / "pkg") == [(r"odd é\t.py", "MSP103")]  # from a folder below
    assert run("--diff-base=main", "old.py", cwd=branch).returncode == 0


def test_nothing_else_is_fixed_and_a_baseline_holds_too(branch: Path) -> None:
    assert run("--write-baseline=known.json", "new.py", cwd=branch).returncode == 0
    assert ("new.py", "MSP101") not in found("--baseline=known.json", cwd=branch)
    run("--diff-base=main", "--fix", "--unsafe-fixes", cwd=branch)
    assert "def forward" in (branch / "net.py").read_text() and "buffers()" not in (branch / "net.py").read_text()
    assert "def construct" in (branch / "untracked.py").read_text()


def test_a_revision_or_repository_that_is_not_there_is_an_error(
    branch: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    done = run("--diff-base=absent", cwd=branch)
    assert done.returncode == 2 and done.stderr.startswith("mindspore-lint: --diff-base absent: fatal: ")
    outside = tmp_path_factory.mktemp("outside")
    assert "not a git repository" in run("--diff-base=main", cwd=outside).stderr


def test_programs_that_a_repository_names_are_not_run(branch: Path) -> None:
    for key in ("core.fsmonitor", "diff.external", "diff.py.textconv", "core.pager"):
        git("config", key, f"touch {branch / 'ran'}; false", cwd=branch)
    (branch / ".gitattributes").write_text("*.py diff=py\n")
    assert found(cwd=branch) and not (branch / "ran").exists()
