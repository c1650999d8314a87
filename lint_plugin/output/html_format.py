"""A migration report as one HTML file: it loads nothing from elsewhere and has no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from lint_plugin.finding import Finding
from lint_plugin.language import Text
from lint_plugin.output import report
from lint_plugin.output.concise_format import mark_of
from lint_plugin.output.outcome import Outcome
from lint_plugin.output.report import Report, Row, report_of
from lint_plugin.printable import printable
from lint_plugin.version import __version__

_STYLE = """
:root { color-scheme: light dark; --line: #8883; --safe: #2e9e5b; --unsafe: #d99a1c; --hand: #c2453d; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25 } h2 { font-size: 1.2rem; margin-top: 2.5rem }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; padding: 0 }
dl div { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem }
dt { font-size: .85rem; opacity: .8 } dd { margin: 0; font-size: 1.6rem; font-variant-numeric: tabular-nums }
table { border-collapse: collapse; width: 100% }
th { text-align: left; font-weight: 600; font-size: .85rem }
td, th { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.name { overflow-wrap: anywhere; min-width: 9rem }
.bar { width: 40%; min-width: 6rem } .bar span { display: inline-block; height: .8rem; vertical-align: middle }
.safe { background: var(--safe) } .unsafe { background: var(--unsafe) } .hand { background: var(--hand) }
.key span { display: inline-block; width: .8rem; height: .8rem; margin: 0 .3rem 0 1rem; vertical-align: -.05rem }
.key span:first-child { margin-left: 0 }
code { font: .85em ui-monospace, monospace } details { border-bottom: 1px solid var(--line); padding: .3rem 0 }
summary { cursor: pointer; overflow-wrap: anywhere } li { overflow-wrap: anywhere; margin: .4rem 0 }
footer { margin: 3rem 0; font-size: .85rem; opacity: .8 }
@media (max-width: 40rem) { .bar { display: none } td, th { padding-right: .4rem } }
"""
_KINDS = (("safe", report.SAFE), ("unsafe", report.UNSAFE), ("hand", report.BY_HAND))
_FOUND = Text(en="Findings", zh="告警明细")
_MADE = Text(en="mindspore-lint {version}; [*]: mended by --fix", zh="mindspore-lint {version}；[*]：可用 --fix 修复")


def render(outcome: Outcome) -> str:
    """Return the page."""
    language = outcome.settings.language
    counted = report_of(outcome)
    title = escape(report.TITLE.say(language))
    parts = [
        f'<!doctype html>\n<html lang="{"zh-CN" if language == "zh" else "en"}">\n<meta charset="utf-8">',
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>',
        f"<style>{_STYLE}</style>\n<h1>{title}</h1>",
        _summary(counted, language),
    ]
    if counted.packages:
        keys = " ".join(f'<span class="{kind}"></span>{escape(name.say(language))}' for kind, name in _KINDS)
        parts.append(f'<p class="key">{keys}</p>')
        parts.append(_table(report.PACKAGE, counted.packages, language))
        parts.append(_table(report.RULE, counted.rules, language))
    if counted.files:
        parts.append(f"<h2>{escape(_FOUND.say(language))}</h2>")
        parts += [_file(path, findings, outcome) for path, findings in counted.files.items()]
    if outcome.problems:
        items = "".join(f"<li>{escape(str(problem))}</li>" for problem in outcome.problems)
        parts.append(f"<h2>{escape(report.FAILED.say(language))}</h2>\n<ul>{items}</ul>")
    parts.append(f"<footer>{escape(_MADE.format(language, version=__version__))}</footer>")
    return "\n".join(parts)


def _summary(counted: Report, language: str) -> str:
    total = counted.total
    counts = [
        (report.FINDINGS, str(total.total)),
        (report.SAFE, str(total.safe)),
        (report.UNSAFE, str(total.unsafe)),
        (report.BY_HAND, str(total.by_hand)),
        (report.FILES, str(len(counted.files))),
        (report.CLEAN, str(counted.clean)),
    ]
    if total.before is not None:
        counts.insert(1, (report.BEFORE, f"{total.before} ({total.change})"))
    boxes = "".join(f"<div><dt>{escape(name.say(language))}</dt><dd>{count}</dd></div>" for name, count in counts)
    return f"<dl>{boxes}</dl>" + ("" if total.total else f"<p>{escape(report.NOTHING.say(language))}</p>")


def _table(heading: Text, rows: Sequence[Row], language: str) -> str:
    compared = any(row.before is not None for row in rows)
    most = max(row.total for row in rows) or 1
    names = [report.FINDINGS, *([report.BEFORE, report.CHANGE] if compared else [])]
    head = "".join(f'<th class="n">{escape(name.say(language))}</th>' for name in names)
    body = "".join(_row(row, most, compared=compared) for row in rows)
    title = escape(heading.say(language))
    return f'<h2>{title}</h2>\n<table><tr><th>{title}</th>{head}<th class="bar"></th></tr>\n{body}</table>'


def _row(row: Row, most: int, *, compared: bool) -> str:
    numbers = [str(row.total)]
    if compared:
        numbers += [str(row.before or 0), row.change]
    cells = "".join(f'<td class="n">{number}</td>' for number in numbers)
    counts = zip(_KINDS, (row.safe, row.unsafe, row.by_hand), strict=True)
    stretches = "".join(
        f'<span class="{kind}" style="width:{count / most:.1%}" title="{count}"></span>'
        for (kind, _), count in counts
        if count
    )
    name = escape(printable(row.name))
    return f'<tr><td class="name"><code>{name}</code></td>{cells}<td class="bar">{stretches}</td></tr>\n'


def _file(path: str, findings: Iterable[Finding], outcome: Outcome) -> str:
    listed = list(findings)
    items = []
    for finding in listed:
        message = finding.message.removesuffix(f" ({finding.url})") if finding.url else finding.message
        code = escape(finding.code + mark_of(finding, outcome))
        link = f'<a href="{escape(finding.url)}">{code}</a>' if finding.url else code
        items.append(f"<li><code>{finding.position}</code> {link} {escape(message)}</li>")
    name = escape(printable(path))
    return f"<details><summary><code>{name}</code> ({len(listed)})</summary><ul>{''.join(items)}</ul></details>"
