"""Source in, findings out: the one way by which every front end checks a file.

Most files hold nothing that a rule asks for, which a search of their text tells: they are never parsed, and a run in
which no file does holds no more than that search.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from lint_plugin import rules
from lint_plugin import source as source_
from lint_plugin.access_search import AccessSearch
from lint_plugin.attribute_search import AttributeSearch
from lint_plugin.call_search import CallSearch
from lint_plugin.finding import Problem, Result, internal_error
from lint_plugin.long_strings import outside_docstrings
from lint_plugin.method_search import MethodSearch
from lint_plugin.name_search import asked_uses
from lint_plugin.namespace_search import NamespaceSearch
from lint_plugin.prose import is_prose
from lint_plugin.rules.rule import Rule
from lint_plugin.settings import Settings
from lint_plugin.suppressions import DISABLE_FILE, MARK, Reading
from lint_plugin.triggers import ASLEEP, Triggers, WakeUp

if TYPE_CHECKING:
    from lint_plugin.inspection import Inspection
    from lint_plugin.semantics.inference.model import Model

    Models = dict[tuple[str, ...], Model]  # what is known of a project's files, by the source roots

_MARK = MARK.encode()
_CLASS = re.compile(rb"^[ \t]*class[ \t]+\w+[ \t\\]*\(", re.MULTILINE)
PARSED_WHOLE = 4096
"""Files up to this size (bytes) are parsed whole, and without a trigger: it costs nothing, and names broken ones."""


def active_rules(settings: Settings) -> tuple[Rule, ...]:
    """Return the rules that are on and that hold for the project's MindSpore version."""
    return tuple(
        rule
        for rule in rules.all_rules()
        if settings.enabled(rule.code, rule.on_by_default) and rule.holds(settings.mindspore_version)
    )


