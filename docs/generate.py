"""Write the pages that come from the code: `python -m docs.generate`; with `--check` only say which are out of date.

The rules' pages and their list come from the rules' files. In pages that are written by hand, what stands below a
command in a `console` block is what that command prints, run in a folder with the files that the page shows under a
title; what stands between `<!-- generated: NAME -->` and `<!-- end -->` comes from the function of that name.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from docs import module_to_cell, ports, released, rule_pages
from lint_plugin.command.options import GROUPS, Option
from lint_plugin.confidence import Confidence
from lint_plugin.language import LANGUAGES, Text
from lint_plugin.mindspore import versions
from lint_plugin.output.rule_text import validity
from lint_plugin.rules import all_rules
from lint_plugin.rules.rule import Rule

DOCS = Path(__file__).resolve().parent
README = DOCS.parent / "README.md"
_NOTICE = "---\nwritten_by: docs/generate.py, from {source}; edit that instead\n---"
_OF_CHECKOUT = re.compile(r"^\$ mindspore-lint .*\bexamples\b", re.MULTILINE)
"""Commands on what the checkout holds: they run there, as a reader runs them, and write nothing."""
_BLOCK = re.compile(r'^```(?P<kind>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<body>.*?)^```$', re.M | re.S)
_MARKED = re.compile(r"(?<=^<!-- generated: )([\w-]+)( -->\n)(.*?)(?=^<!-- end -->$)", re.M | re.S)

_RULES = Text(en="Rules", zh="规则")
_RULES_LEAD = Text(
    en="A code is `MSP` and three digits. The first says what kind of rule it is, the last two are the same in "
    "pylint's ids: `MSP101` is `E8601`. `mindspore-lint --explain MSP101` prints a rule's page.",
    zh="规则编号由 `MSP` 和三位数字组成：首位表示规则的类别，后两位与 pylint 的消息编号一致，例如 `MSP101` 即 "
    "`E8601`。`mindspore-lint --explain MSP101` 可在终端中查看规则的说明。",
)
_KINDS = {
    "1": Text(en="Fails at run time", zh="运行时报错"),
    "2": Text(en="Runs, with another result", zh="不报错，但结果不同"),
    "3": Text(en="Works, but isn't how MindSpore code is written", zh="可以运行，但不是 MindSpore 的惯用写法"),
    "9": Text(en="Off by default", zh="默认关闭"),
}
_CONFIDENCE = Text(en="Confidence", zh="置信度")
_CONFIDENCE_LEAD = Text(
    en="Each finding says how sure it is (`confidence` in JSON). `--min-confidence` leaves out what is less sure.",
    zh="每条告警都有置信度（JSON 中的 `confidence`）。用 `--min-confidence` 可以不报告置信度较低的告警。",
)
_MEANING = Text(en="What it rests on", zh="依据")
_CONFIDENCES = {
    Confidence.HIGH: Text(
        en="The source proves it: a class that derives from Cell, `self` in it, what a constructor returns.",
        zh="由源代码可以确定：继承自 Cell 的类、该类中的 `self`、构造得到的对象。",
    ),
    Confidence.INFERRED: Text(
        en="A type annotation, an `isinstance`, an element of a container or what a function returns says so.",
        zh="由类型注解、`isinstance`、容器的元素或函数的返回值推断得出。",
    ),
    Confidence.GUESS: Text(
        en='The type isn\'t known, the name and the code around it alone speak for it; the message says "if".',
        zh="类型未知，仅由名称和上下文判断；消息中会写明“如果”。",
    ),
}
_RULE_COLUMNS = (Text(en="Code", zh="编号"), Text(en="pylint", zh="pylint"), Text(en="Rule", zh="规则"))
_VERSION_COLUMN = Text(en="Rule", zh="规则")
_SAMPLES = Text(en="One finding of each:", zh="各举一例：")
_LABEL = Text(en="{label}: ", zh="{label}：")
_OPTION = Text(en="Option", zh="选项")
_UNKNOWN_VERSION = Text(en="not given", zh="未指定")
_BELOW = Text(en="below {version}", zh="{version} 之前")
_FROM = Text(en="{version} and later", zh="{version} 及以后")


def pages() -> dict[Path, str]:
    """Return the text that each page of the documentation should have, by its path."""
    found: dict[Path, str] = {}
    for language in LANGUAGES:
        folder = DOCS / language
        for rule in all_rules():
            notice = _NOTICE.format(source=Path(rule.folder).relative_to(DOCS.parent).as_posix())
            found[folder / "rules" / f"{rule.symbol}.md"] = f"{notice}\n\n{rule_pages.site_page(rule, language)}\n"
        found[folder / "rules" / "index.md"] = rule_index(language)
    written = [README, *(path for path in sorted(DOCS.glob("*/*.md")) if path not in found)]
    with ThreadPoolExecutor() as pool:  # the time goes into the commands that the pages show
        texts = pool.map(lambda path: refreshed(path.read_text(encoding="utf-8"), _language(path)), written)
        return found | dict(zip(written, texts, strict=True))


def _language(path: Path) -> str:
    return "en" if path == README else path.parent.name


def rule_index(language: str) -> str:
    """Return the page that lists the rules, a table for each kind."""
    parts = [
        _NOTICE.format(source="lint_plugin/rules/"),
        f"# {_RULES.format(language)}",
        _RULES_LEAD.format(language),
    ]
    for digit, kind in _KINDS.items():
        rules = [rule for rule in all_rules() if rule.code[3] == digit]
        if rules:
            rows = [(f"`{rule.code}`", f"`{rule.pylint_id}`", _index_entry(rule, language)) for rule in rules]
            heading = [column.format(language) for column in _RULE_COLUMNS]
            table = f'<div class="narrow" markdown>\n\n{_table(heading, rows)}\n\n</div>'
            parts += [f"## {kind.format(language)}", table]
    parts.append(f"## {_CONFIDENCE.format(language)} {{ #confidence }}")
    parts.append(_CONFIDENCE_LEAD.format(language))
    levels = [(f"`{level}`", meaning.format(language)) for level, meaning in _CONFIDENCES.items()]
    parts.append(_table([_CONFIDENCE.format(language), _MEANING.format(language)], levels))
    return "\n\n".join(parts) + "\n"


def _index_entry(rule: Rule, language: str) -> str:
    entry = f"[{rule.symbol}]({rule.symbol}.md)<br>{rule.summary.format(language)}"
    when = validity(rule, language)
    return f"{entry} *{when}*" if when else entry


def rule_versions(language: str) -> str:
    """Return a table of the rules that don't hold for every version, with the versions that they hold for."""
    rules = [rule for rule in all_rules() if rule.since or rule.below]
    edges = sorted({edge for rule in rules for edge in (rule.since, rule.below) if edge})
    columns: list[tuple[str, versions.Version | None]] = [
        (_UNKNOWN_VERSION.format(language), None),
        (_BELOW.format(language, version=versions.spell(edges[0])), versions.OLDEST),
    ]
    for edge in edges:
        columns.append((_FROM.format(language, version=versions.spell(edge)), edge))
    rows = [
        (
            f"[{rule.code}](rules/{rule.symbol}.md) {rule.symbol}",
            *("✓" if rule.holds(version) else "" for _, version in columns),
        )
        for rule in rules
    ]
    return _table([_VERSION_COLUMN.format(language), *(title for title, _ in columns)], rows)


