"""Where a name comes from that modules pass on to one another, by `from ... import name` and by star imports.

The modules are searched depth first, without recursion, so that the length of a chain doesn't matter. Each is searched
once for a name: what was met on another way has been searched, or is being searched, and brings nothing new.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lint_plugin.semantics.code.bindings import Definition, Definitions, Kind
from lint_plugin.semantics.code.exports import declared_all
from lint_plugin.semantics.code.flow import flow_of, lookup
from lint_plugin.semantics.code.modules import Module
from lint_plugin.semantics.inference import imports
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.values import NOTHING, UNKNOWN, ProjectModule, Value


@dataclass(frozen=True)
class Summary:
    """What a search must know of a module that has no more to it; it is kept when the module's tree is dropped.

    `names` are those that it binds, `stars` the files that it star-imports, the last first; `exported` what its
    `__all__` lists, None without one.
    """

    names: frozenset[str]
    stars: tuple[str, ...]
    exported: frozenset[str] | None

    def passes(self, name: str) -> bool:
        """Return whether a star import takes the name from the module."""
        return not name.startswith("_") if self.exported is None else name in self.exported


@dataclass(frozen=True)
class _Star:
    """A star import from outside the project."""

    statement: ast.ImportFrom
    importer: Module


@dataclass(frozen=True)
class _Passed:
    """An import of one name, which the module passes on."""

    statement: ast.ImportFrom
    importer: Module
    name: str


_Step = Value | _Star | _Passed | str
"""What may give a name its value: what it is, or an import; a star import from a file of the project is its path."""


@dataclass
class _Visit:
    """A module that is being searched for a name, its path and itself, None where its summary is enough.

    `by_name` says whether an import names what is searched for: then it must be there.
    """

    path: str
    module: Module | None
    name: str
    steps: Iterator[_Step]
    by_name: bool = False


def export(model: Evaluator, module: Module, name: str) -> Value:
    """Return what a module offers under a name, NOTHING where it has no such name."""
    return _Search(model, module, name).run(_steps(model, module, name))


def starred(model: Evaluator, module: Module, name: str) -> Value:
    """Return what the star imports at a module's top level bring under a name, NOTHING where none brings it."""
    return model.whole(
        (starred, name), lambda: _Search(model, module, name).run(iter(_stars(model, module).values())), module
    )


def rebound(model: Evaluator, definition: Definition, module: Module) -> tuple[Value, Definitions]:
    """Return what a name is after star imports that may have rebound it, and what it was before them.

    The value is NOTHING where none of the star imports brings the name.
    """
    steps, before = _rebinding(model, module, (definition,))
    return _Search(model, module, definition.name).run(iter(steps)), before


def _steps(model: Evaluator, module: Module, name: str) -> Iterator[_Step]:
    """Yield what may give a module's name its value, in the order in which the first that does so decides."""
    definitions, scope = lookup(module.scope, name)
    stars, definitions = _rebinding(model, module, definitions)
    yield from stars
    node = definitions[0].node if len(definitions) == 1 and definitions[0].kind is Kind.IMPORT else None
    statement = flow_of(scope).statement_of[node] if isinstance(node, ast.alias) else None
    if isinstance(statement, ast.ImportFrom) and isinstance(node, ast.alias):
        yield _Passed(statement, module, node.name)
    else:
        yield model.meaning(definitions, scope)
    yield from _stars(model, module).values()
    yield imports.beyond_imports(model, module, name)


def _rebinding(model: Evaluator, module: Module, definitions: Definitions) -> tuple[list[_Step], Definitions]:
    """Return the star imports that may have rebound a name, the last first, and its definitions before them."""
    found: list[_Step] = []
    while len(definitions) == 1 and definitions[0].kind is Kind.STAR:
        statement = definitions[0].node
        assert isinstance(statement, ast.ImportFrom)
        found.append(_stars(model, module)[statement])
        definitions = definitions[0].before
    return found, definitions


def _stars(model: Evaluator, module: Module) -> dict[ast.ImportFrom, _Step]:
    """Return the star imports at a module's top level, the last first."""
    table: dict[ast.ImportFrom, _Step] | None = module.derived.get(_stars)
    if table is None:
        table = module.derived[_stars] = {}
        for statement in reversed(flow_of(module.scope).stars):
            path = imports.path_of(model, statement, module)
            table[statement] = path if path is not None and path.endswith(".py") else _Star(statement, module)
    return table


def _summaries(model: Evaluator) -> dict[str, Summary | None]:
    """Return what is known of modules by their paths, when their trees are dropped, too."""
    known: dict[str, Summary | None] = model.facts.setdefault(_summaries, {})
    return known


