"""The project's own comments, which hold in every front end: `# mindspore-lint: disable=MSP104 reason` and its kin.

`disable-file` holds in the whole file. `disable` behind code holds for the line; on a line of its own, from there to
the end of its block, or to an `enable` that names the same. `disable-next` holds for the next line of code.
"""

from __future__ import annotations

import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lint_plugin import rules
from lint_plugin.language import Text
from lint_plugin.suppressions import MARK
from lint_plugin.suppressions.tokens import WORD, Named, read_together, tokens

_OURS = re.compile(r"#\s*mindspore-lint:\s*(?P<directive>[\w-]*)(?P<rest>.*)", re.DOTALL)
_NAMES = re.compile(r"\s*=\s*(?P<names>[\w-]+(?:\s*,\s*[\w-]+|\s+MSP\d+\b)*)")
_DIRECTIVES = frozenset({"disable", "disable-file", "disable-next", "enable"})

_UNKNOWN_DIRECTIVE = Text(
    en="unknown mindspore-lint comment: write '# mindspore-lint: disable=CODE reason', or disable-next, disable-file, "
    "enable",
    zh="未知的 mindspore-lint 注释：请写成 '# mindspore-lint: disable=规则编号 原因'，"
    "或使用 disable-next、disable-file、enable",
)
_NO_NAMES = Text(
    en="{directive!r} names no rule and does nothing: write '# mindspore-lint: {directive}=CODE reason'",
    zh="{directive!r} 没有指定规则，不起作用：请写成 '# mindspore-lint: {directive}=规则编号 原因'",
)
_UNKNOWN_RULE = Text(
    en="{directive!r}: unknown rule code, prefix or symbol {name!r} (see --list-rules)",
    zh="{directive!r}：未知的规则编号、前缀或名称 {name!r}（参见 --list-rules）",
)
_NOT_DISABLED = Text(
    en="'enable': {name!r} isn't disabled here by a comment that names it so",
    zh="'enable'：此处没有以 {name!r} 为名的注释屏蔽它",
)


@dataclass(frozen=True)
class Note:
    """What is wrong with a comment, and where (line and column 1-based)."""

    line: int
    column: int
    text: Text
    directive: str = ""
    name: str = ""

    def format(self, language: str) -> str:
        """Return the note in the language (`en` or `zh`)."""
        return self.text.format(language, directive=self.directive, name=self.name)


def named_codes(name: str) -> tuple[str, ...]:
    """Return the codes of the rules that a comment names by code, the beginning of one (`MSP1`), or symbol."""
    if name.upper().startswith("MSP"):
        return tuple(rule.code for rule in rules.all_rules() if rule.code.startswith(name.upper()))
    return tuple(rule.code for rule in rules.all_rules() if rule.symbol == name.lower())


@dataclass
class Disabled:
    """A rule, or several, that a comment disables on the lines `first` to `last`; None: to the end of the file."""

    named: Named
    directive: str
    codes: tuple[str, ...]
    first: int
    last: int | None
    used: bool = False

    def silences(self, line: int, code: str) -> bool:
        """Return whether a finding is silenced, and note that it is."""
        found = self.first <= line and (self.last is None or line <= self.last) and code in self.codes
        self.used = self.used or found
        return found


@dataclass
class Directives:
    """What the comments of a file disable, and what is wrong with them."""

    disabled: list[Disabled] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def silences(self, line: int, code: str) -> bool:
        """Return whether a finding of this code on this line (1-based) is silenced; each comment that does is used."""
        return sum(disabled.silences(line, code) for disabled in self.disabled) > 0


def directives(lines: Sequence[str]) -> Directives:
    """Read the comments of a file, given by its lines without their ends."""
    found = Directives()
    if not any(MARK in line for line in lines):  # most files have none, and splitting one into tokens takes long
        return found
    stream = tokens(lines)
    reader = _Reader(found, _Layout(stream), lines)
    for token in stream:
        match = _OURS.search(token.string) if token.type == tokenize.COMMENT else None
        if match is not None:
            reader.read(token, match)
    return found


class _Layout:
    """Where the logical lines of a file begin, and which lines are read together."""

    def __init__(self, stream: Sequence[tokenize.TokenInfo]) -> None:
        self._together = read_together(stream)
        self._starts: list[tuple[int, int]] = []
        begins = True
        for token in stream:
            if token.type in (tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER):
                continue
            if begins:
                self._starts.append(token.start)
            begins = token.type == tokenize.NEWLINE

    def around(self, line: int) -> tuple[int, int]:
        """Return the first and the last line that are read together with a line."""
        return self._together.get(line, (line, line))

    def next_code(self, line: int) -> int | None:
        """Return the first line of the next logical line behind a line, None at the end."""
        return next((start for start, _ in self._starts if start > line), None)

    def block_end(self, line: int, column: int) -> int | None:
        """Return the last line of a block, by a line in it and its indentation; None where that is the file's."""
        return next((start - 1 for start, at in self._starts if start > line and at < column), None)


class _Reader:
    """Reads one comment after the other."""

    def __init__(self, found: Directives, layout: _Layout, lines: Sequence[str]) -> None:
        self._found = found
        self._layout = layout
        self._lines = lines

    def read(self, token: tokenize.TokenInfo, match: re.Match[str]) -> None:
        """Add what a comment says."""
        line, column = token.start[0], token.start[1] + match.start() + 1
        directive, listed = match["directive"], _NAMES.match(match["rest"])
        if directive not in _DIRECTIVES:
            self._found.notes.append(Note(line, column, _UNKNOWN_DIRECTIVE))
        elif listed is None:
            self._found.notes.append(Note(line, column, _NO_NAMES, directive))
        else:
            before = token.start[1] + match.start("rest") + listed.start("names")
            for word in WORD.finditer(listed["names"]):
                named = Named(word[0], line, before + word.start() + 1)
                codes = named_codes(named.text)
                if not codes:
                    self._found.notes.append(Note(line, named.column, _UNKNOWN_RULE, directive, named.text))
                elif directive == "enable":
                    self._enable(named, codes)
                else:
                    self._found.disabled += self._disabled(named, directive, codes, token.start)

    def _disabled(
        self, named: Named, directive: str, codes: tuple[str, ...], start: tuple[int, int]
    ) -> Iterator[Disabled]:
        line, column = start
        if directive == "disable-file":
            yield Disabled(named, directive, codes, 1, None)
        elif directive == "disable-next":
            following = self._layout.next_code(line)
            if following is not None:
                yield Disabled(named, directive, codes, *self._layout.around(following))
        elif self._lines[line - 1][:column].strip():
            yield Disabled(named, directive, codes, *self._layout.around(line))
        else:
            yield Disabled(named, directive, codes, line, self._layout.block_end(line, column))

    def _enable(self, named: Named, codes: tuple[str, ...]) -> None:
        """End the stretches in which a comment before it disables just these rules."""
        ended = [
            disabled
            for disabled in self._found.disabled
            if disabled.codes == codes and disabled.directive == "disable" and disabled.first < named.line
            if disabled.last is None or disabled.last >= named.line
        ]
        for disabled in ended:
            disabled.last = named.line
        if not ended:
            self._found.notes.append(Note(named.line, named.column, _NOT_DISABLED, "enable", named.text))
