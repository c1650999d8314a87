"""The project's own comment, `# mindspore-lint: disable-file=MSP104 reason`, which holds in every front end."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lint_plugin import rules
from lint_plugin.language import Text
from lint_plugin.suppressions import MARK
from lint_plugin.suppressions.tokens import WORD, Named, tokens

_OURS = re.compile(r"#\s*mindspore-lint:\s*(?P<directive>[\w-]*)(?P<rest>.*)", re.DOTALL)
_NAMES = re.compile(r"\s*=\s*(?P<names>[\w-]+(?:\s*,\s*[\w-]+|\s+MSP\d+\b)*)")

_UNKNOWN_DIRECTIVE = Text(
    en="unknown mindspore-lint comment: write '# mindspore-lint: disable-file=CODE reason'",
    zh="未知的 mindspore-lint 注释：请写成 '# mindspore-lint: disable-file=规则编号 原因'",
)
_NO_NAMES = Text(
    en="'disable-file' names no rule and suppresses nothing: write '# mindspore-lint: disable-file=CODE reason'",
    zh="'disable-file' 没有指定规则，不起作用：请写成 '# mindspore-lint: disable-file=规则编号 原因'",
)
_UNKNOWN_RULE = Text(
    en="'disable-file': unknown rule code, prefix or symbol {name!r} (see --list-rules)",
    zh="'disable-file'：未知的规则编号、前缀或名称 {name!r}（参见 --list-rules）",
)


@dataclass(frozen=True)
class Note:
    """What is wrong with a comment, and where (line and column 1-based)."""

    line: int
    column: int
    text: Text
    name: str = ""

    def format(self, language: str) -> str:
        """Return the note in the language (`en` or `zh`)."""
        return self.text.format(language, name=self.name)


def named_codes(name: str) -> tuple[str, ...]:
    """Return the codes of the rules that a comment names by code, the beginning of one (`MSP1`), or symbol."""
    if name.upper().startswith("MSP"):
        return tuple(rule.code for rule in rules.all_rules() if rule.code.startswith(name.upper()))
    return tuple(rule.code for rule in rules.all_rules() if rule.symbol == name.lower())


@dataclass
class FileComments:
    """What the `disable-file` comments of a file say: the rules that they name, and what is wrong with them."""

    named: list[Named] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes that are silenced in the whole file."""
        return frozenset(code for named in self.named for code in named_codes(named.text))


def disable_file_comments(lines: Sequence[str]) -> FileComments:
    """Read the `disable-file` comments of a file, given by its lines without their ends."""
    comments = FileComments()
    if not any(MARK in line for line in lines):  # most files have none, and splitting one into tokens takes long
        return comments
    for token in tokens(lines):
        match = _OURS.search(token.string) if token.type == tokenize.COMMENT else None
        if match is None:
            continue
        line, column = token.start[0], token.start[1] + match.start() + 1
        listed = _NAMES.match(match["rest"])
        if match["directive"] != "disable-file":
            comments.notes.append(Note(line, column, _UNKNOWN_DIRECTIVE))
        elif listed is None:
            comments.notes.append(Note(line, column, _NO_NAMES))
        else:
            before = token.start[1] + match.start("rest") + listed.start("names")
            for word in WORD.finditer(listed["names"]):
                named = Named(word[0], line, before + word.start() + 1)
                if named_codes(named.text):
                    comments.named.append(named)
                else:
                    comments.notes.append(Note(line, named.column, _UNKNOWN_RULE, named.text))
    return comments
