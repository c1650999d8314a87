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

    def _searches(self, source: bytes) -> Iterator[tuple[re.Pattern[bytes], frozenset[bytes]]]:
        """Yield (pattern whose group is a name, the names that count) for each way in which a name may stand there."""
        if self.accessed:
            yield _ATTRIBUTE, self.accessed
            if b"getattr" in source:
                yield _ASKED, self.accessed
        if self.defined:
            yield _DEFINITION, self.defined

    def found_in(self, source: bytes) -> bool:
        """Return whether one of the names stands in the text where it may count."""
        return any(not names.isdisjoint(pattern.findall(source)) for pattern, names in self._searches(source))

    def offsets(self, source: bytes) -> list[int]:
        """Return where in the text the names stand, sorted."""
        return sorted(
            match.start(1)
            for pattern, names in self._searches(source)
            for match in pattern.finditer(source)
            if match[1] in names
        )


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
