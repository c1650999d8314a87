"""The scripts that `--print-completion` gives: what a shell completes by them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lint_plugin.rules import all_rules
from tests.command import run

ASK = """
source "$1"; shift
complete -p mindspore-lint >/dev/null || exit
function=$(complete -p mindspore-lint | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
COMP_WORDS=(mindspore-lint "$@"); COMP_CWORD=$#
"$function" 2>/dev/null
printf '%s\\n' "${COMPREPLY[@]}"
"""
"""What bash does when somebody presses the tab key behind the last word."""


@pytest.mark.skipif(not shutil.which("bash") or sys.platform == "win32", reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--output-f"], ["--output-file", "--output-format"]),
        (["--output-format", "g"], ["github", "gitlab", "grouped"]),
        (["net.py", "--explain", "forward-c"], ["forward-call-on-cell"]),
        (["--fix", "--select", "MSP22"], [rule.code for rule in all_rules() if rule.code.startswith("MSP22")]),
        (["--min-confidence", ""], ["guess", "inferred", "high"]),
        (["--language", "z"], ["zh"]),
        (["--baseline", "kn"], ["known.json"]),
        (["--src", "s"], ["sub"]),
        (["ne"], ["net.py"]),
    ],
)
def test_bash_completes_options_their_values_and_files(tmp_path: Path, words: list[str], found: list[str]) -> None:
    (tmp_path / "script").write_text(run("--print-completion=bash", cwd=tmp_path).stdout)
    for name in ("net.py", "known.json", "other.txt"):
        (tmp_path / name).touch()
    (tmp_path / "sub").mkdir()
    done = subprocess.run(
        ["bash", "-c", ASK, "bash", "./script", *words], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert sorted(done.stdout.split()) == sorted(found)


@pytest.mark.skipif(not shutil.which("zsh"), reason="there is no zsh")
def test_zsh_can_read_its_script(tmp_path: Path) -> None:
    (tmp_path / "_mindspore-lint").write_text(run("--print-completion=zsh", "--language=zh", cwd=tmp_path).stdout)
    load = "autoload -U compinit; compinit -u -D; fpath=(. $fpath); autoload -U +X _mindspore-lint && echo loaded"
    done = subprocess.run(["zsh", "-f", "-c", load], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("loaded\n", "")


def test_without_shtab_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "lint_plugin.command.completion", raising=False)
    monkeypatch.setitem(sys.modules, "shtab", None)  # type: ignore[arg-type]
    done = run("--print-completion=bash", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install shtab" in done.stderr and "Traceback" not in done.stderr
