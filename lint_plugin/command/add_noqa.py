"""`--add-noqa`: each finding gets a comment that silences it, so that only what is written from then on is reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from lint_plugin import source as source_
from lint_plugin.command import atomic
from lint_plugin.finding import Finding, Problem
from lint_plugin.language import Text as Sentence
from lint_plugin.notebook import MAX_BYTES, Notebook
from lint_plugin.suppressions.noqa import silencing

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_ADDED = Sentence(
    en="added noqa comments on {lines} lines of {files} files", zh="已在 {files} 个文件的 {lines} 行添加 noqa 注释"
)
_NOT_ADDED = Sentence(en="no comments added: {reason}", zh="未添加注释：{reason}")


def add(findings: Iterable[Finding], language: str) -> tuple[str, list[Problem]]:
    """Add the comments to the files of findings, which are sorted. Returns what to say of it, and what went wrong."""
    lines = files = 0
    problems = []
    for path, group in groupby(findings, key=lambda finding: finding.path):
        of_file = list(group)
        try:
            lines += _add_to(path, of_file)
            files += 1
        except source_.SourceError as error:
            problems.append(Problem(path, 0, 0, _NOT_ADDED.format(language, reason=error.reason)))
        except OSError as error:
            problems.append(Problem(path, 0, 0, _NOT_ADDED.format(language, reason=error.strerror or error)))
    return _ADDED.format(language, lines=lines, files=files), problems


def _add_to(path: str, findings: list[Finding]) -> int:
    """Add the comments of one file; return on how many lines. Raises SourceError and OSError."""
    content = source_.read(path, MAX_BYTES)
    if not findings[0].cell:
        codes = _codes((finding.line, finding.code) for finding in findings)
        text = source_.Text(content)
        atomic.replace(path, commented(text.content, codes).encode(text.encoding))
        return len(codes)
    notebook = Notebook(content)
    codes = _codes((notebook.line_of(finding.cell, finding.line), finding.code) for finding in findings)
    code = commented(notebook.code().decode("utf-8", "surrogatepass"), codes)
    atomic.replace(path, notebook.with_code(code.encode("utf-8", "surrogatepass")))
    return len(codes)


def _codes(places: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for line, code in places:
        if code not in found.setdefault(line, []):
            found[line].append(code)
    return found


def commented(text: str, codes: Mapping[int, list[str]]) -> str:
    """Return a text with comments that silence codes on lines (1-based)."""
    pieces = _LINE_END.split(text)
    lines, ends = pieces[::2], [*pieces[1::2], ""]
    for line in sorted(codes, reverse=True):
        standing, column, comment = silencing(lines, line, ",".join(codes[line]))
        before = lines[standing - 1]
        lines[standing - 1] = before[: column - 1] + comment + before[column - 1 :].rstrip()
    return "".join(line + end for line, end in zip(lines, ends, strict=True))
