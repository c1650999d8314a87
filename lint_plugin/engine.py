"""Source in, findings out: the one way by which every front end checks a file."""

from __future__ import annotations

import ast
import functools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lint_plugin import rules
from lint_plugin import source as source_
from lint_plugin.finding import Finding, Problem
from lint_plugin.mindspore import documents
from lint_plugin.rules.rule import Look, Report, Rule
from lint_plugin.semantics import places as places_
from lint_plugin.semantics.classes import own_nodes
from lint_plugin.semantics.model import Model
from lint_plugin.semantics.modules import Module
from lint_plugin.semantics.project import Project
from lint_plugin.semantics.scopes import Scope
from lint_plugin.settings import Settings

_ALWAYS_PARSED = 4096
"""Files up to this size (bytes) are parsed without a trigger too: it costs nothing, and names broken ones."""


@dataclass
class Result:
    """What checking one file gave: the findings in the order of the source, and what couldn't be checked."""

    findings: list[Finding]
    problems: list[Problem]


@functools.lru_cache(maxsize=64)
def active_rules(settings: Settings) -> tuple[Rule, ...]:
    """Return the rules that are on and that hold for the project's MindSpore version."""
    return tuple(
        rule
        for rule in rules.all_rules()
        if settings.enabled(rule.code, rule.on_by_default) and rule.holds(settings.mindspore_version)
    )


@functools.lru_cache(maxsize=64)
def _trigger(settings: Settings) -> re.Pattern[bytes]:
    names = sorted({name for rule in active_rules(settings) for name in rule.triggers})
    return re.compile(rb"\b(?:" + b"|".join(re.escape(name.encode()) for name in names) + rb")\b")


class Engine:
    """Checks the files of one run with one set of settings; keeps what it learnt of other files on the way."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.rules = active_rules(settings)
        self.project = Project(settings.src)
        self.model = Model(self.project)

    def check(self, path: str, source: bytes, tree: ast.Module | None = None, shown: str | None = None) -> Result:
        """Check one file.

        `path` says where it stands among the project's files, `shown` how findings name it (default: `path`). `source`
        is its text, which needn't be what is on disk; `tree` its tree, where the host has parsed it already.
        """
        shown = path if shown is None else shown
        result = Result([], [])
        trigger = _trigger(self.settings).search(source) if self.rules else None
        try:
            if tree is None and (trigger is not None or len(source) <= _ALWAYS_PARSED or b"\0" in source):
                tree = source_.parse(source)
            elif tree is None:
                source_.decodable(source)
        except source_.SourceError as error:
            result.problems.append(Problem(shown, error.line, error.column, error.reason))
            return result
        if trigger is None or tree is None:
            return result
        module = Module(os.path.abspath(path), source, tree)
        self.project.open(module)
        for rule, report in self._reports(module, shown, result):
            if report.confidence >= self.settings.min_confidence:
                result.findings.append(self._finding(rule, report, module, shown))
        result.findings = sorted(set(result.findings))
        return result

    def _reports(self, module: Module, shown: str, result: Result) -> Iterator[tuple[Rule, Report]]:
        lines = _lines_of(module.source, _trigger(self.settings))
        places, nodes = places_.read(self.model, module, lines)
        look = Look(places, self.settings)
        for rule in self.rules:
            try:
                yield from [(rule, report) for report in _ask(rule, nodes, look)]
            except Exception as error:  # a defect of ours: say so, and let the other rules' findings stand
                reason = f"internal error in {rule.code}: {type(error).__name__}: {error}"
                result.problems.append(Problem(shown, 0, 0, reason))

    def _finding(self, rule: Rule, report: Report, module: Module, shown: str) -> Finding:
        version, language = self.settings.mindspore_version, self.settings.language
        url = documents.address(rule.topics, version, language)
        message = rule.messages[report.message].format(language, **report.fields)
        span, text = report.span, module.text
        return Finding(
            path=shown,
            line=span.line,
            column=text.column(span.line, span.column) + 1,
            code=rule.code,
            end_line=span.end_line,
            end_column=text.column(span.end_line, span.end_column) + 1,
            symbol=rule.symbol,
            message=f"{' '.join(message.split())} ({url})",
            url=url,
            confidence=report.confidence,
            holds_below=rule.below if version is None else None,
        )


def _lines_of(source: bytes, trigger: re.Pattern[bytes]) -> list[int]:
    """Return the lines (1-based, as the parser counts them) on which a trigger stands."""
    lines: list[int] = []
    line, position = 1, 0
    for match in trigger.finditer(source):
        line += len(_LINE_ENDS.findall(source, position, match.start()))
        position = match.start()
        if not lines or lines[-1] != line:
            lines.append(line)
    return lines


_LINE_ENDS = re.compile(rb"\r\n|\r|\n")


def _ask(rule: Rule, nodes: list[ast.AST], look: Look) -> Iterator[Report]:
    """Yield what a rule reports, by handing it each node that it asked for."""
    scopes: dict[Scope, None] = {}
    for node in nodes:
        if isinstance(node, ast.Attribute):
            if node.attr in rule.attributes:
                yield from rule.check_attribute(node, node.attr, look)
            if node.attr in rule.scope_attributes:
                scopes[look.scope(node)] = None
        elif isinstance(node, ast.Call) and rule.attributes:
            name = _asked_name(node)
            if name in rule.attributes:
                yield from rule.check_attribute(node, name, look)
        elif isinstance(node, ast.ClassDef) and rule.methods:
            cls = look.model.project_class(node, look.scope(node))
            if not rule.methods.isdisjoint(cls.body_names()):
                yield from rule.check_class(cls, look)
    for scope in scopes:
        yield from rule.check_scope(scope, list(own_nodes(scope.node)), look)


def _asked_name(node: ast.Call) -> str:
    """Return the literal name that `getattr(x, "name")` without a default asks for, empty for other calls."""
    if isinstance(node.func, ast.Name) and node.func.id == "getattr" and len(node.args) == 2:
        name = node.args[1]
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            return name.value
    return ""