class Engine:
    """Checks the files of one run with one set of settings; keeps what it learnt of other files on the way.

    `rules` are those that are on; `models` are shared by the engines of a run. `texts` are what is read instead of what
    is on disk, by absolute path. `fixes` says whether findings get what would mend them, `reading` which comments
    suppress findings here.
    """

    def __init__(
        self,
        settings: Settings,
        models: Models | None = None,
        texts: Mapping[str, bytes] | None = None,
        fixes: bool = False,
        reading: Reading = DISABLE_FILE,
    ) -> None:
        self.settings = settings
        self._fixes = fixes
        self._reading = reading
        self._texts = texts
        self.rules = active_rules(settings)
        self._models: Models = {} if models is None else models
        version = settings.mindspore_version
        self._accesses = AccessSearch(self.rules, version)
        self._namespaces = [
            NamespaceSearch(rule.namespaces, functools.partial(rule.asks_for, version=version))
            for rule in self.rules
            if rule.namespaces
        ]
        self._methods = MethodSearch(self.rules, version)
        self._attributes = AttributeSearch(frozenset(map(str.encode, self._accesses.names | self._methods.names)))
        self._names = frozenset(name for rule in self.rules for name in rule.names)

    def _asks_for_name(self, name: str, attribute: str, of_torch: bool) -> bool:
        return any(name in rule.names and rule.asks_for_name(name, attribute, of_torch=of_torch) for rule in self.rules)

    @functools.cached_property
    def _calls(self) -> CallSearch | None:
        if not any(rule.calls or rule.call_namespaces or rule.call_keywords for rule in self.rules):
            return None
        return CallSearch(self.rules, self.settings.mindspore_version)

    @functools.cached_property
    def _inspection(self) -> Inspection:
        from lint_plugin.inspection import Inspection  # takes longer to import than to search a thousand files

        inspection = Inspection(
            self.settings, self.rules, self._models.get(self.settings.src), self._texts, self._fixes
        )
        self._models[self.settings.src] = inspection.model
        return inspection

    def prepare(self) -> None:
        """Import all that looking at a file takes, as is done for the first file otherwise."""
        self._inspection.prepare()

    def check(self, path: str, source: bytes, tree: ast.Module | None = None, lines: list[str] | None = None) -> Result:
        """Check one file.

        `path` says where it stands among the project's files, and findings name it so. `source` is its text, which
        needn't be what is on disk; `tree` and `lines` (without their ends) are given where the host has made them
        of the text already. Too large a text, a defect of ours, and too deep a stack or too little memory, are problems
        of the result.
        """
        if len(source) > source_.MAX_BYTES:
            return Result([], [Problem(path, 0, 0, source_.too_large().reason, is_limit=True)])
        try:
            result = self._checked(path, source, tree, lines)
            reading = self._reading
            asked = reading.noqa and (result.findings or reading.unused)
            if _MARK in source or (asked and b"noqa" in source.lower()):
                from lint_plugin.suppressions import comments  # most files have no findings, nor such a comment

                comments.apply(result, path, source_.Text(source, lines).lines, reading, self.rules, self.settings)
            return result
        except Exception as error:
            return Result([], [internal_error(path, error, [rule.symbol for rule in self.rules])])

    def cells(self, path: str, source: bytes) -> list[str]:
        """Return the names of the Cells that a file defines, none of those inside of functions and other classes.

        Raises SourceError for what isn't Python.
        """
        return self._inspection.cells(path, source) if _CLASS.search(source) else []

    def _checked(self, path: str, source: bytes, tree: ast.Module | None, lines: list[str] | None) -> Result:
        wake_up = self.wake_up(source)
        try:
            if tree is None and (len(source) <= PARSED_WHOLE or b"\0" in source):
                tree = source_.parse(source)
            elif tree is None and not wake_up.offsets:
                source_.decodable(source)
        except source_.SourceError as error:
            return Result([], [Problem(path, error.line, error.column, error.reason)])
        if not wake_up.offsets:
            return Result([], [], in_part=tree is None)
        return self._inspection.inspect(path, source, wake_up, tree, lines)

    def wake_up(self, source: bytes) -> WakeUp:
        """Return what some rule may look at in a file, by its text."""
        mentions = _in_code(source, [mention for search in self._namespaces for mention in search.found_in(source)])
        taken = frozenset(name for name, _ in mentions)
        attributes = self._attributes.found_in(source)
        offsets = self._accesses.found_in(source, attributes)
        if mentions:  # their names are looked at wherever they are: what they are taken from may have any name
            offsets += _code(source, Triggers.of(taken, ()).offsets(source))
            offsets += [offset for _, offset in mentions]
        methods = self._methods.found_in(source, attributes)
        offsets += [offset for _, offset in methods]
        names = _in_code(source, asked_uses(self._names, self._asks_for_name, source))
        offsets += [offset for _, offset in names]
        callees, keywords = dict[str, frozenset[str]](), frozenset[str]()
        if self._calls is not None:
            found = self._calls.found_in(source)
            offsets += _code(source, found.offsets)
            callees, keywords = found.callees, self._calls.keywords
        if not offsets:
            return ASLEEP
        accesses = self._accesses.names.union(taken, (name for name, _ in methods))
        used = frozenset(name for name, _ in names)
        return WakeUp(outside_docstrings(source, sorted(offsets)), accesses, taken, callees, keywords, used)


def _in_code(source: bytes, found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return those of the names that aren't only mentioned, in comments and docstrings."""
    kept = set(outside_docstrings(source, sorted(_code(source, (offset for _, offset in found)))))
    return [(name, offset) for name, offset in found if offset in kept]


def _code(source: bytes, offsets: Iterable[int]) -> list[int]:
    return [offset for offset in offsets if not is_prose(source, offset)]


class Engines:
    """The engines of one run in which settings differ from file to file; what is learnt of a file is learnt once.

    `texts`, `fixes` and `reading` are as of Engine.
    """

    def __init__(
        self, texts: Mapping[str, bytes] | None = None, fixes: bool = False, reading: Reading = DISABLE_FILE
    ) -> None:
        self._fixes = fixes
        self._reading = reading
        self._engines: dict[Settings, Engine] = {}
        self._models: Models = {}
        self._texts = texts

    def get(self, settings: Settings) -> Engine:
        """Return the engine that checks files with these settings."""
        engine = self._engines.get(settings)
        if engine is None:
            engine = self._engines[settings] = Engine(settings, self._models, self._texts, self._fixes, self._reading)
        return engine