def command_options(language: str) -> str:
    """Return the command's options, a table for each group."""
    parts = []
    for group in GROUPS:
        title = group.title.format(language)
        rows = [(_spelling(option), option.help.format(language)) for option in group.options]
        parts += [f"### {title[:1].upper()}{title[1:]}", _table([_OPTION.format(language), ""], rows)]
    return "\n\n".join(parts)


def rule_list(language: str) -> str:
    """Return the rules with their pages, as a table."""
    rows = [
        (f"`{rule.code}`", f"[{rule.symbol}](docs/{language}/rules/{rule.symbol}.md)", rule.summary.format(language))
        for rule in all_rules()
    ]
    return _table(("Code", "Symbol", "Reports"), rows)


def _spelling(option: Option) -> str:
    value = option.keywords.get("metavar") or "|".join(option.keywords.get("choices", ()))
    if not option.flags[0].startswith("-"):
        return f"`{value} ...`"
    return f"`{', '.join(option.flags)}{' ' if value else ''}{value}`".replace("|", "\\|")


def module_table(language: str) -> str:
    """Return the table of torch.nn.Module's members."""
    heading = [column.format(language) for column in module_to_cell.COLUMNS]
    return _stacked(heading, module_to_cell.rows(language), ("", "Cell", "", ""), language)


