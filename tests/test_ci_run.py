"""`.ci/run` says what it ran."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(sys.platform == "win32", reason="it is a script of bash")
def test_a_stage_that_could_run_nothing_says_so(tmp_path: Path) -> None:
    for tool in ("bash", "dirname", "env", "grep", "mktemp", "rm", "tail"):
        found = shutil.which(tool)
        assert found is not None
        (tmp_path / tool).symlink_to(found)
    environment = {"PATH": str(tmp_path), "HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    bash = os.path.realpath(tmp_path / "bash")
    done = subprocess.run(
        [bash, ROOT / ".ci" / "run", "versions"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.count("is not on this machine: left out") == 3, done
    last = done.stdout.splitlines()[-2:]
    assert last == ["Passed: nothing", "Ran nothing, for want of other Pythons: versions"]
