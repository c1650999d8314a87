"""What the rules find in a file that holds a trigger: the file is parsed, and each rule handed what it asked for."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator, Sequence

from lint_plugin import identity
from lint_plugin import source as source_
from lint_plugin.checks import check_of
from lint_plugin.checks.check import Look, Report
from lint_plugin.finding import Finding, Problem, Result, internal_error
from lint_plugin.language import Text
from lint_plugin.mindspore import documents
from lint_plugin.rules.rule import Rule
from lint_plugin.semantics.code import outline
from lint_plugin.semantics.code.classes import project_class
from lint_plugin.semantics.code.modules import Module
from lint_plugin.semantics.code.project import Project
from lint_plugin.semantics.code.syntax import own_nodes
from lint_plugin.semantics.inference.model import Model
from lint_plugin.semantics.syntax_index import SyntaxIndex, read
from lint_plugin.settings import Settings
from lint_plugin.triggers import Asked, lines_at

_MOST_HELD = 3_000_000
"""Bytes of text of files that others asked for whose trees are kept: a whole tree takes 35 times its text."""


class Inspection:
    """Looks at files for the rules that are on; keeps what it learnt of other files on the way.

    `model` is one that another inspection with the same source roots has used already.
    """

    def __init__(self, settings: Settings, rules: Sequence[Rule], model: Model | None = None) -> None:
        self._settings = settings
        self._rules = rules
        self.model = Model(Project(settings.src)) if model is None else model

    def inspect(
        self, path: str, source: bytes, asked: Asked, tree: ast.Module | None, lines: list[str] | None
    ) -> Result:
        """Return what the rules find in a file, and why it couldn't be looked at; arguments as of Engine.check."""
        result = Result([], [])
        project = self.model.project
        module = project.known(os.path.abspath(path), source)
        if module is None:
            try:
                tree = outline.parse(source, asked.offsets) if tree is None else tree
            except source_.SourceError as error:
                result.problems.append(Problem(path, error.line, error.column, error.reason))
                return result
            module = Module(os.path.abspath(path), source, tree, lines)
            project.open(module)
        try:
            index = read(self.model, module, lines_at(source, asked.offsets), asked.names)
            for rule, report in self._reports(index, asked.taken, path, result):
                if report.confidence >= self._settings.min_confidence:
                    result.findings.append(self._finding(rule, report, index, path))
            result.findings = sorted(set(result.findings))
        finally:
            project.close(module, _MOST_HELD)
        return result

    def _reports(
        self, index: SyntaxIndex, taken: frozenset[str], shown: str, result: Result
    ) -> Iterator[tuple[Rule, Report]]:
        look = Look(index, self._settings)
        for rule in self._rules:
            try:
                yield from [(rule, report) for report in _ask(rule, index, taken, look)]
            except Exception as error:  # the other rules' findings stand
                result.problems.append(internal_error(shown, error, [rule.symbol], f" in {rule.code}"))

    def _finding(self, rule: Rule, report: Report, index: SyntaxIndex, shown: str) -> Finding:
        version, language = self._settings.mindspore_version, self._settings.language
        url = documents.address(report.topics or rule.topics, version, language)
        filled = {name: f.say(language) if isinstance(f, Text) else f for name, f in report.fields.items()}
        message = rule.messages[report.message].format(language, **filled)
        span, text = report.span, index.module.text
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
            enclosing_class=index.enclosing_class(span.line),
            source_line=identity.squeezed(text.line(span.line)),
        )


def _ask(rule: Rule, index: SyntaxIndex, taken: frozenset[str], look: Look) -> Iterator[Report]:
    """Yield what a rule reports, by handing it each node that it asked for; `taken` are names taken from namespaces."""
    check = check_of(rule)
    for name in sorted(rule.attributes_at(look.settings.mindspore_version) & index.attributes.keys()):
        for node in index.attributes[name]:
            yield from check.check_attribute(node, name, look)
    if rule.namespaces and taken:
        for name in sorted(taken & index.attributes.keys()):
            for node in index.attributes[name]:
                yield from check.check_name(node, name, look)
        for imported in index.imports:
            yield from check.check_import(imported, look)
    if rule.methods:
        for statement in index.classes:
            cls = project_class(statement, look.scope(statement))
            if not rule.methods.isdisjoint(cls.body_names()):
                yield from check.check_class(cls, look)
    scopes = {look.scope(node) for name in rule.scope_attributes for node in index.attributes.get(name, ())}
    for scope in scopes:
        yield from check.check_scope(scope, list(own_nodes(scope.node)), look)
