"""What a file's text must contain for a rule to find anything in it: looked for in the bytes, before any parse.

All names that stand where an attribute may are gathered at once, so that a search takes the same time for one name
as for a thousand. It may say yes where there is nothing (in comments, in strings), never no where there is something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# each begins with a character or word of its own, which the search goes after at the speed of memory
_GAP = rb"(?:[\s\\]|#[^\r\n]*[\r\n])*"
_ATTRIBUTE = re.compile(rb"\." + _GAP + rb"(\w+)")
_ASKED = re.compile(rb"," + _GAP + rb"\w{0,2}[\"']+(\w+)[\"']")
_DEFINITION = re.compile(rb"def[\s\\]+(\w+)")
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True)
class Triggers:
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
        found = list(_offsets(_ATTRIBUTE, source, self.accessed))
        if b"getattr" in source:
            found += _offsets(_ASKED, source, self.accessed)
        found += _offsets(_DEFINITION, source, self.defined)
        return sorted(found)


def _offsets(pattern: re.Pattern[bytes], source: bytes, names: frozenset[bytes]) -> Iterator[int]:
    """Yield where the pattern's group is one of the names; most files hold none, which the pattern alone tells."""
    if not names or names.isdisjoint(pattern.findall(source)):
        return
    for match in pattern.finditer(source):
        if match[1] in names:
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
