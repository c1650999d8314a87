"""Which accesses of attributes a file's text may hold that some rule may report, found without parsing it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lint_plugin.mindspore import versions
from lint_plugin.patterns import later
from lint_plugin.prose import is_prose, is_prose_behind, line_before
from lint_plugin.rules.access_text import AccessText
from lint_plugin.rules.rule import Rule
from lint_plugin.triggers import Triggers

_LONGEST = 200
"""Bytes of the text behind an access that rules are shown."""


_FROM = later(rb"[ \t]*from[ \t]+[\w.]*$")
_IMPORTS = later(rb"[\w.]*[ \t]+import\b")
"""What stands before a part of a module's name, and behind it, where names are imported from the module."""


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
        self._asked = frozenset(map(str.encode, self.names))
        self._triggers = Triggers.of(self.names, (name for rule in rules for name in rule.defines))

    def found_in(self, source: bytes, attributes: Iterable[tuple[bytes, int]]) -> list[int]:
        """Return where in the text the names stand where they may count; `attributes` are what stands behind dots."""
        behind_dots = [at for name, at in attributes if name in self._asked and self._is_wanted(source, name, at)]
        return behind_dots + [at for at in self._triggers.apart_from_dots(source) if not is_prose(source, at)]

    def _is_wanted(self, source: bytes, name: bytes, offset: int) -> bool:
        """Return whether a rule asks for the access whose name stands at an offset, behind a dot."""
        if source[offset - 1] != _DOT:
            return not is_prose(source, offset)
        access = text_around(source, offset, name)
        return access is not None and any(rule.asks_for_access(access) for rule in self._askers[access.name])


def text_around(source: bytes, start: int, name: bytes) -> AccessText | None:
    """Return the text around an attribute's name; None for one that is no code.

    Where the name stands apart from its dot, nothing is said to be before that.
    """
    before = b""
    if source[start - 1] == _DOT:
        before, line = line_before(source, start - 1)
        if is_prose_behind(before, line, source):
            return None
    end = start + len(name)
    behind = source[end : end + _LONGEST]
    if _FROM.match(before) and _IMPORTS.match(behind):
        return None
    return AccessText(name.decode(), before, behind, source, start)


_DOT = ord(".")
