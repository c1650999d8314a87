"""The command's options, each with its help text in both languages. What they do stands in lint_plugin.command.cli."""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from lint_plugin import __version__, output
from lint_plugin.language import LANGUAGES, Text, of_locale


@dataclass(frozen=True)
class Option:
    """An option: `keywords` are those of argparse's `add_argument`, but for the help text."""

    flags: tuple[str, ...]
    help: Text
    keywords: dict[str, Any]


@dataclass(frozen=True)
class Group:
    """Options that the help shows together."""

    title: Text
    options: tuple[Option, ...]


def _option(*flags: str, en: str, zh: str, **keywords: Any) -> Option:
    return Option(flags, Text(en, zh), keywords)


def _jobs(text: str) -> int:
    """Read a number of processes; 0 and `auto` mean one for each core, as in pylint and flake8."""
    number = 0 if text == "auto" else int(text)
    if number < 0:
        raise ValueError(text)
    return number


_FILES = Group(
    Text("files", "文件"),
    (
        _option(
            "paths",
            nargs="*",
            default=["."],
            metavar="PATH",
            en="files and folders to check; - for standard input (default: .)",
            zh="要检查的文件和目录；- 表示标准输入（默认：.）",
        ),
        _option(
            "--exclude",
            metavar="PATTERNS",
            en="leave out files and folders of these names or paths, instead of the usual ones",
            zh="排除名称或路径与这些模式匹配的文件和目录，取代默认的排除列表",
        ),
        _option(
            "--extend-exclude",
            metavar="PATTERNS",
            en="leave out files and folders of these names or paths too",
            zh="在排除列表之外，另外排除与这些模式匹配的文件和目录",
        ),
        _option(
            "--force-exclude",
            action="store_true",
            en="leave out excluded files even if they are named, as pre-commit does",
            zh="即使在命令行中直接指定（例如由 pre-commit 传入），也排除被排除的文件",
        ),
        _option(
            "--src",
            metavar="FOLDERS",
            en="further folders in which imported modules are looked for (comma-separated)",
            zh="查找被导入模块的其他源码根目录（以逗号分隔）",
        ),
        _option(
            "-j",
            "--jobs",
            metavar="N",
            type=_jobs,
            default=0,
            en="check the files in this many processes (default: one for each processor core)",
            zh="用于检查文件的进程数（默认：每个处理器核心一个）",
        ),
        _option(
            "--stdin-filename",
            metavar="PATH",
            default="stdin",
            en="where the text of standard input stands in the project",
            zh="标准输入的内容在项目中对应的文件路径",
        ),
    ),
)
_RULES = Group(
    Text("rules", "规则"),
    (
        _option(
            "--select",
            metavar="CODES",
            en="report these codes alone, or those that begin so (comma-separated)",
            zh="只报告这些编号或以其开头的编号（以逗号分隔）",
        ),
        _option(
            "--extend-select",
            metavar="CODES",
            en="report these codes too, such as rules that are off by default",
            zh="另外报告这些编号，例如默认关闭的规则",
        ),
        _option(
            "--ignore",
            metavar="CODES",
            en="leave out these codes, or those that begin so",
            zh="不报告这些编号或以其开头的编号",
        ),
        _option(
            "--per-file-ignores",
            metavar="PAIRS",
            en="leave out codes in some files: 'tests/*: MSP104, other.py: MSP1'",
            zh="在部分文件中不报告某些编号：'tests/*: MSP104, other.py: MSP1'",
        ),
        _option(
            "--mindspore-version",
            metavar="VERSION",
            en="the lowest MindSpore version of the project, such as 2.6 (default: what its requirements say)",
            zh="项目支持的最低 MindSpore 版本，例如 2.6（默认：由项目的依赖声明得出）",
        ),
        _option(
            "--min-confidence",
            metavar="LEVEL",
            en="report findings of this confidence at least: high, inferred or guess (default: guess)",
            zh="只报告置信度不低于此级别的告警：high、inferred 或 guess（默认：guess）",
        ),
    ),
)
_FIXES = Group(
    Text("fixes", "修复"),
    (
        _option(
            "--fix",
            action="store_true",
            en="fix what has a safe fix, and report what is left",
            zh="应用安全的修复，并报告剩余的告警",
        ),
        _option(
            "--unsafe-fixes",
            action="store_true",
            en="with --fix or --diff: apply unsafe fixes too; else: count them among those that can be applied",
            zh="与 --fix 或 --diff 一起使用时，也应用不安全的修复；否则只将其计入可修复的数量",
        ),
        _option(
            "--diff",
            action="store_true",
            en="print what --fix would change as a diff, change no file, and exit with 1 if there is anything",
            zh="以 diff 形式输出 --fix 将做的修改，但不改动文件；有修改时退出码为 1",
        ),
        _option(
            "--fix-only",
            action="store_true",
            en="fix, and neither report what is left nor count it in the exit status",
            zh="只修复：不报告剩余的告警，退出码也不受其影响",
        ),
        _option(
            "--show-fixes",
            action="store_true",
            en="count what was fixed by file and code",
            zh="按文件和编号列出已修复的数量",
        ),
        _option(
            "--exit-non-zero-on-fix",
            action="store_true",
            en="exit with 1 if anything was fixed, even if nothing is left",
            zh="只要修复了告警，即使没有剩余告警，退出码也为 1",
        ),
        _option(
            "--fixable",
            metavar="CODES",
            en="fix findings of these codes alone, or those that begin so (default: all)",
            zh="只修复这些编号或以其开头的编号（默认：全部）",
        ),
        _option(
            "--unfixable",
            metavar="CODES",
            en="fix no findings of these codes, or those that begin so",
            zh="不修复这些编号或以其开头的编号",
        ),
        _option(
            "--extend-safe-fixes",
            metavar="CODES",
            en="take the unsafe fixes of these codes for safe",
            zh="将这些编号的不安全修复视为安全",
        ),
        _option(
            "--extend-unsafe-fixes",
            metavar="CODES",
            en="take the safe fixes of these codes for unsafe",
            zh="将这些编号的安全修复视为不安全",
        ),
    ),
)
_CONFIGURATION = Group(
    Text("configuration", "配置"),
    (
        _option(
            "--config",
            metavar="FILE",
            en="take the settings from this file (pyproject.toml, setup.cfg, tox.ini), not from the nearest",
            zh="使用指定的配置文件（pyproject.toml、setup.cfg、tox.ini），而不是最近的配置文件",
        ),
        _option(
            "--isolated",
            action="store_true",
            en="read no configuration file and no requirements of the project",
            zh="不读取任何配置文件和项目的依赖声明",
        ),
        _option(
            "--show-settings",
            action="store_true",
            en="print what holds for each PATH, and where it was set",
            zh="输出每个 PATH 生效的设置及其来源",
        ),
    ),
)
_OUTPUT = Group(
    Text("output", "输出"),
    (
        _option(
            "--language",
            metavar="LANGUAGE",
            en="en or zh (default: by the locale; en in output for machines)",
            zh="en 或 zh（默认：由区域设置决定；供机器读取的输出格式为 en）",
        ),
        _option(
            "--output-format",
            choices=output.FORMATS,
            default="text",
            en="how findings are printed (default: text)",
            zh="告警的输出格式（默认：text）",
        ),
        _option(
            "--output-file",
            metavar="FILE",
            en="write the findings to this file instead of standard output",
            zh="将告警写入该文件，而不是标准输出",
        ),
        _option(
            "--statistics",
            action="store_true",
            en="count the findings by code, after them",
            zh="在告警之后按编号统计数量",
        ),
        _option(
            "--exit-zero",
            action="store_true",
            en="exit with 0 even if there are findings",
            zh="即使有告警，退出码也为 0",
        ),
    ),
)
_EXISTING = Group(
    Text("existing code", "存量代码"),
    (
        _option(
            "--baseline",
            metavar="FILE",
            en="leave out the findings that this file lists: only new ones are reported",
            zh="不报告该文件中已记录的告警，只报告新增的",
        ),
        _option(
            "--write-baseline",
            metavar="FILE",
            en="record the present findings in this file, for --baseline",
            zh="将当前的告警记录到该文件，供 --baseline 使用",
        ),
        _option(
            "--report-unused-suppressions",
            action="store_true",
            en="report comments that silence a rule where it finds nothing",
            zh="报告不起作用的屏蔽注释",
        ),
    ),
)
_INFORMATION = Group(
    Text("information", "信息"),
    (
        _option(
            "--explain",
            metavar="CODE",
            en="print a rule's documentation, by its code or symbol",
            zh="输出某条规则的说明（以编号或名称指定）",
        ),
        _option("--list-rules", action="store_true", en="list the rules", zh="列出所有规则"),
        _option(
            "--version",
            action="version",
            version=f"mindspore-lint {__version__}",
            en="print the version",
            zh="输出版本号",
        ),
        _option("-h", "--help", action="help", en="print this help", zh="输出本帮助"),
    ),
)
GROUPS = (_FILES, _RULES, _FIXES, _CONFIGURATION, _OUTPUT, _EXISTING, _INFORMATION)
_DESCRIPTION = Text(
    "Find PyTorch-only idioms left in MindSpore code.", "查找 MindSpore 代码中残留的 PyTorch 专有写法。"
)


