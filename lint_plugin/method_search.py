"""Which calls of methods a file's text may hold, found without parsing it, by their names and what they are given."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from lint_plugin.access_search import text_around
from lint_plugin.call_search import OPENING, arguments_at
from lint_plugin.mindspore import versions
from lint_plugin.rules.access_text import AccessText
from lint_plugin.rules.rule import Rule
from lint_plugin.source import GAP


class MethodSearch:
    """A search for calls of the methods that some rules ask for; one serves any number of files."""

    def __init__(self, rules: Sequence[Rule], version: versions.Version | None) -> None:
        self._version = version
        self._asked: dict[bytes, list[tuple[Rule, str]]] = {}
        self._known: dict[tuple[bytes, tuple[int, tuple[str, ...]]], bool] = {}
        for rule in rules:
            for method in sorted(rule.methods):
                self._asked.setdefault(method.rpartition(".")[2].encode(), []).append((rule, method))

    def found_in(self, source: bytes) -> list[tuple[str, int]]:
        """Return (name, offset in the source) of each call of such a method that a rule may report."""
        if not self._asked or (b"mindspore" not in source and b"torch" in source):
            return []
        found = []
        for match in _called(tuple(sorted(self._asked))).finditer(source):
            access = text_around(source, *match.span(1))
            if access is not None and self._is_wanted(match[1], access, match.end() - 1, source):
                found.append((access.name, match.start(1)))
        return found

    def _is_wanted(self, name: bytes, access: AccessText, opening: int, source: bytes) -> bool:
        asked = [(rule, method) for rule, method in self._asked[name] if rule.asks_for_access(access)]
        arguments = arguments_at(source, opening) if asked and access.arguments is None else access.arguments
        if not asked or arguments is None:
            return bool(asked)
        known = self._known.get((name, arguments))
        if known is None:
            wanting = (rule.asks_for_arguments(method, *arguments, self._version) for rule, method in asked)
            known = self._known[name, arguments] = any(wanting)
        return known


@functools.lru_cache(maxsize=64)
def _called(names: tuple[bytes, ...]) -> re.Pattern[bytes]:
    """Return what finds a dot, one of the names, and the opening bracket of a call."""
    first = bytes(sorted({name[0] for name in names}))
    return re.compile(rb"\.%s(?=[%s])(%s)\b%s" % (GAP, first, b"|".join(names), OPENING.pattern))
