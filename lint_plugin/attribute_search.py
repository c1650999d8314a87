"""Where some names stand behind a dot in a file's text, as attributes do: found without parsing it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lint_plugin.patterns import later
from lint_plugin.source import GAP, IN_WORDS, follows

_FEW = 4
"""Names up to which a look for each takes less time than one for all."""
_WORTH_A_PATTERN = 200_000
"""Bytes that are searched before a pattern of the names is made: making it takes as long as searching them."""
_BEHIND_DOT = rb"\.(?=[\s\\]*(?:(%s)\b|#))"
_ANY = later(_BEHIND_DOT % rb"\w+")
_BEHIND_COMMENT = later(rb"%s(\w+)" % GAP)
_DOT = ord(".")
_BLANK = b" \t\r\n\f\v\\"
_WORD = frozenset(IN_WORDS)


class AttributeSearch:
    """A search for some names behind dots; one serves any number of files."""

    def __init__(self, names: frozenset[bytes]) -> None:
        self._names = names
        self._searched = 0
        self._pattern = _ANY

    def found_in(self, source: bytes) -> list[tuple[bytes, int]]:
        """Return (name, offset in the text) of where the names stand."""
        if len(self._names) <= _FEW:
            return [(name, offset) for name in self._names if name in source for offset in _behind_dots(name, source)]
        if self._searched > _WORTH_A_PATTERN and self._pattern is _ANY:
            self._pattern = re.compile(_BEHIND_DOT % any_of(self._names))
        self._searched += len(source)
        found = []
        past = 0
        for match in self._pattern.finditer(source):
            name, start = match[1], match.start(1)
            if start < 0:
                comments = _BEHIND_COMMENT.match(source, match.end()) if match.end() >= past else None
                if comments is None:
                    continue
                name, start, past = comments[1], comments.start(1), comments.end()
            if name in self._names:
                found.append((name, start))
        return found


def _behind_dots(name: bytes, source: bytes) -> Iterator[int]:
    """Yield where a name stands behind a dot."""
    offset = source.find(name)
    while offset >= 0:
        end = offset + len(name)
        before = source[offset - 1] if offset else 0
        if (before == _DOT or (before in _BLANK and follows(source, offset, b"."))) and (
            end == len(source) or source[end] not in _WORD
        ):
            yield offset
        offset = source.find(name, end)


def any_of(names: Iterable[bytes]) -> bytes:
    """Return a regular expression for one of the names, the longest: a tree of what they begin with.

    A search for it looks at a character once, however many names there are.
    """
    behind: dict[bytes, list[bytes]] = {}
    for name in sorted(names):
        behind.setdefault(name[:1], []).append(name[1:])
    optional = b"?" if behind.pop(b"", None) else b""
    branches = [first + any_of(rest) for first, rest in behind.items()]
    if len(branches) == 1 and not optional:
        return branches[0]
    return rb"(?:%s)%s" % (b"|".join(branches), optional) if branches else b""