_USAGE = Text(en="usage: ", zh="用法：")
_ERROR = Text(en="error", zh="错误")


class _Parser(argparse.ArgumentParser):
    """argparse's parser, with the words of its own that a user reads in the language."""

    def __init__(self, language: str) -> None:
        super().__init__(
            prog="mindspore-lint", description=_DESCRIPTION.format(language), allow_abbrev=False, add_help=False
        )
        self._language = language

    def format_usage(self) -> str:
        return self._in_language(super().format_usage())

    def format_help(self) -> str:
        return self._in_language(super().format_help())

    def _in_language(self, text: str) -> str:
        return _USAGE.format(self._language) + text.removeprefix(_USAGE.en)

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and end with the exit status for wrong usage."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {_ERROR.format(self._language)}: {message}\n")


def parser(language: str) -> argparse.ArgumentParser:
    """Return the command's parser, whose help is in the language."""
    made = _Parser(language)
    for group in GROUPS:
        section = made.add_argument_group(group.title.format(language))
        for option in group.options:
            section.add_argument(*option.flags, help=option.help.format(language), **option.keywords)
    return made


def language(argv: Sequence[str]) -> str:
    """Return the language that a command line asks for before it is read: that of `--language`, else the locale's."""
    found = ""
    for argument, following in itertools.pairwise([*argv, ""]):
        option, _, value = argument.partition("=")
        if option == "--language":
            found = value or following
    return found if found in LANGUAGES else of_locale()