def port_table(language: str) -> str:
    """Return the table of what small models of torch become."""
    heading = [column.format(language) for column in ports.COLUMNS]
    return _stacked(heading, ports.rows(language), ("", *heading[1:]), language)


def _stacked(heading: Sequence[str], rows: Sequence[Sequence[str]], labels: Sequence[str], language: str) -> str:
    """Return a table whose rows' parts a phone shows one below the other, each behind its column's label, if any."""
    named = ((number, _LABEL.format(language, label=label)) for number, label in enumerate(labels, 1) if label)
    style = " ".join(f"--label-{number}: '{label}';" for number, label in named)
    return f'<div class="stacked" style="{style}" markdown>\n\n{_table(heading, rows)}\n\n</div>'


def released_table(language: str) -> str:
    """Return the table of what is found in released packages, and a finding of each."""
    heading = [column.format(language) for column in released.COLUMNS]
    table = f'<div class="numbers" markdown>\n\n{_table(heading, released.rows())}\n\n</div>'
    samples = "\n".join(f"- {sample}" for sample in released.samples(language))
    return f"{table}\n\n{_SAMPLES.format(language)}\n\n{samples}"


_GENERATORS = {
    "command-options": command_options,
    "module-to-cell": module_table,
    "ports": port_table,
    "released": released_table,
    "rule-list": rule_list,
    "rule-versions": rule_versions,
}


def refreshed(text: str, language: str) -> str:
    """Return a hand-written page with its generated parts and its commands' output as they should be."""

    def filled_in(match: re.Match[str]) -> str:
        return f"{match[1]}{match[2]}\n{_GENERATORS[match[1]](language)}\n\n"

    text = _MARKED.sub(filled_in, text)
    with tempfile.TemporaryDirectory() as folder:

        def played(match: re.Match[str]) -> str:
            if match["title"] and match["kind"] != "console":
                path = Path(folder, match["title"])
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(match["body"], encoding="utf-8")
            if match["kind"] != "console":
                return match[0]
            place = (
                DOCS.parent if _OF_CHECKOUT.search(match["body"]) else Path(folder)
            )  # what a fix may do depends on it
            return match[0].replace(match["body"], _transcript(match["body"], place, language))

        return _BLOCK.sub(played, text)


def _transcript(block: str, folder: Path, language: str) -> str:
    """Run a block's commands (its lines that begin with `$`) in the folder; return them with what they print."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    locale = "zh_CN.UTF-8" if language == "zh" else "C.UTF-8"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LC_")} | {
        "LANG": locale,
        "LANGUAGE": "",
        "PYTHONUTF8": "1",
        "COLUMNS": "90",
        "NO_COLOR": "1",
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
    }
    lines = []
    for command in commands:
        with tempfile.TemporaryDirectory() as home:  # pylint keeps there what it said the last time
            run = subprocess.run(
                ["bash", "-c", command.removeprefix("$ ")],
                cwd=folder,
                env={**environment, "HOME": home, "PYLINTHOME": home},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                timeout=300,
                check=False,
            )
        lines += [command, *run.stdout.rstrip().splitlines()]
    return "\n".join(lines) + "\n"


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def out_of_date(wanted: dict[Path, str]) -> list[Path]:
    """Return the pages that differ from what they should be, and those of rules that are no more."""
    strays = [path for path in DOCS.glob("*/rules/*.md") if path not in wanted]
    stale = [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    return sorted(strays + stale)


def main() -> int:
    """Write the pages, or check them. Returns the exit status: 1 if `--check` found one out of date."""
    parser = argparse.ArgumentParser(description="Write the pages of the documentation that come from the code.")
    parser.add_argument("--check", action="store_true", help="change nothing; say which pages are out of date")
    check = parser.parse_args().check
    wanted = pages()
    stale = out_of_date(wanted)
    for path in stale:
        print(path.relative_to(DOCS.parent))
        if not check and path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8")
        elif not check:
            path.unlink()
    if check and stale:
        print("These pages are out of date, or were edited by hand: run `python -m docs.generate`.", file=sys.stderr)
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
