"""MSP001: a comment names a rule where that reports nothing. Only the command asks for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from lint_plugin import rules
from lint_plugin.confidence import Confidence
from lint_plugin.finding import Finding
from lint_plugin.identity import squeezed
from lint_plugin.language import Text
from lint_plugin.rules.rule import Rule
from lint_plugin.suppressions import UNUSED_CODE, UNUSED_SYMBOL
from lint_plugin.suppressions.directives import Disabled
from lint_plugin.suppressions.noqa import Noqa
from lint_plugin.suppressions.tokens import Named

_LINE = Text(
    en="unused suppression: {name} reports nothing on this line; remove it from 'noqa'",
    zh="多余的屏蔽：{name} 在本行没有告警，请从 'noqa' 中删除",
)
_FILE = Text(
    en="unused suppression: {name} reports nothing in this file; remove it from 'disable-file'",
    zh="多余的屏蔽：{name} 在本文件没有告警，请从 'disable-file' 中删除",
)
_PLACE = Text(
    en="unused suppression: {name} reports nothing there; remove it from {directive!r}",
    zh="多余的屏蔽：{name} 在该处没有告警，请从 {directive!r} 中删除",
)
_UNKNOWN = Text(
    en="unused suppression: unknown rule code {name} (see --list-rules); remove it from 'noqa'",
    zh="多余的屏蔽：未知的规则编号 {name}（参见 --list-rules），请从 'noqa' 中删除",
)
_CAPITALS = Text(
    en="unused suppression: rule codes are upper case; write {code} in place of {name}, or remove it from 'noqa'",
    zh="多余的屏蔽：规则编号必须大写，请将 {name} 改为 {code}，或从 'noqa' 中删除",
)


def unused(
    path: str,
    lines: list[str],
    ours: Iterable[Disabled],
    noqa: Noqa,
    active: Collection[Rule],
    language: str,
) -> Iterator[Finding]:
    """Yield a finding for each code in a file's comments that suppressed nothing.

    `ours` is what the project's own comments disable, and they have been asked for every finding; `noqa` has for every
    other one. Other tools' codes are left alone, and so are codes that name a rule that is not active: it may be in
    another run.
    """
    on = {rule.code for rule in active}
    for disabled in ours:
        if on.issuperset(disabled.codes) and not disabled.used:
            text = _FILE if disabled.directive == "disable-file" else _PLACE
            message = text.format(language, name=disabled.named.text, directive=disabled.directive)
            yield _finding(path, lines, disabled.named, message)
    for named in noqa.idle():
        code = named.text.upper()
        if not code.startswith("MSP"):
            continue
        codes = tuple(rule.code for rule in rules.all_rules() if rule.code.startswith(code))
        if not codes:
            yield _finding(path, lines, named, _UNKNOWN.format(language, name=named.text))
        elif code != named.text:
            yield _finding(path, lines, named, _CAPITALS.format(language, name=named.text, code=code))
        elif on.issuperset(codes):
            yield _finding(path, lines, named, _LINE.format(language, name=named.text))


def _finding(path: str, lines: list[str], named: Named, message: str) -> Finding:
    return Finding(
        path=path,
        line=named.line,
        column=named.column,
        code=UNUSED_CODE,
        end_line=named.line,
        end_column=named.end_column,
        symbol=UNUSED_SYMBOL,
        message=message,
        url="",
        confidence=Confidence.HIGH,
        source_line=squeezed(lines[named.line - 1]),
    )
