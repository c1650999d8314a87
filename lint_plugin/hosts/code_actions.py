"""What an editor offers to do about findings: fix one, or all like it, or silence it, or read MindSpore's document.

Objects are those of the Language Server Protocol. Positions there count lines from 0 and columns in UTF-16 units.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lint_plugin.command import fixing
from lint_plugin.command.checking import Checker, Task
from lint_plugin.finding import Finding
from lint_plugin.fixes.edit import Applicability
from lint_plugin.language import Text as Sentence
from lint_plugin.source import Text
from lint_plugin.suppressions import noqa

Json = dict[str, Any]

OPEN_DOCUMENT = "mindspore_lint.open_document"
"""The command by which an editor has the server show a document; its argument is the address."""
QUICK_FIX = "quickfix"
FIX_ALL = "source.fixAll.mindspore_lint"

_UNSAFE = Sentence(en="{title} (unsafe: look at it)", zh="{title}（不安全，请核对）")
_ALL_OF_RULE = Sentence(en="{code}: fix all of this rule in the file", zh="{code}：修复本文件中该规则的所有告警")
_ALL_SAFE = Sentence(en="mindspore-lint: fix all that is safe", zh="mindspore-lint：应用所有安全的修复")
_DISABLE = Sentence(en="{code}: disable for this line", zh="{code}：在本行屏蔽")
_OPEN = Sentence(en="{code}: open MindSpore's document", zh="{code}：打开 MindSpore 文档")
_LINE_END = re.compile(r"\r\n|\r|\n")


class Places:
    """Places in a document as the protocol counts them."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def position(self, line: int, column: int) -> Json:
        """Return a place given by line and column, both 1-based, the column in characters."""
        before = self._text.line(line)[: column - 1]
        return {"line": line - 1, "character": len(before.encode("utf-16-le", "surrogatepass")) // 2}

    def range(self, line: int, column: int, end_line: int, end_column: int) -> Json:
        """Return a stretch, its end exclusive."""
        return {"start": self.position(line, column), "end": self.position(end_line, end_column)}

    def of_offsets(self, start: int, end: int) -> Json:
        """Return a stretch given by offsets in characters."""
        return self.range(*self._text.position(start), *self._text.position(end))


@dataclass(frozen=True)
class Editor:
    """What the editor can do, and the document in it: `edit` makes a WorkspaceEdit of TextEdits."""

    edit: Callable[[list[Json]], Json]
    diagnostic: Callable[[Finding], Json]
    shows_documents: bool


def actions(task: Task, wanted: Json, only: Iterable[str], editor: Editor) -> Iterator[Json]:
    """Yield the actions for a stretch `wanted` of a document whose text is the task's.

    `only` are the kinds of action that the editor asks for, or beginnings of them; all where there are none.
    """
    only = tuple(only)

    def asked(kind: str) -> bool:
        return not only or any(kind == one or kind.startswith(f"{one}.") for one in only)

    assert task.source is not None
    places = Places(Text(task.source))
    findings = Checker().check(task).findings
    if asked(QUICK_FIX):
        for finding in findings:
            if _touch(places.range(finding.line, finding.column, finding.end_line, finding.end_column), wanted):
                yield from _for_finding(finding, findings, task, places, editor)
    if asked(FIX_ALL) and any(f.fix and f.fix.applicability is Applicability.SAFE for f in findings):
        edits = _fixed(task, Applicability.SAFE)
        if edits:
            title = _ALL_SAFE.format(task.settings.language)
            yield {"title": title, "kind": FIX_ALL, "edit": editor.edit(edits)}


def _touch(one: Json, other: Json) -> bool:
    """Return whether two stretches have a place in common, if only an end."""

    def key(position: Json) -> tuple[int, int]:
        return position["line"], position["character"]

    return key(one["start"]) <= key(other["end"]) and key(other["start"]) <= key(one["end"])


def _for_finding(
    finding: Finding, findings: list[Finding], task: Task, places: Places, editor: Editor
) -> Iterator[Json]:
    """Yield the actions for one finding."""
    language = task.settings.language
    about = {"kind": QUICK_FIX, "diagnostics": [editor.diagnostic(finding)]}
    fix = finding.fix
    if fix is not None:
        safe = fix.applicability is Applicability.SAFE
        title = f"{finding.code}: {fix.title.say(language)}"
        edits = [
            {"range": places.range(edit.line, edit.column, edit.end_line, edit.end_column), "newText": edit.text}
            for edit in fix.edits
        ]
        shown = title if safe else _UNSAFE.format(language, title=title)
        yield {**about, "title": shown, "isPreferred": safe, "edit": editor.edit(edits)}
        if sum(found.code == finding.code and found.fix is not None for found in findings) > 1:
            of_rule = task._replace(settings=task.settings._replace(fixable=(finding.code,)))
            edits = _fixed(of_rule, fix.applicability)
            if edits:
                title = _ALL_OF_RULE.format(language, code=finding.code)
                yield {**about, "title": title, "edit": editor.edit(edits)}
    comment = _disabled(finding, task, places)
    if comment is not None:
        title = _DISABLE.format(language, code=finding.code)
        yield {**about, "title": title, "edit": editor.edit([comment])}
    if finding.url and editor.shows_documents:
        title = _OPEN.format(language, code=finding.code)
        yield {
            **about,
            "title": title,
            "command": {"title": title, "command": OPEN_DOCUMENT, "arguments": [finding.url]},
        }


def _disabled(finding: Finding, task: Task, places: Places) -> Json | None:
    """Return the edit that silences a finding by a comment on its line, None where no comment can."""
    assert task.source is not None
    lines = Text(task.source).lines
    line, column, comment = noqa.silencing(lines, finding.line, finding.code)
    changed = [*lines]
    changed[line - 1] = changed[line - 1][: column - 1] + comment + changed[line - 1][column - 1 :]
    if not noqa.Noqa(changed).silences(finding.line, finding.code):
        return None
    return {"range": places.range(line, column, line, column), "newText": comment}


def _fixed(task: Task, least: Applicability) -> list[Json]:
    """Return the edits that fix a file, line by line; none where nothing changes."""
    (file,) = fixing.fix([task], fixing.Plan(least))
    if file.before is None or file.after is None:
        return []
    before, after = Text(file.before), Text(file.after)
    places = Places(before)
    old, new = (_lines(text.content) for text in (before, after))
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    return [
        {"range": places.of_offsets(starts[first], starts[last]), "newText": "".join(new[start:end])}
        for kind, first, last, start, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if kind != "equal"
    ]


def _lines(content: str) -> list[str]:
    """Return the lines of a text with their ends, as the parser counts them."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(content)), len(content)]
    return [content[start:end] for start, end in itertools.pairwise(starts) if start < end]
