"""What the rules find in a file that holds a trigger: the file is parsed, and each rule handed what it asked for."""

from __future__ import annotations

import ast
import functools
import os
from collections.abc import Iterator, Mapping, Sequence

from lint_plugin import identity
from lint_plugin import source as source_
from lint_plugin.checks import Report, RuleContext, check_of
from lint_plugin.checks.sites import imports
from lint_plugin.confidence import Confidence
from lint_plugin.finding import Finding, Problem, Result, internal_error
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import LANGUAGES, Text
from lint_plugin.mindspore import documents
from lint_plugin.mindspore.versions import Version
from lint_plugin.rules.rule import Rule
from lint_plugin.semantics.code import flow, outline
from lint_plugin.semantics.code.classes import project_class
from lint_plugin.semantics.code.project import Project
from lint_plugin.semantics.code.syntax import own_nodes, own_statements
from lint_plugin.semantics.inference.hierarchy import ClassKind, kind
from lint_plugin.semantics.inference.model import Model
from lint_plugin.semantics.syntax_index import MAX_PLACES, SyntaxIndex, Wanted, callee_names, read
from lint_plugin.settings import Settings
from lint_plugin.triggers import WakeUp, lines_at

_GIVEN_UP = Text(
    en="too many names and branches in one body: what its names hold was not followed, and findings may be missing",
    zh="同一代码体中的名称和分支过多：未分析其中各名称的取值，可能有遗漏的告警",
)
_LEFT_OUT = Text(
    en="more than {most:,} places to look at: what comes from here on was left out",
    zh="需要检查的位置超过 {most:,} 处：从此处开始的内容未检查",
)
_MOST_HELD = 4_000_000
"""Bytes of text of files that others asked for whose trees are kept: a whole tree takes 35 times its text."""


class Inspection:
    """Looks at files for the rules that are on; keeps what it learnt of other files on the way.

    `model` is one that another inspection with the same source roots has used already; else `texts` are what a new one
    reads instead of what is on disk, by absolute path. `fixes` says whether findings get what would mend them.
    """

    def __init__(
        self,
        settings: Settings,
        rules: Sequence[Rule],
        model: Model | None = None,
        texts: Mapping[str, bytes] | None = None,
        fixes: bool = False,
    ) -> None:
        self._settings = settings
        self._rules = rules
        self._accesses = {rule.code: rule.accesses_at(settings.mindspore_version) for rule in rules}
        self._fixes = fixes
        self.model = Model(Project(settings.src, texts)) if model is None else model

    def prepare(self) -> None:
        """Import what looks at files for the rules, as is done for the first file that a rule looks at otherwise."""
        for rule in self._rules:
            check_of(rule)

    def inspect(
        self, path: str, source: bytes, wake_up: WakeUp, tree: ast.Module | None, lines: list[str] | None
    ) -> Result:
        """Return what the rules find in a file, and why it couldn't be looked at; arguments as of Engine.check."""
        result = Result([], [])
        project = self.model.project
        try:
            module = project.checked(os.path.abspath(path), source, wake_up.offsets, tree, lines)
        except source_.SourceError as error:
            result.problems.append(Problem(path, error.line, error.column, error.reason))
            return result
        try:
            callees = frozenset[str]().union(*wake_up.callees.values())
            wanted = Wanted(wake_up.accesses, callees, wake_up.keywords, wake_up.names)
            index = read(self.model, module, lines_at(source, wake_up.offsets), wanted)
            for rule, report in self._reports(index, wake_up, path, result):
                if report.confidence >= self._settings.min_confidence:
                    result.findings.append(self._finding(rule, report, index, path, result))
            result.findings = sorted(set(result.findings))
            result.in_part = not outline.is_whole(module.tree)
            result.notes += self._limits(index, path)
        finally:
            project.close(module, _MOST_HELD)
        return result

    def _limits(self, index: SyntaxIndex, path: str) -> Iterator[Problem]:
        """Yield what of a file wasn't looked at since there is too much of it."""
        language = self._settings.language
        if index.beyond:
            line, column = index.first_beyond
            reason = _LEFT_OUT.format(language, most=MAX_PLACES)
            yield Problem(path, line, index.module.text.column(line, column) + 1, reason, is_limit=True)
        if flow.GIVEN_UP in index.module.memo:
            yield Problem(path, 0, 0, _GIVEN_UP.format(language), is_limit=True)

    def _reports(
        self, index: SyntaxIndex, wake_up: WakeUp, shown: str, result: Result
    ) -> Iterator[tuple[Rule, Report]]:
        context = RuleContext(index, self._settings)
        for rule in self._rules:
            try:
                accesses = self._accesses[rule.code]
                yield from [(rule, report) for report in _reports_of(rule, accesses, index, wake_up, context)]
            except Exception as error:  # the other rules' findings stand
                result.problems.append(internal_error(shown, error, [rule.symbol], f" in {rule.code}"))

    def _fix(self, rule: Rule, report: Report, shown: str, result: Result) -> Fix | None:
        """Return what would mend a finding, as the settings want it."""
        if report.fix is None or not self._fixes:
            return None
        try:
            return self._settings.fix_of(rule.code, report.fix())
        except Exception as error:  # the finding stands
            result.problems.append(internal_error(shown, error, [rule.symbol], f" in the fix of {rule.code}"))
            return None

    def _finding(self, rule: Rule, report: Report, index: SyntaxIndex, shown: str, result: Result) -> Finding:
        version, language = self._settings.mindspore_version, self._settings.language
        said, urls = _said(rule, report, version)
        span, text = report.span, index.module.text
        return Finding(
            path=shown,
            line=span.line,
            column=text.column(span.line, span.column) + 1,
            code=rule.code,
            end_line=span.end_line,
            end_column=text.column(span.end_line, span.end_column) + 1,
            symbol=rule.symbol,
            message=said.say(language),
            url=urls.say(language),
            confidence=report.confidence,
            holds_below=rule.below if version is None else None,
            enclosing_class=index.enclosing_class(span.line),
            source_line=identity.squeezed(text.line(span.line)),
            fix=self._fix(rule, report, shown, result),
            said=said,
            urls=urls,
        )

    def cells(self, path: str, source: bytes) -> list[str]:
        """Return the names of the Cells that a file defines outside of functions and other classes.

        Raises SourceError for what isn't Python.
        """
        module = self.model.project.checked(os.path.abspath(path), source, ())
        try:
            classes = [node for node in own_statements(module.tree) if isinstance(node, ast.ClassDef) and node.bases]
            kinds = {node.name: kind(self.model, project_class(node, module.scope))[0] for node in classes}
            return [name for name, is_a in kinds.items() if is_a is ClassKind.CELL]
        finally:
            self.model.project.close(module, _MOST_HELD)


