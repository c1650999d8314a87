"""What the command says of fixes: how many findings have one, how many were fixed, and which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lint_plugin.finding import Finding
from lint_plugin.fixes.edit import Applicability
from lint_plugin.language import Text

_FIXED = Text(en="fixed {count} findings in {files} files", zh="已修复 {files} 个文件中的 {count} 条告警")
_WOULD_FIX = Text(en="would fix {count} findings in {files} files", zh="可修复 {files} 个文件中的 {count} 条告警")
_FIXABLE = Text(en="[*] {count} fixable with --fix", zh="[*] {count} 条可用 --fix 修复")
_HIDDEN = Text(en="{hidden} more with --unsafe-fixes", zh="加上 --unsafe-fixes 还可修复 {hidden} 条")
_HIDDEN_ALONE = Text(en="{hidden} fixable with --fix --unsafe-fixes", zh="{hidden} 条可用 --fix --unsafe-fixes 修复")


def fixed(findings: Sequence[Finding], language: str, *, only_shown: bool) -> str:
    """Return how many findings were fixed, or would be."""
    text = _WOULD_FIX if only_shown else _FIXED
    return text.format(language, count=len(findings), files=len({finding.path for finding in findings}))


def listed(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line for each file and each code in it that was fixed."""
    counts = Counter((finding.path, finding.code, finding.symbol) for finding in findings)
    before = ""
    for (path, code, symbol), count in sorted(counts.items()):
        if path != before:
            yield f"{path}:"
            before = path
        yield f"{count:7} {code} {symbol}"


def fixable(findings: Iterable[Finding], least: Applicability, language: str) -> str:
    """Return how many findings `--fix` would mend, and how many more with unsafe fixes; empty where none has a fix."""
    levels = Counter(finding.fix.applicability for finding in findings if finding.fix)
    shown = sum(count for level, count in levels.items() if level >= least)
    hidden = levels.total() - shown
    if not shown:
        return _HIDDEN_ALONE.format(language, hidden=hidden) if hidden else ""
    text = _FIXABLE.format(language, count=shown)
    return f"{text} ({_HIDDEN.format(language, hidden=hidden)})" if hidden else text
