"""Both languages, in the command and in the real hosts: which one is chosen, and that it can be printed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lint_plugin.command import arguments
from lint_plugin.hosts import host_options
from lint_plugin.language import of_locale
from tests.conftest import Tree
from tests.test_command import LEFTOVER

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def run(module: str, *words: str, cwd: Path, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a module in a folder, with no locale but what the keywords set; what it prints is read as UTF-8."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=cwd,
        env={**clean, **environment},
        input=text.encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    return subprocess.CompletedProcess(words, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "zh-Hans"}, "zh"),
        ({"LANG": "zhx_XX"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_ALL": "zh_CN.GB18030"}, "zh"),
    ],
)
def test_language_of_a_locale(environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert of_locale() == language


@pytest.mark.parametrize(
    "option", [option for group in arguments.GROUPS for option in group.options], ids=lambda option: option.flags[-1]
)
def test_every_option_of_the_command_has_its_help_in_both_languages(option: arguments.Option) -> None:
    assert CHINESE.search(option.help.zh) and not CHINESE.search(option.help.en)


@pytest.mark.parametrize("option", host_options.OPTIONS, ids=lambda option: option.name)
def test_every_option_of_the_hosts_has_its_help_in_both_languages(option: host_options.HostOption) -> None:
    assert CHINESE.search(option.help.zh) and not CHINESE.search(option.help.en)


def test_the_command_follows_the_locale(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER + "\n\nNet().buffers()\n"})
    done = run("lint_plugin", cwd=root, LANG="zh_CN.UTF-8")
    assert "不会调用" in done.stdout and "zh-CN" in done.stdout
    assert "2 条告警中有 1 条" in done.stderr
    done = run("lint_plugin", cwd=root, LANG="de_DE.UTF-8")
    assert not CHINESE.search(done.stdout + done.stderr)


def test_the_setting_goes_before_the_locale_and_the_option_before_the_setting(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER, "setup.cfg": "[mindspore-lint]\nlanguage = zh\n"})
    assert "不会调用" in run("lint_plugin", cwd=root).stdout
    assert "检查内容" in run("lint_plugin", "--explain", "MSP101", cwd=root).stdout
    assert CHINESE.search(run("lint_plugin", "--list-rules", cwd=root).stdout)
    for words in (["net.py"], ["--list-rules"], ["--explain", "MSP101"], ["--help"]):
        done = run("lint_plugin", "--language", "en", *words, cwd=root, LANG="zh_CN.UTF-8")
        assert done.stdout and not CHINESE.search(done.stdout)


def test_json_is_english_unless_a_setting_says_otherwise(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER})
    words = ("--output-format", "json", "net.py")
    (finding,) = json.loads(run("lint_plugin", *words, cwd=root, LANG="zh_CN.UTF-8").stdout)
    assert not CHINESE.search(finding["message"])
    (chinese,) = json.loads(run("lint_plugin", "--language=zh", *words, cwd=root).stdout)
    assert CHINESE.search(chinese["message"])
    assert chinese.keys() == finding.keys() and chinese["code"] == finding["code"]


def test_help_and_mistakes_are_in_the_language(tmp_path: Path) -> None:
    out = run("lint_plugin", "--help", cwd=tmp_path, LC_ALL="zh_CN.UTF-8").stdout
    assert out.startswith("用法：mindspore-lint ") and "输出所有" not in out.partition("\n")[0]
    assert "usage" not in out and "options" not in out
    done = run("lint_plugin", "--min-confidence=low", cwd=tmp_path, LANG="zh_CN.UTF-8")
    assert done.returncode == 2 and "mindspore-lint: 错误: --min-confidence: 无效的值 'low'" in done.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C"},
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
@pytest.mark.parametrize("words", [["."], ["--list-rules"], ["--explain", "MSP104"], ["--help"], ["--show-settings"]])
def test_chinese_is_printed_in_any_locale(tree: Tree, words: list[str], environment: dict[str, str]) -> None:
    root = tree({"net.py": LEFTOVER})
    done = run("lint_plugin", "--language", "zh", *words, cwd=root, **environment)
    assert done.returncode in (0, 1) and done.stdout and "Traceback" not in done.stderr


def test_flake8_has_the_same_setting(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER})
    assert "不会调用" in run("flake8", cwd=root, LANG="zh_CN.UTF-8").stdout
    assert "不会调用" in run("flake8", "--mindspore-language=zh", cwd=root, LC_ALL="C").stdout
    (root / "setup.cfg").write_text("[flake8]\nmindspore-language = zh\n")
    assert "不会调用" in run("flake8", cwd=root).stdout
    assert "never calls" in run("flake8", "--mindspore-language=en", cwd=root, LANG="zh_CN.UTF-8").stdout


def test_pylint_has_the_same_setting(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER})
    words = ("--load-plugins=lint_plugin", "--disable=all", "--enable=forward-in-cell", "net.py")
    assert "不会调用" in run("pylint", *words, cwd=root, LANG="zh_CN.UTF-8").stdout
    assert "不会调用" in run("pylint", "--mindspore-language=zh", *words, cwd=root, LC_ALL="C").stdout
    (root / "other.py").write_text(LEFTOVER)
    words = ("--output-format=json", *words, "other.py")
    for jobs in ("-j1", "-j2"):
        found = json.loads(run("pylint", jobs, *words, cwd=root, LANG="zh_CN.UTF-8").stdout)
        assert ["never calls" in message["message"] for message in found] == [True, True]


def test_pylints_help_of_a_message_follows_the_locale(tmp_path: Path) -> None:
    words = ("--load-plugins=lint_plugin", "--help-msg=forward-in-cell")
    assert CHINESE.search(run("pylint", *words, cwd=tmp_path, LANG="zh_CN.UTF-8").stdout)
    assert not CHINESE.search(run("pylint", *words, cwd=tmp_path).stdout)
