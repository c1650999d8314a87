"""Where a name comes from that modules pass on to one another, by `from ... import name` and by star imports.

The modules are searched depth first, without recursion, so that the length of a chain doesn't matter. Each is searched
once for a name: what was met on another way has been searched, or is being searched, and brings nothing new.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lint_plugin.semantics.code.bindings import Definition, Definitions, Kind
from lint_plugin.semantics.code.exports import declared_all
from lint_plugin.semantics.code.flow import flow_of, lookup
from lint_plugin.semantics.code.modules import Module
from lint_plugin.semantics.inference import imports
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.values import UNBOUND, UNKNOWN, ProjectModule, Value


class Summary(NamedTuple):
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


class _Star(NamedTuple):
    """A star import from outside the project."""

    statement: ast.ImportFrom
    importer: Module


class _Passed(NamedTuple):
    """An import of one name, which the module passes on."""

    statement: ast.ImportFrom
    importer: Module
    name: str


_Step = Value | _Star | _Passed | str | None
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


def export(model: Evaluator, module: Module, name: str) -> Value | None:
    """Return what a module offers under a name, None where it has no such name."""
    search = _Search(model, module, name)
    value = search.run(_steps(model, module, name))
    search.keep(value, module)
    return value


def starred(model: Evaluator, module: Module, name: str) -> Value | None:
    """Return what the star imports at a module's top level bring under a name, None where none brings it."""
    return model.value((starred, name), module, _starred, module, name)


def _starred(model: Evaluator, module: Module, name: str) -> Value | None:
    stars = _stars(model, module).values()
    return _Search(model, module, name).run(iter(stars)) if _may_bring(model, stars, name) else None


def rebound(model: Evaluator, definition: Definition, module: Module) -> tuple[Value | None, Definitions]:
    """Return what a name is after star imports that may have rebound it, and what it was before them.

    The value is None where none of the star imports brings the name.
    """
    steps, before = _rebinding(model, module, definition.name, (definition,))
    return _Search(model, module, definition.name).run(iter(steps)), before


def _steps(model: Evaluator, module: Module, name: str) -> Iterator[_Step]:
    """Yield what may give a module's name its value, in the order in which the first that does so decides."""
    definitions, scope = lookup(module.scope, name)
    stars, definitions = _rebinding(model, module, name, definitions)
    yield from stars
    node = definitions[0].node if len(definitions) == 1 and definitions[0].kind is Kind.IMPORT else None
    statement = flow_of(scope).statement_of[node] if isinstance(node, ast.alias) else None
    if isinstance(statement, ast.ImportFrom) and isinstance(node, ast.alias):
        yield _Passed(statement, module, node.name)
    elif definitions:
        yield model.meaning(definitions, scope)
    if _may_bring(model, _stars(model, module).values(), name):
        yield from _stars(model, module).values()
    yield imports.beyond_imports(model, module, name)


def _rebinding(
    model: Evaluator, module: Module, name: str, definitions: Definitions
) -> tuple[list[_Step], Definitions]:
    """Return the star imports that may have rebound a name, the last first, and its definitions before them."""
    found: list[_Step] = []
    while len(definitions) == 1 and definitions[0].kind is Kind.STAR:
        statement = definitions[0].node
        assert isinstance(statement, ast.ImportFrom)
        found.append(_stars(model, module)[statement])
        definitions = definitions[0].before
    return (found if _may_bring(model, found, name) else []), definitions


def _may_bring(model: Evaluator, stars: Collection[_Step], name: str) -> bool:
    """Return whether one of the star imports may bring a name: they need no search where all have lists without it."""
    paths = tuple(star for star in stars if isinstance(star, str))
    return len(paths) < len(stars) or (bool(paths) and imports.may_bring(model, paths, name))


def _stars(model: Evaluator, module: Module) -> dict[ast.ImportFrom, _Step]:
    """Return the star imports at a module's top level, the last first."""
    table: dict[ast.ImportFrom, _Step] | None = module.memo.get(_stars)
    if table is None:
        table = {}
        for statement in reversed(flow_of(module.scope).stars):
            path = imports.path_of(model, statement, module)
            table[statement] = path if path is not None and path.endswith(".py") else _Star(statement, module)
        module.memo[_stars] = table
    return table


def _summary(model: Evaluator, module: Module) -> Summary | None:
    """Return the summary of a module, None where there is more to it."""
    summaries = model.project.memo
    question = (Summary, module.path)
    if question not in summaries:
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
        summaries[question] = None if has_more else Summary(names, paths, exported)
    summary: Summary | None = summaries[question]
    return summary


