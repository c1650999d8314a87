"""Findings for people: the message, the line of source with carets below what is meant, and where to read on."""

from __future__ import annotations

import unicodedata

from lint_plugin.confidence import Confidence
from lint_plugin.finding import Finding
from lint_plugin.fixes.edit import Applicability
from lint_plugin.language import Text
from lint_plugin.output.concise_format import coded, mark_of
from lint_plugin.output.outcome import Outcome
from lint_plugin.output.source_lines import SourceLines
from lint_plugin.printable import printable

_FIX = Text(en="fix: {title}", zh="修复：{title}")
_UNSAFE = Text(en="fix (unsafe): {title}", zh="修复（不安全）：{title}")
_CONFIDENCE = Text(en="confidence: {confidence}", zh="置信度：{confidence}")
_SEE = Text(en="see {address}", zh="参见 {address}")
_WIDEST = 160
"""Characters of a line that are shown: of a longer one, those around the finding."""
_BEFORE = 60


def render(outcome: Outcome) -> str:
    """Return the findings as text, a block for each with an empty line between two."""
    lines = SourceLines(outcome.texts)
    return "\n\n".join(block_of(finding, lines.line(finding), outcome) for finding in outcome.findings)


def block_of(finding: Finding, line: str, outcome: Outcome) -> str:
    """Return a finding's block; `line` is the line of source that it begins on, empty where that can't be read."""
    style, language = outcome.style, outcome.settings.language
    path, mark = style.paint("bold", printable(finding.path)), style.paint("cyan", mark_of(finding, outcome))
    message = finding.message.removesuffix(f" ({finding.url})") if finding.url else finding.message
    block = [f"{path}:{finding.position}: {coded(finding, style)}{mark} {message}"]
    number = str(finding.line)
    gutter = " " * len(number)
    if line.strip():
        shown, carets = excerpt(line, finding.column, finding.end_column if finding.end_line == finding.line else None)
        block.append(style.paint("blue", f"{gutter} |"))
        block.append(f"{style.paint('blue', f'{number} |')} {shown}")
        block.append(f"{style.paint('blue', f'{gutter} |')} {style.paint('red', carets)}")
    notes = []
    if finding.fix is not None:
        text = _FIX if finding.fix.applicability >= Applicability.SAFE else _UNSAFE
        notes.append(text.format(language, title=finding.fix.title.say(language)))
    if finding.confidence is not Confidence.HIGH:
        notes.append(_CONFIDENCE.format(language, confidence=finding.confidence))
    if finding.url:
        notes.append(_SEE.format(language, address=style.link(finding.url)))
    block += [f"{style.paint('blue', f'{gutter} =')} {note}" for note in notes]
    return "\n".join(block)


def excerpt(line: str, column: int, end_column: int | None) -> tuple[str, str]:
    """Return what is shown of a line, and the carets below it, from a column (1-based) to another or to the end."""
    start, end = column - 1, len(line) if end_column is None else end_column - 1
    cut = max(start - _BEFORE, 0) if len(line) > _WIDEST else 0
    shown = "".join(map(_shown, line[cut : cut + _WIDEST])).replace("##[", "#\ufffd[")  # a command in some jobs' logs
    before = "".join("\t" if c == "\t" else " " * _width(c) for c in shown[: start - cut])
    marked = sum(map(_width, shown[start - cut : end - cut]))
    lead = "…" if cut else ""
    tail = "…" if cut + _WIDEST < len(line) else ""
    return f"{lead}{shown}{tail}".rstrip(), f"{' ' * len(lead)}{before}{'^' * max(marked, 1)}"


def _shown(character: str) -> str:
    """Return a character as a terminal may have it: what commands it is replaced."""
    return character if character == "\t" or character.isprintable() else "\ufffd"


def _width(character: str) -> int:
    """Return how many columns a terminal takes for a character."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
