"""What a file's text must contain for a rule to find anything in it: looked for in the bytes, before any parse.

It may say yes where there is nothing (in comments, in strings), never no where there is something.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lint_plugin.attribute_search import AttributeSearch
from lint_plugin.patterns import later
from lint_plugin.source import follows, glued_words, names_in_parts

_BEFORE_TEXT = later(rb"\w{0,2}[\"']+$")
_HASATTR = later(rb"\bhasattr\([\w.]+,[ \t]*\Z")
_NEAR = 100
"""Bytes before a name in quotes, and behind it, that are read."""
_QUOTED = later(rb'"(?=(\w+)")'), later(rb"'(?=(\w+)')")
_LINE_ENDS = later(rb"\r\n|\r|\n")


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


ASLEEP = WakeUp([], frozenset(), frozenset(), {}, frozenset(), frozenset())
"""Where no rule may look at anything."""


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
        found = AttributeSearch(self.accessed).found_in(source)
        return sorted([*(offset for _, offset in found), *self.apart_from_dots(source)])

    def apart_from_dots(self, source: bytes) -> list[int]:
        """Return where the names stand where they may count, but for those behind dots."""
        found: list[int] = []
        if self.accessed and b"getattr" in source:
            found += _arguments(self.accessed, source)
            if not self.accessed.isdisjoint(names_in_parts(source)):
                found += (offset for word, offset in glued_words(source) if word in self.accessed)
        if self.defined:
            found += (match.start(1) for match in _definition(self.defined).finditer(source))
        return found


@functools.lru_cache(maxsize=256)
def _definition(names: frozenset[bytes]) -> re.Pattern[bytes]:
    return re.compile(rb"def[\s\\]+(%s)\b" % b"|".join(sorted(names)))


def _arguments(names: frozenset[bytes], source: bytes) -> Iterator[int]:
    """Yield where names stand in quotes that may be an argument, but not the first: behind a comma."""
    for quoted in _QUOTED:
        for name in names.intersection(quoted.findall(source)):
            text = quoted.pattern[:1] + name + quoted.pattern[:1]
            start = source.find(text)
            while start >= 0:
                opening = _BEFORE_TEXT.search(source, max(start - 4, 0), start + 1)
                assert opening is not None
                is_element = source[start + len(text) : start + _NEAR].lstrip().startswith((b":", b"]", b"}"))
                if (
                    not is_element
                    and follows(source, opening.start(), b",", passed=b"(")
                    and not (_HASATTR.search(source, max(start - _NEAR, 0), opening.start()))
                ):
                    yield start + 1
                start = source.find(text, start + 1)


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