def _summary(model: Evaluator, module: Module) -> Summary | None:
    """Return the summary of a module, None where there is more to it."""
    summaries = _summaries(model)
    if module.path not in summaries:
        stars = dict.fromkeys(_stars(model, module).values())
        flow = flow_of(module.scope)
        paths = tuple(star for star in stars if isinstance(star, str))
        names = frozenset(flow.everywhere) | frozenset(flow.at_exit)
        declared = declared_all(module)
        has_more = (
            module.is_package
            or "__getattr__" in names
            or len(paths) < len(stars)
            or (declared is not None and bool(declared[1]))
        )
        exported = None if declared is None else frozenset(declared[0])
        summaries[module.path] = None if has_more else Summary(names, paths, exported)
    return summaries[module.path]


class _Search:
    """One search: `visits` are the modules on the way from the first one to where the search stands."""

    def __init__(self, model: Evaluator, module: Module, name: str) -> None:
        self.model = model
        self.first = (module.path, name)
        self.seen: dict[tuple[str, str], Module | None] = {self.first: module}
        self.visits: list[_Visit] = []
        self.taken: dict[str, set[str]] = {}  # name -> the files that a star import has led to
        self.met_again = False
        self.cut_short = False

    def run(self, steps: Iterator[_Step]) -> Value:
        """Return the first value that the steps of the first module lead to, NOTHING where none does."""
        self.visits.append(_Visit(self.first[0], self.seen[self.first], self.first[1], steps))
        try:
            value = self._first_value()
        finally:
            for visit in self.visits[1:]:
                self.model.leave((visit.path, visit.name))
        if self.model.is_whole():
            self._keep(value)
        return value

    def _first_value(self) -> Value:
        while True:
            visit = self.visits[-1]
            taken = self.taken.setdefault(visit.name, set())
            value: Value = NOTHING
            for step in visit.steps:
                if isinstance(step, str) and step in taken:
                    self.met_again = True
                    continue
                value = self._take(step, visit.name)
                if value is not NOTHING or self.visits[-1] is not visit:
                    break
            else:
                if len(self.visits) == 1:
                    return NOTHING
                self.visits.pop()
                self.model.leave((visit.path, visit.name))
                value = self._lacking(visit.module, visit.name, visit.by_name)
            if value is not NOTHING:
                return value

    def _keep(self, value: Value) -> None:
        """Keep what the search found out on its way; whoever asks keeps the answer on the first module.

        Where nothing was found, no module seen has the name. What was found is the answer for the modules on the way
        to it if no module was met again: by another way it might have found something else first.
        """
        known: Iterable[tuple[str, str]] = ()
        if value is NOTHING:
            known = () if self.cut_short else self.seen
        elif not self.met_again:
            known = [(visit.path, visit.name) for visit in self.visits]
        for question in known:
            module = self.seen[question]
            if module is not None and question != self.first:
                module.answers[question] = value

    def _take(self, step: _Step, name: str) -> Value:
        """Return what a step gives, NOTHING where it gives nothing, or where it leads to another module."""
        if isinstance(step, str):
            return self._take_star(step, name)
        if isinstance(step, _Star):
            return imports.outside_star(self.model, step.statement, step.importer, name)
        return self._take_passed(step) if isinstance(step, _Passed) else step

    def _take_star(self, path: str, name: str) -> Value:
        self.taken[name].add(path)
        summary = _summaries(self.model).get(path)
        if summary is not None and not summary.passes(name):
            return NOTHING
        if summary is not None and name not in summary.names:
            return self._enter(path, None, name, iter(summary.stars))
        if summary is None and not self.model.project.may_have(path, name):
            return NOTHING
        module = self.model.project.load(path)
        if module is None:
            return UNKNOWN
        _summary(self.model, module)
        if not imports.exports_by_star(self.model, module, name):
            return NOTHING
        return self._enter(path, module, name, _steps(self.model, module, name))

    def _take_passed(self, passed: _Passed) -> Value:
        source = imports.source_of(self.model, passed.statement, passed.importer)
        if not isinstance(source, ProjectModule):
            return imports.from_module(self.model, passed.statement, passed.importer, passed.name)
        module, name = source.module, passed.name
        return self._enter(module.path, module, name, _steps(self.model, module, name), by_name=True)

    def _enter(
        self, path: str, module: Module | None, name: str, steps: Iterator[_Step], by_name: bool = False
    ) -> Value:
        """Go on with a module; returns what it has where that is known, NOTHING where it is to be found out."""
        question = (path, name)
        known = self.model.answered(question, module)
        if known is None and question in self.seen:
            self.met_again = True
            known = NOTHING
        if known is None:
            self.seen[question] = module
            self.model.enter(question)
            self.visits.append(_Visit(path, module, name, steps, by_name))
            return NOTHING
        return self._lacking(module, name, by_name) if known is NOTHING else known

    def _lacking(self, module: Module | None, name: str, by_name: bool) -> Value:
        """Return what a module without the name gives an import: a submodule, or nothing that is known."""
        if module is None:
            return NOTHING
        value = imports.submodule(self.model, module, name)
        if value is NOTHING and by_name:
            if not self.model.asks((module.path, name)):
                return UNKNOWN
            self.cut_short = True
        return value
