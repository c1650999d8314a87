"""MSP001: a comment silences a rule where there is nothing to silence. Only the command asks for it.

It isn't a rule of MindSpore code, so it has no file in lint_plugin.rules. As a finding it stands in every output
format, on the line where the comment is to be mended.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from lint_plugin import rules
from lint_plugin.confidence import Confidence
from lint_plugin.finding import Finding
from lint_plugin.identity import squeezed
from lint_plugin.language import Text
from lint_plugin.rules.rule import Rule

if TYPE_CHECKING:
    from lint_plugin.suppressions import Named, Noqa

CODE = "MSP001"
SYMBOL = "unused-suppression"
SUMMARY = Text(
    en="A suppression comment names a rule of mindspore-lint that reports nothing there.",
    zh="屏蔽注释指定了一条 mindspore-lint 规则，但该处没有这条规则的告警。",
)
_LINE = Text(
    en="unused suppression: {name} reports nothing on this line; remove it from 'noqa'",
    zh="多余的屏蔽：{name} 在本行没有告警，请从 'noqa' 中删除",
)
_FILE = Text(
    en="unused suppression: {name} reports nothing in this file; remove it from 'disable-file'",
    zh="多余的屏蔽：{name} 在本文件没有告警，请从 'disable-file' 中删除",
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
    path: str, lines: list[str], noqa: Noqa, disabled: list[Finding], active: Collection[Rule], language: str
) -> Iterator[Finding]:
    """Yield a finding for each code in a file's comments that silenced nothing.

    `noqa` has been asked for every finding of the file, `disabled` are those that `disable-file` comments silenced.
    Other tools' codes are left alone, and codes that name a rule that is switched off: it may be on in another run.
    """
    from lint_plugin.suppressions import disable_file_comments, named_codes  # what asks for a summary needn't read them

    on = {rule.code for rule in active}
    silenced = {finding.code for finding in disabled}
    for named in disable_file_comments(lines).named:
        codes = named_codes(named.text)
        if on.issuperset(codes) and silenced.isdisjoint(codes):
            yield _finding(path, lines, named, _FILE.format(language, name=named.text))
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
        code=CODE,
        end_line=named.line,
        end_column=named.end_column,
        symbol=SYMBOL,
        message=message,
        url="",
        confidence=Confidence.HIGH,
        source_line=squeezed(lines[named.line - 1]),
    )