def _said(rule: Rule, report: Report, version: Version | None) -> tuple[Text, Text]:
    """Return a report's message on one line, with the address that it cites behind it, and the address."""
    texts = [rule.messages[report.message]]
    if report.confidence is Confidence.GUESS:
        texts.insert(0, rule.premise)
    said, urls = {}, {}
    for language in LANGUAGES:
        filled = {name: f.say(language) if isinstance(f, Text) else f for name, f in report.fields.items()}
        message = "".join(text.format(language, **filled) for text in texts)
        urls[language] = documents.address(report.topics or rule.topics, version, language)
        said[language] = f"{' '.join(message.splitlines())} ({urls[language]})"
    return Text(**said), Text(**urls)


def _reports_of(
    rule: Rule, accesses: frozenset[str], index: SyntaxIndex, wake_up: WakeUp, context: RuleContext
) -> Iterator[Report]:
    """Yield what a rule reports, by handing it each place that it asked for; `accesses` are those of the version.

    What looks at the places is imported for the first one.
    """
    names = accesses | wake_up.taken if rule.namespaces else accesses
    for name in sorted(names & index.attributes.keys()):
        for node in index.attributes[name]:
            yield from check_of(rule).check_access(context.access(node, name), context)
    for name in sorted(_method_names(rule) & index.attributes.keys() - names):
        for node in index.attributes[name]:
            access = context.access(node, name)
            if access.call is not None:
                yield from check_of(rule).check_access(access, context)
    for name in sorted(rule.names & index.names.keys()):
        for used in index.names[name]:
            yield from check_of(rule).check_name(used, context)
    if rule.namespaces and wake_up.taken:
        for statement in index.imports:
            for imported in imports(statement, index):
                yield from check_of(rule).check_import(imported, context)
    if rule.defines:
        for cls in index.classes:
            for definition in context.definitions(cls, rule.defines):
                yield from check_of(rule).check_definition(definition, context)
    if rule.calls or rule.call_namespaces or rule.call_keywords:
        callees = wake_up.callees.get(rule.code, frozenset())
        for call in index.calls:
            if not callees.isdisjoint(callee_names(call)) or _gives_one(call, rule.call_keywords):
                yield from _reports_on_call(rule, call, context)
    for scope in {index.scope(node) for name in rule.scope_accesses for node in index.attributes.get(name, ())}:
        yield from check_of(rule).check_scope(list(index.looked_at(own_nodes(scope.node))), context)


@functools.cache
def _method_names(rule: Rule) -> frozenset[str]:
    """Return the names of the methods whose calls a rule looks at."""
    return frozenset(method.rpartition(".")[2] for method in rule.methods)


def _gives_one(call: ast.Call, keywords: frozenset[str]) -> bool:
    return any(keyword.arg in keywords for keyword in call.keywords)


def _reports_on_call(rule: Rule, node: ast.Call, context: RuleContext) -> Iterator[Report]:
    """Yield what a rule reports of a call: nothing where the callee may be one that nothing is reported of."""
    first: list[Report] = []
    for call in context.calls(node):
        if not rule.asks_for_call(call.qualified_name, context.version):
            return
        reports = list(check_of(rule).check_call(call, context))
        if not reports:
            return
        first = first or reports
    yield from first
