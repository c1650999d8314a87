"""Which calls of methods a file's text may hold, found without parsing it, by their names and what they are given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lint_plugin.access_search import text_around
from lint_plugin.call_search import OPENING
from lint_plugin.call_text import Arguments, arguments_at
from lint_plugin.mindspore import versions
from lint_plugin.rules.rule import Rule


class MethodSearch:
    """A search for calls of the methods that some rules ask for; one serves any number of files."""

    def __init__(self, rules: Sequence[Rule], version: versions.Version | None) -> None:
        self._version = version
        self._asked: dict[bytes, list[tuple[Rule, str]]] = {}
        self._known: dict[tuple[bytes, Arguments | None], Sequence[Rule]] = {}
        for rule in rules:
            for method in sorted(rule.methods):
                self._asked.setdefault(method.rpartition(".")[2].encode(), []).append((rule, method))
        self.names = frozenset(name.decode() for name in self._asked)

    def found_in(self, source: bytes, attributes: Iterable[tuple[bytes, int]]) -> list[tuple[str, int]]:
        """Return (name, offset in the source) of each call of such a method that a rule may report.

        `attributes` are what stands behind dots.
        """
        if not self._asked or (b"mindspore" not in source and b"torch" in source):
            return []
        found = []
        for name, start in attributes:
            opening = OPENING.match(source, start + len(name)) if name in self._asked else None
            wanting = self._wanting(name, arguments_at(source, opening.end() - 1)) if opening else ()
            access = text_around(source, start, name) if wanting else None
            if access is not None and any(rule.asks_for_access(access) for rule in wanting):
                found.append((access.name, start))
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
