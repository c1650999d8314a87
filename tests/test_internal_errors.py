"""A rule that fails, by a defect of its own, is named with the file; what the other rules find stands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Tree

REPOSITORY = Path(__file__).parent.parent
NET = """\
from mindspore import nn


class Net(nn.Cell):
    def forward(self, x):
        return self.buffers()
"""
BREAKING = """\
import sys

from lint_plugin.rules.forward_in_cell import ForwardInCell


def check_class(self, cls, look):
    raise LookupError("no such shelf")


ForwardInCell.check_class = check_class
sys.argv = sys.argv[1:]
if sys.argv[0] == "flake8":
    from flake8.__main__ import main
elif sys.argv[0] == "pylint":
    from pylint import run_pylint as main
else:
    from lint_plugin.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""A front end, with a rule that raises."""


@pytest.mark.parametrize(
    ("front_end", "status"),
    [
        (("mindspore-lint", "--isolated"), 2),
        (("flake8", "--isolated", "-j1", "--select=MSP"), 1),
        (("pylint", "--rcfile=none.toml", "--load-plugins=lint_plugin", "--disable=all", "--enable=E8601,E8603"), 2),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else "",
)
def test_a_rule_that_fails_is_named_and_the_others_findings_stand(
    tree: Tree, tmp_path_factory: pytest.TempPathFactory, front_end: tuple[str, ...], status: int
) -> None:
    root = tree({"net.py": NET, "other.py": NET, "none.toml": ""})
    script = tmp_path_factory.mktemp("broken") / "broken.py"
    script.write_text(BREAKING)
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, script, *front_end, "net.py", "other.py"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == status, done
    for name in ("net.py", "other.py"):
        named = [line for line in (done.stdout + done.stderr).splitlines() if name in line]
        assert sum("internal error in MSP101: LookupError: no such shelf" in line for line in named) == 1
        assert sum("'buffers'" in line for line in named) == 1
    assert "Traceback" not in done.stderr
