"""Source in, findings out: the one way by which every front end checks a file."""

from __future__ import annotations

import ast
import functools
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lint_plugin import identity, rules, suppressions
from lint_plugin import source as source_
from lint_plugin.finding import Finding, Problem
from lint_plugin.language import Text
from lint_plugin.mindspore import documents
from lint_plugin.rules.rule import Look, Report, Rule
from lint_plugin.semantics import outline
from lint_plugin.semantics.classes import own_nodes
from lint_plugin.semantics.mentions import Mentions
from lint_plugin.semantics.model import Model
from lint_plugin.semantics.modules import Module
from lint_plugin.semantics.places import Places, read
from lint_plugin.semantics.project import Project
from lint_plugin.settings import Settings
from lint_plugin.triggers import Triggers, lines_at

_MOST_HELD = 1_000_000
"""Bytes of text of files that others asked for whose trees are kept: a tree takes 35 times its text."""
_PARSED_WHOLE = 4096
"""Files up to this size (bytes) are parsed whole, and without a trigger: it costs nothing, and names broken ones."""


@dataclass
class Result:
    """What checking one file gave: the findings in the order of the source, and what couldn't be checked.

    `disabled` are findings that a `disable-file` comment silences, `notes` say what is wrong with such comments.
    """

    findings: list[Finding]
    problems: list[Problem]
    disabled: list[Finding] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


@functools.lru_cache(maxsize=64)
def active_rules(settings: Settings) -> tuple[Rule, ...]:
    """Return the rules that are on and that hold for the project's MindSpore version."""
    return tuple(
        rule
        for rule in rules.all_rules()
        if settings.enabled(rule.code, rule.on_by_default) and rule.holds(settings.mindspore_version)
    )


@functools.lru_cache(maxsize=64)
def _accessed(settings: Settings) -> frozenset[str]:
    """Return the attribute names that the active rules look at, whatever they are attributes of."""
    version = settings.mindspore_version
    rules_ = active_rules(settings)
    return frozenset(name for rule in rules_ for name in rule.attributes_at(version) | rule.scope_attributes)


@functools.lru_cache(maxsize=64)
def _triggers(settings: Settings) -> Triggers:
    """Return what a file's text must contain for any active rule to find anything, but for its `namespaces`."""
    return Triggers.of(_accessed(settings), (name for rule in active_rules(settings) for name in rule.methods))


class Engine:
    """Checks the files of one run with one set of settings; keeps what it learnt of other files on the way.

    `model` is one that another engine with the same source roots has used already.
    """

    def __init__(self, settings: Settings, model: Model | None = None) -> None:
        self.settings = settings
        self.rules = active_rules(settings)
        version = settings.mindspore_version
        self._searches = [
            Mentions(rule.namespaces, functools.partial(rule.asks_for, version=version))
            for rule in self.rules
            if rule.namespaces
        ]
        self.model = Model(Project(settings.src)) if model is None else model
        self.project = self.model.project

    def check(self, path: str, source: bytes, tree: ast.Module | None = None, lines: list[str] | None = None) -> Result:
        """Check one file.

        `path` says where it stands among the project's files, and findings name it so. `source` is its text, which
        needn't be what is on disk; `tree` and `lines` (without their ends) are given where the host has made them
        of the text already. A defect of ours, and too deep a stack or too little memory, are a problem of the result.
        """
        try:
            return self._enabled(path, source, tree, lines)
        except Exception as error:
            return Result([], [internal_error(path, error, self.rules)])

    def _enabled(self, path: str, source: bytes, tree: ast.Module | None, lines: list[str] | None) -> Result:
        """Check one file, and set apart what its `disable-file` comments silence."""
        result = self._check(path, source, tree, lines)
        if suppressions.MARK in source:
            comments = suppressions.disable_file_comments(source_.Text(source, lines).lines)
            for note in comments.notes:
                result.notes.append(Problem(path, note.line, note.column, note.format(self.settings.language)))
            result.disabled = [finding for finding in result.findings if finding.code in comments.codes]
            result.findings = [finding for finding in result.findings if finding.code not in comments.codes]
        return result

    def _check(self, path: str, source: bytes, tree: ast.Module | None, lines: list[str] | None) -> Result:
        result = Result([], [])
        mentions = self._mentions(source)
        asked = self._asked(source, mentions)
        module = self.project.known(os.path.abspath(path), source) if asked else None
        if module is not None:
            tree = module.tree
        try:
            if tree is None:
                tree = _parsed(source, asked)
        except source_.SourceError as error:
            result.problems.append(Problem(path, error.line, error.column, error.reason))
            return result
        if not asked or tree is None:
            return result
        if module is None:
            module = Module(os.path.abspath(path), source, tree, lines)
            self.project.open(module)
        taken = frozenset(name for name, _ in mentions)
        try:
            places = read(self.model, module, lines_at(source, asked), _accessed(self.settings) | taken)
            for rule, report in self._reports(places, taken, path, result):
                if report.confidence >= self.settings.min_confidence:
                    result.findings.append(self._finding(rule, report, places, path))
            result.findings = sorted(set(result.findings))
        finally:
            self.project.close(module, _MOST_HELD)
        return result

    def _mentions(self, source: bytes) -> list[tuple[str, int]]:
        """Return (name, offset) of what the file takes from MindSpore's namespaces that some active rule looks at."""
        return [mention for search in self._searches for mention in search.found_in(source)]

    def _asked(self, source: bytes, mentions: list[tuple[str, int]]) -> list[int]:
        """Return where in a file stands what some active rule may look at, as offsets, sorted."""
        asked = _triggers(self.settings).offsets(source)
        if mentions:  # their names are looked at wherever they stand: what they are taken from may have any name
            asked += Triggers.of({name for name, _ in mentions}, ()).offsets(source)
            asked += (offset for _, offset in mentions)
        return sorted(asked)

    def _reports(
        self, places: Places, taken: frozenset[str], shown: str, result: Result
    ) -> Iterator[tuple[Rule, Report]]:
        look = Look(places, self.settings)
        for rule in self.rules:
            try:
                yield from [(rule, report) for report in _ask(rule, places, taken, look)]
            except Exception as error:  # the other rules' findings stand
                result.problems.append(internal_error(shown, error, [rule], f" in {rule.code}"))

    def _finding(self, rule: Rule, report: Report, places: Places, shown: str) -> Finding:
        version, language = self.settings.mindspore_version, self.settings.language
        url = documents.address(report.topics or rule.topics, version, language)
        filled = {name: f.say(language) if isinstance(f, Text) else f for name, f in report.fields.items()}
        message = rule.messages[report.message].format(language, **filled)
        span, text = report.span, places.module.text
        return Finding(
            path=shown,
            line=span.line,
            column=text.column(span.line, span.column) + 1,
            code=rule.code,
            end_line=span.end_line,
            end_column=text.column(span.end_line, span.end_column) + 1,
            symbol=rule.symbol,
            message=f"{' '.join(message.splitlines())} ({url})",
            url=url,
            confidence=report.confidence,
            holds_below=rule.below if version is None else None,
            enclosing_class=places.enclosing_class(span.line),
            source_line=identity.squeezed(text.line(span.line)),
        )


