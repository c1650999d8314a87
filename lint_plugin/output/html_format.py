"""A migration report as one HTML file in both languages: it loads nothing from elsewhere and has no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from lint_plugin.finding import Finding
from lint_plugin.language import LANGUAGES, Text
from lint_plugin.output import report
from lint_plugin.output.concise_format import mark_of
from lint_plugin.output.outcome import Outcome
from lint_plugin.output.report import Report, Row, report_of
from lint_plugin.output.report_style import STYLE
from lint_plugin.printable import printable
from lint_plugin.version import __version__

_TAGS = {"en": "en", "zh": "zh-CN"}
_NAMES = {"en": "English", "zh": "中文"}
_KINDS = (("safe", report.SAFE), ("unsafe", report.UNSAFE), ("hand", report.BY_HAND))
_FOUND = Text(en="Findings", zh="告警明细")
_MADE = Text(en="mindspore-lint {version}; [*]: mended by --fix", zh="mindspore-lint {version}；[*]：可用 --fix 修复")


def render(outcome: Outcome) -> str:
    """Return the page. It is shown in the run's language first; a choice at its top shows the other."""
    language = outcome.settings.language
    counted = report_of(outcome)
    parts = [
        f'<!doctype html>\n<html lang="{_TAGS[language]}">\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(report.TITLE.say(language))}</title>\n<style>{STYLE}</style>",
        *(_choice(one, language) for one in LANGUAGES),
        f"<main>\n<h1>{_both(report.TITLE)}</h1>",
        _summary(counted),
    ]
    if counted.packages:
        parts.append(_table(report.BY_PACKAGE, report.PACKAGE, counted.packages))
        parts.append(_table(report.BY_RULE, report.RULE, counted.rules))
    if counted.files:
        parts.append(f"<h2>{_both(_FOUND)}</h2>")
        parts += [_file(path, findings, outcome) for path, findings in counted.files.items()]
    if outcome.problems:
        items = "".join(f"<li>{escape(str(problem))}</li>" for problem in outcome.problems)
        parts.append(f"<h2>{_both(report.FAILED)}</h2>\n<ul>{items}</ul>")
    parts.append(f"<footer>{_both(_MADE, version=__version__)}</footer>\n</main>\n</html>")
    return "\n".join(parts)


def _choice(one: str, language: str) -> str:
    """Return the button that shows the page in one of the languages; the style sheet hides the other's texts."""
    chosen = " checked" if one == language else ""
    button = f'<input type="radio" name="language" id="{one}"{chosen}>'
    return f'{button}<label for="{one}" lang="{_TAGS[one]}" class="language">{_NAMES[one]}</label>'


def _both(text: Text, **fields: object) -> str:
    """Return a text in both languages, of which the style sheet shows one."""
    return "".join(
        f'<span lang="{_TAGS[language]}">{escape(text.format(language, **fields))}</span>' for language in LANGUAGES
    )


def _summary(counted: Report) -> str:
    total = counted.total
    counts = [
        (_both(report.FINDINGS), str(total.total)),
        *((_both(name), str(count)) for (_, name), count in zip(_KINDS, _counts(total), strict=True)),
        (_both(report.FILES), str(len(counted.files))),
        (_both(report.CLEAN), str(counted.clean)),
    ]
    if total.before is not None:
        counts.insert(1, (_both(report.BEFORE), f"{total.before} <small>({total.change})</small>"))
    if total.cells:
        counts.append((_both(report.CELLS), f"{total.share} <small>{total.clean_cells}/{total.cells}</small>"))
    boxes = "".join(f"<div><dt>{name}</dt><dd>{count}</dd></div>" for name, count in counts)
    if not total.total:
        return f"<dl>{boxes}</dl>" + (f"<p>{_both(report.NOTHING)}</p>" if counted.nothing_left else "")
    keys = "".join(f'<span><i class="{kind}"></i>{_both(name)}</span>' for kind, name in _KINDS)
    if total.before is not None:
        keys += f'<span><i class="before"></i>{_both(report.BEFORE)}</span>'
    return f'<dl>{boxes}</dl>{_bar(total, total.total)}<p class="key">{keys}</p>'


def _table(title: Text, heading: Text, rows: Sequence[Row]) -> str:
    compared = any(row.before is not None for row in rows)
    of_cells = any(row.cells for row in rows)
    most = max(max(row.total, row.before or 0) for row in rows) or 1
    names = [report.FINDINGS, *([report.BEFORE, report.CHANGE] if compared else [])]
    names += [report.CLEAN_CELLS] if of_cells else []
    head = "".join(f'<th class="n">{_both(name)}</th>' for name in names)
    body = "".join(_row(row, most, compared=compared, of_cells=of_cells) for row in rows)
    return (
        f'<h2>{_both(title)}</h2>\n<table><tr><th>{_both(heading)}</th>{head}<th class="bar"></th></tr>\n{body}</table>'
    )


def _row(row: Row, most: int, *, compared: bool, of_cells: bool) -> str:
    numbers = [str(row.total)]
    if compared:
        numbers += [str(row.before or 0), row.change]
    if of_cells:
        numbers.append(f"{row.share} <small>{row.clean_cells}/{row.cells}</small>" if row.cells else "")
    cells = "".join(f'<td class="n">{number}</td>' for number in numbers)
    name = escape(printable(row.name))
    bars = _bar(row, most)
    if compared and row.before:
        bars += f'<div><span class="before" style="width:{row.before / most:.1%}"></span></div>'
    return f'<tr><td class="name"><code>{name}</code></td>{cells}<td class="bar">{bars}</td></tr>\n'


def _counts(row: Row) -> tuple[int, int, int]:
    return row.safe, row.unsafe, row.by_hand


def _bar(row: Row, most: int) -> str:
    """Return a row's findings as a bar, as wide as all there is for `most` of them."""
    parts = "".join(
        f'<span class="{kind}" style="width:{count / most:.1%}" title="{count}"></span>'
        for (kind, _), count in zip(_KINDS, _counts(row), strict=True)
        if count
    )
    return f"<div>{parts}</div>" if parts else ""


def _file(path: str, findings: Iterable[Finding], outcome: Outcome) -> str:
    items = [f"<li><code>{finding.position}</code> {_told(finding, outcome)}</li>" for finding in findings]
    name = escape(printable(path))
    return f"<details><summary><code>{name}</code> ({len(items)})</summary><ul>{''.join(items)}</ul></details>"


def _told(finding: Finding, outcome: Outcome) -> str:
    """Return a finding's code and message, the code as a link to the document, in the languages that it has."""
    code = escape(finding.code + mark_of(finding, outcome))
    if finding.said is None or finding.urls is None:
        return f"{code} {escape(finding.message)}"
    return "".join(
        f'<span lang="{_TAGS[language]}"><a href="{escape(url)}">{code}</a> '
        f"{escape(said.removesuffix(f' ({url})'))}</span>"
        for language in LANGUAGES
        for said, url in [(finding.said.say(language), finding.urls.say(language))]
    )
