"""Which calls of methods a file's text may hold, found without parsing it, by their names and what they are given."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from lint_plugin.access_search import text_around
from lint_plugin.call_search import OPENING
from lint_plugin.call_text import Arguments, arguments_at
from lint_plugin.mindspore import versions
from lint_plugin.rules.rule import Rule
from lint_plugin.source import GAP


class MethodSearch:
    """A search for calls of the methods that some rules ask for; one serves any number of files."""

    def __init__(self, rules: Sequence[Rule], version: versions.Version | None) -> None:
        self._version = version
        self._asked: dict[bytes, list[tuple[Rule, str]]] = {}
        self._known: dict[tuple[bytes, Arguments | None], Sequence[Rule]] = {}
        for rule in rules:
            for method in sorted(rule.methods):
                self._asked.setdefault(method.rpartition(".")[2].encode(), []).append((rule, method))

    def found_in(self, source: bytes) -> list[tuple[str, int]]:
        """Return (name, offset in the source) of each call of such a method that a rule may report."""
        if not self._asked or (b"mindspore" not in source and b"torch" in source):
            return []
        found = []
        for match in _called(tuple(sorted(self._asked))).finditer(source):
            wanting = self._wanting(match[1], arguments_at(source, match.end() - 1))
            access = text_around(source, *match.span(1)) if wanting else None
            if access is not None and any(rule.asks_for_access(access) for rule in wanting):
                found.append((access.name, match.start(1)))
        return found

    def _wanting(self, name: bytes, arguments: Arguments | None) -> Sequence[Rule]:
        """Return the rules that may report a call of a method with these arguments, None where they aren't known."""
        known = self._known.get((name, arguments))
        if known is None:
            known = self._known[name, arguments] = [
                rule
                for rule, method in self._asked[name]
                if arguments is None or rule.asks_for_arguments(method, *arguments, self._version)
            ]
        return known


@functools.lru_cache(maxsize=64)
def _called(names: tuple[bytes, ...]) -> re.Pattern[bytes]:
    """Return what finds a dot, one of the names, and the opening bracket of a call."""
    first = bytes(sorted({name[0] for name in names}))
    return re.compile(rb"\.%s(?=[%s])(%s)\b%s" % (GAP, first, b"|".join(names), OPENING.pattern))