def internal_error(path: str, error: Exception, kept: Iterable[Rule], place: str = "") -> Problem:
    """Return what to say of a defect of ours that kept these rules from a file; `place` says where it is."""
    text = " ".join(f"internal error{place}: {type(error).__name__}: {error}".split())
    return Problem(path, 0, 0, text.removesuffix(":"), tuple(rule.symbol for rule in kept))


class Engines:
    """The engines of one run in which settings differ from file to file; what is learnt of a file is learnt once."""

    def __init__(self) -> None:
        self._engines: dict[Settings, Engine] = {}
        self._models: dict[tuple[str, ...], Model] = {}

    def get(self, settings: Settings) -> Engine:
        """Return the engine that checks files with these settings."""
        engine = self._engines.get(settings)
        if engine is None:
            engine = self._engines[settings] = Engine(settings, self._models.get(settings.src))
            self._models[settings.src] = engine.model
        return engine


def _parsed(source: bytes, asked: list[int]) -> ast.Module | None:
    """Return the tree of a file, of a large one with what is asked of it alone; None where nothing is.

    Raises SourceError for one that can't be decoded, or that has a mistake of syntax in what is parsed of it.
    """
    if len(source) <= _PARSED_WHOLE or b"\0" in source:
        return source_.parse(source)
    if asked:
        return outline.parse(source, asked)
    source_.decodable(source)
    return None


def _ask(rule: Rule, places: Places, taken: frozenset[str], look: Look) -> Iterator[Report]:
    """Yield what a rule reports, by handing it each node that it asked for; `taken` are names taken from namespaces."""
    for name in sorted(rule.attributes_at(look.settings.mindspore_version) & places.attributes.keys()):
        for node in places.attributes[name]:
            yield from rule.check_attribute(node, name, look)
    if rule.namespaces and taken:
        for name in sorted(taken & places.attributes.keys()):
            for node in places.attributes[name]:
                yield from rule.check_name(node, name, look)
        for imported in places.imports:
            yield from rule.check_import(imported, look)
    if rule.methods:
        for statement in places.classes:
            cls = look.model.project_class(statement, look.scope(statement))
            if not rule.methods.isdisjoint(cls.body_names()):
                yield from rule.check_class(cls, look)
    scopes = {look.scope(node) for name in rule.scope_attributes for node in places.attributes.get(name, ())}
    for scope in scopes:
        yield from rule.check_scope(scope, list(own_nodes(scope.node)), look)
