"""The command's options, each with its help text in both languages. What they do stands in lint_plugin.command.cli."""

from __future__ import annotations

from typing import Any, NamedTuple

from lint_plugin import output
from lint_plugin.language import Text
from lint_plugin.version import __version__


class Option(NamedTuple):
    """An option: `keywords` are those of argparse's `add_argument`, but for the help text."""

    flags: tuple[str, ...]
    help: Text
    keywords: dict[str, Any]


class Group(NamedTuple):
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
            en="files or folders to check; - reads standard input (default: .)",
            zh="要检查的文件和目录；- 表示标准输入（默认：.）",
        ),
        _option(
            "--include",
            metavar="PATTERNS",
            en="check files in folders that match these patterns, replacing '*.py, *.pyi, *.pyw, *.ipynb'",
            zh="检查目录中与这些模式匹配的文件，取代 '*.py, *.pyi, *.pyw, *.ipynb'",
        ),
        _option(
            "--exclude",
            metavar="PATTERNS",
            en="exclude files and folders that match these patterns, replacing the default list (comma-separated)",
            zh="排除与这些模式匹配的文件和目录，取代默认的排除列表（以逗号分隔）",
        ),
        _option(
            "--extend-exclude",
            metavar="PATTERNS",
            en="exclude files and folders that match these patterns, in addition to the list of --exclude",
            zh="在 --exclude 的列表之外，另外排除与这些模式匹配的文件和目录",
        ),
        _option(
            "--force-exclude",
            action="store_true",
            en="apply the exclusions to files named on the command line, too, as pre-commit needs it",
            zh="对命令行中直接指定的文件也应用排除规则（例如由 pre-commit 传入的文件）",
        ),
        _option(
            "--no-respect-gitignore",
            dest="respect_gitignore",
            action="store_const",
            const="false",
            en="check what git ignores, too",
            zh="同时检查被 git 忽略的文件",
        ),
        _option(
            "--src",
            metavar="FOLDERS",
            en="additional source roots in which imported modules are searched (comma-separated)",
            zh="查找被导入模块的其他源码根目录（以逗号分隔）",
        ),
        _option(
            "-j",
            "--jobs",
            metavar="N",
            type=_jobs,
            default=0,
            en="number of processes (default: one per CPU core)",
            zh="进程数（默认：每个 CPU 核心一个）",
        ),
        _option(
            "--stdin-filename",
            metavar="PATH",
            default="stdin",
            en="file name to report for stdin, by which its imports are resolved, too",
            zh="标准输入对应的文件名，用于报告告警和解析导入",
        ),
    ),
)
_RULES = Group(
    Text("rules", "规则"),
    (
        _option(
            "--select",
            metavar="CODES",
            en="enable only the rules with these codes or prefixes (comma-separated)",
            zh="只启用这些编号或前缀的规则（以逗号分隔）",
        ),
        _option(
            "--extend-select",
            metavar="CODES",
            en="enable these rules, too, such as rules that are off by default",
            zh="另外启用这些规则，例如默认关闭的规则",
        ),
        _option(
            "--ignore",
            metavar="CODES",
            en="disable the rules with these codes or prefixes",
            zh="禁用这些编号或前缀的规则",
        ),
        _option(
            "--per-file-ignores",
            metavar="PAIRS",
            en="disable rules in some files: 'tests/*: MSP104, other.py: MSP1'",
            zh="在部分文件中禁用某些规则：'tests/*: MSP104, other.py: MSP1'",
        ),
        _option(
            "--mindspore-version",
            metavar="VERSION",
            en="lowest MindSpore version that the project supports, such as 2.6 (default: from its requirements)",
            zh="项目支持的最低 MindSpore 版本，例如 2.6（默认：取自项目的依赖声明）",
        ),
        _option(
            "--per-file-mindspore-version",
            metavar="PAIRS",
            en="lowest MindSpore version of some files: 'legacy/*: 2.2, new.py: 2.6'",
            zh="部分文件的最低 MindSpore 版本：'legacy/*: 2.2, new.py: 2.6'",
        ),
        _option(
            "--min-confidence",
            metavar="LEVEL",
            en="minimum confidence of the findings to report: high, inferred or guess (default: guess)",
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
            metavar="FILE|KEY=VALUE",
            action="append",
            default=[],
            en="configuration file to use (pyproject.toml, setup.cfg, tox.ini) instead of the nearest one, or a "
            "setting to use over those of the files, written as in setup.cfg; may be given more than once",
            zh="使用指定的配置文件（pyproject.toml、setup.cfg、tox.ini），而不是最近的配置文件；"
            "或以 setup.cfg 的写法给出优先于配置文件的设置；可多次使用",
        ),
        _option(
            "--isolated",
            action="store_true",
            en="ignore all configuration files and the requirements of the project",
            zh="忽略所有配置文件和项目的依赖声明",
        ),
        _option(
            "--show-settings",
            action="store_true",
            en="print the settings in effect for each PATH, and where each was set",
            zh="输出每个 PATH 生效的设置及其来源",
        ),
        _option(
            "--show-files",
            action="store_true",
            en="print the files that would be checked",
            zh="输出将要检查的文件",
        ),
    ),
)
_OUTPUT = Group(
    Text("output", "输出"),
    (
        _option(
            "--language",
            metavar="LANGUAGE",
            en="en or zh (default: from the locale; en in machine-readable formats)",
            zh="en 或 zh（默认：由区域设置决定；机器可读的输出格式为 en）",
        ),
        _option(
            "--output-format",
            choices=output.FORMATS,
            type=output.format_named,
            en="format of the findings, with json also of --list-rules and --explain "
            "(default: full on a terminal, else concise)",
            zh="告警的输出格式；json 也可用于 --list-rules 和 --explain（默认：在终端中为 full，否则为 concise）",
        ),
        _option(
            "--color",
            choices=("auto", "always", "never"),
            default="auto",
            en="colors in the formats for people (default: auto, which is on a terminal, by NO_COLOR and FORCE_COLOR)",
            zh="面向用户的输出格式是否使用颜色（默认：auto，即在终端中使用，并遵从 NO_COLOR 和 FORCE_COLOR）",
        ),
        _option(
            "-q",
            "--quiet",
            action="store_true",
            en="print no summary, warnings or hints, only findings and what could not be checked",
            zh="不输出汇总、警告和提示，只输出告警和未能检查的文件",
        ),
        _option(
            "-v",
            "--verbose",
            action="store_true",
            en="also say what was read, where the settings come from, and how long it took",
            zh="同时输出读取了哪些内容、设置的来源以及耗时",
        ),
        _option(
            "--output-file",
            metavar="FILE",
            en="write the findings to this file instead of standard output",
            zh="将告警写入该文件，而不是标准输出",
        ),
        _option(
            "--compare",
            metavar="FILE",
            en="in html and markdown, compare with the findings of an earlier run, which this file has as JSON",
            zh="在 html 和 markdown 格式中，与该文件中以 JSON 记录的早先的告警比较",
        ),
        _option(
            "--statistics",
            action="store_true",
            en="print the number of findings of each rule",
            zh="输出每条规则的告警数量",
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
            en="report only findings that are not recorded in this file (default: that of the configuration)",
            zh="只报告未记录在该文件中的告警（默认：配置文件中指定的基线）",
        ),
        _option(
            "--diff-base",
            metavar="REVISION",
            en="report only findings on lines that changed since git's history left this revision, and in new files",
            zh="只报告自该 git 修订版本分叉以来改动过的代码行和新文件中的告警",
        ),
        _option(
            "--write-baseline",
            metavar="FILE",
            en="record the current findings in this file, for use with --baseline",
            zh="将当前的告警记录到该文件，供 --baseline 使用",
        ),
        _option(
            "--add-noqa",
            action="store_true",
            en="add a noqa comment to each line with findings, so that they are not reported any more",
            zh="在有告警的每一行添加 noqa 注释，使其不再被报告",
        ),
        _option(
            "--report-unused-suppressions",
            action="store_true",
            en="report suppression comments that suppress nothing",
            zh="报告没有屏蔽任何告警的屏蔽注释",
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
            "--print-completion",
            choices=("bash", "tcsh", "zsh"),
            en="print the script by which a shell completes this command's options (needs shtab)",
            zh="输出让该 shell 补全本命令选项的脚本（需要 shtab）",
        ),
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
