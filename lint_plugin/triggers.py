"""What a file's text must contain for a rule to find anything in it: looked for in the bytes, before any parse.

It may say yes where there is nothing (in comments, in strings), never no where there is something.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lint_plugin.source import GAP, follows, glued_words, names_in_parts

_BEFORE_TEXT = re.compile(rb"\w{0,2}[\"']+$")
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")


class WakeUp(NamedTuple):
    """What rules may look at in a file.

    `offsets` tell where it is in the text, sorted. `accesses` are the attribute names that are looked at, and `taken`
    those of them that the file takes from MindSpore's namespaces. `callees` are, by rule code, the last parts of the
    names of what is called; `keywords` are the arguments for which a call is looked at whatever is called. `names` are
    those whose uses are looked at.
    """

    offsets: Sequence[int]
    accesses: frozenset[str]
    taken: frozenset[str]
    callees: dict[str, frozenset[str]]
    keywords: frozenset[str]
    names: frozenset[str]


class Triggers(NamedTuple):
    """The names that make a file worth parsing.

    `accessed` are looked for as attributes, `x.name` and `getattr(x, "name")`; `defined` as methods, `def name`.
    """

    accessed: frozenset[bytes]
    defined: frozenset[bytes]

    @classmethod
    def of(cls, accessed: Iterable[str], defined: Iterable[str]) -> Triggers:
        """Return the triggers of names given as text."""
        return cls(frozenset(map(str.encode, accessed)), frozenset(map(str.encode, defined)))

    def offsets(self, source: bytes) -> list[int]:
        """Return where in the text the names stand where they may count, sorted."""
        found: list[int] = []
        if self.accessed:
            if len(self.accessed) > _FEW:
                adjacent, apart = _attributes_in(source)
            else:
                adjacent = apart = frozenset(name for name in self.accessed if name in source)
            for name in self.accessed & adjacent:
                found += _right_behind_dots(name, source)
            for name in self.accessed & apart:
                found += (match.start(1) for match in _apart(name).finditer(source))
            if b"getattr" in source:
                found += (offset for text in _in_quotes(self.accessed) for offset in _arguments(text, source))
                if not self.accessed.isdisjoint(names_in_parts(source)):
                    found += (offset for word, offset in glued_words(source) if word in self.accessed)
        if self.defined:
            found += (match.start(1) for match in _definition(self.defined).finditer(source))
        return sorted(found)


# Each pattern begins with a character or word of its own, which the search goes after at the speed of memory.


_FEW = 16
"""Names up to which a look for each takes less time than a list of all attributes."""
_ADJACENT = re.compile(rb"\.(\w+)")
_APART = re.compile(rb"\.(?=[\s\\#])(?=%s(\w+))" % GAP)


@functools.lru_cache(maxsize=1)
def _attributes_in(source: bytes) -> tuple[frozenset[bytes], frozenset[bytes]]:
    """Return the names of attributes that a text seems to access: right behind a dot, and apart from it."""
    return frozenset(_ADJACENT.findall(source)), frozenset(_APART.findall(source))


def _right_behind_dots(name: bytes, source: bytes) -> Iterator[int]:
    """Yield where a name stands right behind a dot: a search for fixed text is many times faster than a pattern."""
    offset = source.find(b"." + name)
    while offset >= 0:
        end = offset + 1 + len(name)
        if source[end : end + 1] not in _WORD:
            yield offset + 1
        offset = source.find(b"." + name, end)


_WORD = frozenset(bytes([code]) for code in b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


@functools.lru_cache(maxsize=1024)
def _apart(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"\.(?!\w)%s(%s)\b" % (GAP, name))


@functools.lru_cache(maxsize=256)
def _in_quotes(names: frozenset[bytes]) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Return what finds one of the names in quotes, in double and in single ones."""
    either = b"|".join(sorted(names))
    return re.compile(rb'"(%s)"' % either), re.compile(rb"'(%s)'" % either)


@functools.lru_cache(maxsize=256)
def _definition(names: frozenset[bytes]) -> re.Pattern[bytes]:
    return re.compile(rb"def[\s\\]+(%s)\b" % b"|".join(sorted(names)))


def _arguments(text: re.Pattern[bytes], source: bytes) -> Iterator[int]:
    """Yield where a text stands that may be an argument, but not the first: behind a comma."""
    for match in text.finditer(source):
        start = match.start()
        opening = _BEFORE_TEXT.search(source, max(start - 4, 0), start + 1)
        assert opening is not None
        if follows(source, opening.start(), b",", passed=b"("):
            yield match.start(1)


def lines_at(source: bytes, offsets: Iterable[int]) -> list[int]:
    """Return the lines (1-based, as the parser counts them) on which the offsets stand; both are sorted."""
    only_line_feeds = b"\r" not in source
    lines: list[int] = []
    line, position = 1, 0
    for offset in offsets:
        if only_line_feeds:
            line += source.count(b"\n", position, offset)
        else:
            line += len(_LINE_ENDS.findall(source, position, offset))
        position = offset
        if not lines or lines[-1] != line:
            lines.append(line)
    return lines
