"""Whether MindSpore is installed beside the command changes no finding."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from frameworks import MINDSPORE, python

REPOSITORY = Path(__file__).parents[2]
CHECKED = ("examples", "tests/fixtures")


def found_by(interpreter: str) -> str:
    """Run the command with an interpreter over the project's examples and fixtures; return its JSON."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [interpreter, "-m", "lint_plugin", "--isolated", "--output-format=json", *CHECKED]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    return done.stdout


def can_import_mindspore(interpreter: str) -> bool:
    return subprocess.run([interpreter, "-c", "import mindspore"], capture_output=True, check=False).returncode == 0


def test_findings_are_the_same_with_and_without_mindspore_installed() -> None:
    installed = str(python(MINDSPORE["2.10.0"]))
    assert can_import_mindspore(installed) and not can_import_mindspore(sys.executable)
    assert found_by(installed) == found_by(sys.executable)
