"""The project's own comments, which hold in every front end: `# mindspore-lint: disable=MSP104 reason` and its kin.

`disable-file` holds in the whole file. `disable` behind code holds for the line; on a line of its own, from there to
the end of its block, or to an `enable` that names the same. `disable-next` holds for the next line of code.
"""

from __future__ import annotations

import re
import sys
import tokenize
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lint_plugin import rules
from lint_plugin.language import Text
from lint_plugin.suppressions import MARK
from lint_plugin.suppressions.tokens import WORD, Named, read_together, tokens

_OURS = re.compile(r"#\s*mindspore-lint:\s*(?P<directive>[\w-]*)(?P<rest>.*)", re.DOTALL)
_NAMES = re.compile(r"\s*=\s*(?P<names>[\w-]+(?:\s*,\s*[\w-]+|\s+MSP\d+\b)*)")
_END = sys.maxsize
"""Behind the last line of any file."""
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
    """A rule, or several, that a comment disables on the lines `first` to `last`."""

    named: Named
    directive: str
    codes: tuple[str, ...]
    first: int
    last: int


@dataclass
class Directives:
    """What the comments of a file disable, and what is wrong with them; it is asked when all have been read."""

    disabled: list[Disabled] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _silenced: dict[str, list[int]] = field(default_factory=dict)

    @cached_property
    def _reach(self) -> dict[str, tuple[list[int], list[int]]]:
        """For each code the first lines where it is disabled, sorted, and how far those up to each of them reach."""
        found: dict[str, tuple[list[int], list[int]]] = {}
        for disabled in sorted(self.disabled, key=lambda one: one.first):
            for code in disabled.codes:
                firsts, lasts = found.setdefault(code, ([], []))
                firsts.append(disabled.first)
                lasts.append(max(lasts[-1], disabled.last) if lasts else disabled.last)
        return found

    def silences(self, line: int, code: str) -> bool:
        """Return whether a finding of this code on this line (1-based) is silenced; they are asked for in order."""
        firsts, lasts = self._reach.get(code, ([], []))
        before = bisect_right(firsts, line)
        if not before or lasts[before - 1] < line:
            return False
        self._silenced.setdefault(code, []).append(line)
        return True

    def is_used(self, disabled: Disabled) -> bool:
        """Return whether one of the comments has silenced something."""
        for code in disabled.codes:
            lines = self._silenced.get(code, [])
            at = bisect_left(lines, disabled.first)
            if at < len(lines) and lines[at] <= disabled.last:
                return True
        return False


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
        self._lines: list[int] = []
        self._columns: list[int] = []
        begins = True
        for token in stream:
            if token.type in (tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER):
                continue
            if begins:
                self._lines.append(token.start[0])
                self._columns.append(token.start[1])
            begins = token.type == tokenize.NEWLINE
        self._dedent = self._dedents()

    def _dedents(self) -> list[int]:
        """Return, for each logical line, which is the next that is indented less."""
        found = [len(self._lines)] * len(self._lines)
        waiting: list[int] = []
        for index, column in enumerate(self._columns):
            while waiting and self._columns[waiting[-1]] > column:
                found[waiting.pop()] = index
            waiting.append(index)
        return found

    def around(self, line: int) -> tuple[int, int]:
        """Return the first and the last line that are read together with a line."""
        return self._together.get(line, (line, line))

    def next_code(self, line: int) -> int | None:
        """Return the first line of the next logical line behind a line, None at the end."""
        index = bisect_right(self._lines, line)
        return self._lines[index] if index < len(self._lines) else None

    def block_end(self, line: int, column: int) -> int:
        """Return the last line of a block, by a line in it and its indentation; _END where that is the file's."""
        index = bisect_right(self._lines, line)
        while index < len(self._lines) and self._columns[index] >= column:
            index = self._dedent[index]
        return self._lines[index] - 1 if index < len(self._lines) else _END


class _Reader:
    """Reads one comment after the other."""

    def __init__(self, found: Directives, layout: _Layout, lines: Sequence[str]) -> None:
        self._found = found
        self._layout = layout
        self._lines = lines
        self._open: dict[tuple[str, ...], list[Disabled]] = {}

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
            yield Disabled(named, directive, codes, 1, _END)
        elif directive == "disable-next":
            following = self._layout.next_code(line)
            if following is not None:
                yield Disabled(named, directive, codes, *self._layout.around(following))
        elif self._lines[line - 1][:column].strip():
            yield Disabled(named, directive, codes, *self._layout.around(line))
        else:
            stretch = Disabled(named, directive, codes, line, self._layout.block_end(line, column))
            self._open.setdefault(codes, []).append(stretch)
            yield stretch

    def _enable(self, named: Named, codes: tuple[str, ...]) -> None:
        """End the stretches in which a comment before it disables just these rules."""
        ended = [stretch for stretch in self._open.pop(codes, []) if stretch.last >= named.line]
        for stretch in ended:
            stretch.last = named.line
        if not ended:
            self._found.notes.append(Note(named.line, named.column, _NOT_DISABLED, "enable", named.text))
