"""The action for users of GitHub: its script, run as GitHub runs it, with an install that only notes what is asked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON = """\
#!/bin/sh
mkdir -p "$3/bin"
printf '#!/bin/sh\\necho "pip $*"\\n' > "$3/bin/pip"
printf '#!/bin/sh\\nfor word in "$@"; do echo "[$word]"; done\\nexit 1\\n' > "$3/bin/mindspore-lint"
chmod +x "$3/bin/pip" "$3/bin/mindspore-lint"
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it is a script of bash")
def test_the_action_passes_its_inputs_on_and_ends_as_the_command_does(tmp_path: Path) -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    script = textwrap.dedent(text.partition("run: |\n")[2])
    (tmp_path / "python3").write_text(PYTHON)
    (tmp_path / "python3").chmod(0o755)
    inputs = {
        "ACTION": "/action",
        "FORMAT": "github",
        "OPTIONS": "--diff-base origin/main",
        "PATHS": "src *.py $(id)",
        "RUNNER_TEMP": str(tmp_path / "runner"),
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
    }
    assert set(re.findall(r"^        (\w+): \$\{\{", text, re.M)) == set(inputs) - {"RUNNER_TEMP", "PATH"}
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(words, cwd=tmp_path, env=inputs, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [
        "pip install --quiet /action",
        *("[--output-format]", "[github]", "[--diff-base]", "[origin/main]", "[src]", "[*.py]", "[$(id)]"),
    ], done.stderr
    assert done.returncode == 1
