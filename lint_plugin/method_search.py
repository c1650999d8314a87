"""Which calls of methods a file's text may hold, found without parsing it, by their names and what they are given."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from lint_plugin.call_search import OPENING, arguments_at
from lint_plugin.mindspore import versions
from lint_plugin.rules.rule import Rule
from lint_plugin.source import GAP


class MethodSearch:
    """A search for calls of the methods that some rules ask for; one serves any number of files."""

    def __init__(self, rules: Sequence[Rule], version: versions.Version | None) -> None:
        self._version = version
        self._asked: dict[bytes, list[tuple[Rule, str]]] = {}
        for rule in rules:
            for method in sorted(rule.methods):
                self._asked.setdefault(method.rpartition(".")[2].encode(), []).append((rule, method))

    def found_in(self, source: bytes) -> list[tuple[str, int]]:
        """Return (name, offset in the source) of each call of such a method that a rule may report."""
        if not self._asked or (b"mindspore" not in source and b"torch" in source):
            return []
        found = []
        for match in _called(tuple(sorted(self._asked))).finditer(source):
            if self._is_wanted(match[1], source, match.end() - 1):
                found.append((match[1].decode(), match.start(1)))
        return found

    def _is_wanted(self, name: bytes, source: bytes, opening: int) -> bool:
        arguments = arguments_at(source, opening)
        return arguments is None or any(
            rule.asks_for_arguments(method, *arguments, self._version) for rule, method in self._asked[name]
        )


@functools.lru_cache(maxsize=64)
def _called(names: tuple[bytes, ...]) -> re.Pattern[bytes]:
    """Return what finds a dot, one of the names, and the opening bracket of a call."""
    first = bytes(sorted({name[0] for name in names}))
    return re.compile(rb"\.%s(?=[%s])(%s)\b%s" % (GAP, first, b"|".join(names), OPENING.pattern))
