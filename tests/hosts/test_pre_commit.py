"""The real pre-commit blocks a commit with a leftover, and lets it through when it is mended."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_command import CLEAN, LEFTOVER

REPOSITORY = Path(__file__).parents[2]
FLAKE8_HOOK = """\
repos:
  - repo: local
    hooks:
      - id: flake8
        name: flake8
        entry: flake8 --select=MSP
        language: python
        types: [python]
        additional_dependencies: [flake8, {project}]
"""


def git(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run git in a folder."""
    identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *identity, *arguments], cwd=cwd, capture_output=True, text=True, check=False)


def pre_commit(*arguments: str, cwd: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    """Run pre-commit in a folder, with a cache of its own."""
    environment = {**os.environ, "PRE_COMMIT_HOME": str(cache), "PRE_COMMIT_COLOR": "never"}
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return pre-commit's cache, in which it makes each hook's environment once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a git repository that holds this project as it stands in the working tree."""
    root = tmp_path_factory.mktemp("project") / "mindspore-lint"
    ignored = shutil.ignore_patterns(".git", ".venv", "__pycache__", "*.egg-info", "build", ".*_cache")
    shutil.copytree(REPOSITORY, root, ignore=ignored)
    git("init", "-q", cwd=root)
    git("add", "-A", cwd=root)
    done = git("commit", "-q", "-m", "As it stands", cwd=root)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def port(tmp_path: Path) -> Path:
    """Return a git repository with a leftover in it, staged, beside a folder that is left out."""
    (tmp_path / "pyproject.toml").write_text('[tool.mindspore-lint]\nextend-exclude = ["old"]\n')
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "net.py").write_text(LEFTOVER)
    (tmp_path / "net.py").write_text(LEFTOVER)
    git("init", "-q", cwd=tmp_path)
    git("add", "-A", cwd=tmp_path)
    return tmp_path


def test_the_hook_blocks_a_leftover_and_passes_when_it_is_mended(port: Path, project: Path, cache: Path) -> None:
    attempt = ["try-repo", str(project), "mindspore-lint", "--verbose"]
    done = pre_commit(*attempt, cwd=port, cache=cache)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "net.py:5:9: MSP101" in done.stdout
    assert os.path.join("old", "net.py") not in done.stdout  # pre-commit names it all the same
    (port / "net.py").write_text(CLEAN)
    git("add", "-A", cwd=port)
    done = pre_commit(*attempt, cwd=port, cache=cache)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_fixing_hook_mends_a_leftover_and_passes_then(port: Path, project: Path, cache: Path) -> None:
    attempt = ["try-repo", str(project), "mindspore-lint-fix", "--verbose"]
    done = pre_commit(*attempt, cwd=port, cache=cache)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "fixed 1 finding in 1 file" in done.stdout
    assert (port / "net.py").read_text() == CLEAN
    assert (port / "old" / "net.py").read_text() == LEFTOVER  # left out
    git("add", "-A", cwd=port)
    done = pre_commit(*attempt, cwd=port, cache=cache)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_commit_is_blocked_by_the_flake8_hook(port: Path, project: Path, cache: Path) -> None:
    (port / ".pre-commit-config.yaml").write_text(FLAKE8_HOOK.format(project=project))
    git("add", "-A", cwd=port)
    assert pre_commit("install", cwd=port, cache=cache).returncode == 0
    environment = {**os.environ, "PRE_COMMIT_HOME": str(cache)}
    command = ["git", "-c", "user.name=Tester", "-c", "user.email=tester@example.org", "commit", "-m", "Port"]
    done = subprocess.run(command, cwd=port, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode != 0
    assert "net.py:5:9: MSP101" in done.stdout + done.stderr
    for path in (port / "net.py", port / "old" / "net.py"):
        path.write_text(CLEAN)
    git("add", "-A", cwd=port)
    done = subprocess.run(command, cwd=port, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
