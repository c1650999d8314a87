"""A migration report as Markdown, for a comment on a pull request or a wiki."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.language import Text
from lint_plugin.output import report
from lint_plugin.output.outcome import Outcome
from lint_plugin.output.report import Report, Row, report_of
from lint_plugin.printable import printable


def render(outcome: Outcome) -> str:
    """Return what is left, by package and by rule."""
    language = outcome.settings.language
    counted = report_of(outcome)
    parts = [f"# {report.TITLE.say(language)}", _summary(counted, language)]
    if counted.packages:
        parts.append(_table(report.PACKAGE, counted.packages, language))
        parts.append(_table(report.RULE, counted.rules, language))
    if outcome.problems:
        parts.append(f"## {report.FAILED.say(language)}")
        parts.append("\n".join(f"- {_escaped(str(problem))}" for problem in outcome.problems))
    return "\n\n".join(parts)


def _summary(counted: Report, language: str) -> str:
    total = counted.total
    if counted.nothing_left and total.before is None:
        return report.NOTHING.say(language)
    counts: list[tuple[int | str, Text]] = [
        (total.total, report.FINDINGS),
        (len(counted.files), report.FILES),
        (counted.clean, report.CLEAN),
    ]
    if total.cells:
        counts.append((f"{total.share} ({total.clean_cells}/{total.cells})", report.CELLS))
    text = " · ".join(f"**{count}** {name.say(language)}" for count, name in counts)
    return text + ("" if total.before is None else f" · {report.BEFORE.say(language)} **{total.before}**")


def _table(heading: Text, rows: Sequence[Row], language: str) -> str:
    compared = any(row.before is not None for row in rows)
    names = [heading, report.FINDINGS, report.SAFE, report.UNSAFE, report.BY_HAND]
    names += [report.BEFORE, report.CHANGE] if compared else []
    of_cells = any(row.cells for row in rows)
    names += [report.CLEAN_CELLS] if of_cells else []
    lines = [[name.say(language) for name in names], ["---", *["---:"] * (len(names) - 1)]]
    for row in rows:
        cells = [f"`{_escaped(row.name)}`", *map(str, (row.total, row.safe, row.unsafe, row.by_hand))]
        cells += [str(row.before or 0), row.change] if compared else []
        cells += [f"{row.share} ({row.clean_cells}/{row.cells})" if row.cells else ""] if of_cells else []
        lines.append(cells)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _escaped(text: str) -> str:
    return printable(text).replace("|", "\\|").replace("<", "&lt;").replace("`", "'")