class _Search:
    """One search: `visits` are the modules on the way from the first one to where the search stands."""

    def __init__(self, model: Evaluator, module: Module, name: str) -> None:
        self.model = model
        self.first = (module.path, name)
        self.seen: dict[tuple[str, str], Module | None] = {self.first: module}
        self.visits: list[_Visit] = []
        self.on_the_way = {self.first}
        self.taken: dict[str, set[str]] = {}  # name -> the files that a star import has led to
        self.met_again = False
        self.cut_short = False
        self.unbound = False

    def run(self, steps: Iterator[_Step]) -> Value | None:
        """Return the first value that the steps of the first module lead to, None where none does."""
        self.visits.append(_Visit(self.first[0], self.seen[self.first], self.first[1], steps))
        while True:
            visit = self.visits[-1]
            taken = self.taken.setdefault(visit.name, set())
            value: Value | None = None
            for step in visit.steps:
                if isinstance(step, str) and step in taken:
                    self.met_again = True
                    continue
                value = self._take(step, visit.name)
                if self._is_found(value) or self.visits[-1] is not visit:
                    break
            else:
                if len(self.visits) == 1:
                    return UNBOUND if self.unbound else None
                self.visits.pop()
                self.on_the_way.discard((visit.path, visit.name))
                value = self._lacking(visit.module, visit.name, visit.by_name)
            if self._is_found(value):
                return value

    def _is_found(self, value: Value | None) -> bool:
        """Return whether a value ends the search; one that isn't known yet may be known in another round."""
        self.unbound = self.unbound or value is UNBOUND
        return value is not None and value is not UNBOUND

    def keep(self, value: Value | None, module: Module) -> None:
        """Keep what the search found out on its way, for others that come by.

        Where nothing was found, no module seen has the name. What was found is the answer for the modules on the way
        to it if no module was met again: by another way it might have found something else first. Nor is it where it
        follows from answers that may change.
        """
        if not self.model.is_settled() or self.unbound:
            return
        known: list[tuple[str, str]] = []
        if value is None:
            known = [] if self.cut_short else list(self.seen)
        elif not self.met_again:
            known = [(visit.path, visit.name) for visit in self.visits]
        for path, name in known:
            kept_with = self.seen[path, name]
            if kept_with is not None:
                kept_with.memo.setdefault((_Search, name), value)

    def _take(self, step: _Step, name: str) -> Value | None:
        """Return what a step gives, None where it gives nothing, or where it leads to another module."""
        if isinstance(step, str):
            return self._take_star(step, name)
        if isinstance(step, _Star):
            return imports.outside_star(self.model, step.statement, step.importer, name)
        return self._take_passed(step) if isinstance(step, _Passed) else step

    def _take_star(self, path: str, name: str) -> Value | None:
        self.taken[name].add(path)
        summary = self.model.project.memo.get((Summary, path))
        if summary is not None and not summary.passes(name):
            return None
        if summary is not None and name not in summary.names:
            return self._enter(path, None, name, iter(summary.stars))
        if summary is None and not self.model.project.may_have(path, name):
            return None
        module = self.model.project.load(path)
        if module is None:
            return UNKNOWN
        _summary(self.model, module)
        if not imports.exports_by_star(self.model, module, name):
            return None
        return self._enter(path, module, name, _steps(self.model, module, name))

    def _take_passed(self, passed: _Passed) -> Value | None:
        source = imports.source_of(self.model, passed.statement, passed.importer)
        if not isinstance(source, ProjectModule):
            return imports.from_module(self.model, passed.statement, passed.importer, passed.name)
        module, name = source.module, passed.name
        return self._enter(module.path, module, name, _steps(self.model, module, name), by_name=True)

    def _enter(
        self, path: str, module: Module | None, name: str, steps: Iterator[_Step], by_name: bool = False
    ) -> Value | None:
        """Go on with a module; returns what it has where that is known, None where it is to be found out."""
        question = (path, name)
        known = None if module is None else module.memo.get((_Search, name), self)
        if question in self.seen:
            self.met_again = True
        elif module is None or known is self:
            self.seen[question] = module
            self.on_the_way.add(question)
            self.visits.append(_Visit(path, module, name, steps, by_name))
            return None
        elif known is not None:
            assert isinstance(known, Value)
            return known
        return self._lacking(module, name, by_name)

    def _lacking(self, module: Module | None, name: str, by_name: bool) -> Value | None:
        """Return what a module without the name gives an import: a submodule, or nothing that is known."""
        if module is None:
            return None
        value = imports.submodule(self.model, module, name)
        if value is None and by_name:
            if (module.path, name) not in self.on_the_way:
                return UNKNOWN
            self.cut_short = True
        return value
