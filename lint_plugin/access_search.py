"""Which accesses of attributes a file's text may hold that some rule may report, found without parsing it."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from lint_plugin.mindspore import versions
from lint_plugin.rules.access_text import AccessText
from lint_plugin.rules.rule import Rule
from lint_plugin.source import line_start
from lint_plugin.triggers import Triggers

_LONGEST = 200
"""Bytes of the text before an access, and behind it, that rules are shown."""
_MARKED_UP = re.compile(rb"`[\w.]*$")
"""What stands before an access that a comment or docstring mentions: code has no backticks."""
_COMMENT = re.compile(rb"[^\"'#]*#[^\"']*$")
"""The beginning of a line that ends in a comment, and in which no string begins or ends."""
_OPEN_FORMATTED = re.compile(rb"[fFtT][rR]?(?:\"\"\"|''')")
"""What begins a string over several lines in which code may stand, behind what looks like a comment there."""


class AccessSearch:
    """A search for the accesses that some rules ask for, in a project of one version; one serves any number of files.

    `names` are those of all accesses that they look at.
    """

    def __init__(self, rules: Sequence[Rule], version: versions.Version | None) -> None:
        self._askers: dict[str, list[Rule]] = {}
        for rule in rules:
            for name in rule.accesses_at(version) | rule.scope_accesses:
                self._askers.setdefault(name, []).append(rule)
        self.names = frozenset(self._askers)
        self._triggers = Triggers.of(self.names, (name for rule in rules for name in rule.defines))

    def found_in(self, source: bytes) -> list[int]:
        """Return where in the text the names stand where they may count, sorted."""
        return [at for at in self._triggers.offsets(source) if source[at - 1] != _DOT or self._is_wanted(source, at)]

    def _is_wanted(self, source: bytes, offset: int) -> bool:
        """Return whether a rule asks for the access whose name stands at an offset, right behind its dot."""
        end = offset
        while source[end : end + 1].isalnum() or source[end : end + 1] == b"_":
            end += 1
        access = text_around(source, offset, end)
        return access is not None and any(rule.asks_for_access(access) for rule in self._askers[access.name])


@functools.lru_cache(maxsize=1)
def _holds_code_in_texts(source: bytes) -> bool:
    return _OPEN_FORMATTED.search(source) is not None


def text_around(source: bytes, start: int, end: int) -> AccessText | None:
    """Return the text around an attribute's name; None for one that is no code.

    Where the name stands apart from its dot, nothing is said to be before that.
    """
    before = b""
    if source[start - 1] == _DOT:
        first = max(start - _LONGEST, 0)
        line = line_start(source, start, first)
        before = source[max(line, first) : start - 1]
        if _MARKED_UP.search(before):
            return None
        if (line or not first) and _COMMENT.match(before) and not _holds_code_in_texts(source):
            return None
    return AccessText(source[start:end].decode(), before, source[end : end + _LONGEST], source, start)


_DOT = ord(".")
