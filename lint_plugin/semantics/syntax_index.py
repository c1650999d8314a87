"""Where a node stands in the file under check: its parents, and the scope that runs it."""

from __future__ import annotations

import ast
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.code.syntax import children, first_line, place, walk
from lint_plugin.semantics.inference.evaluator import Evaluator

MAX_PLACES = 3_000
"""Places of one file that rules look at; a file in which more are asked for is looked at up to there.

Code that people write has some 700 at most, and each takes up to half a millisecond.
"""

FAR = 10
"""Steps up from a node from which on what is found is kept at each node, not at statements alone."""
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class SyntaxIndex:
    """The parts of a file that the rules look at: the parent of every node, and the nodes that rules ask for.

    `attributes` are the attribute accesses by name, in the order of the source: `x.name` as an ast.Attribute, and
    `getattr(x, "name")` without a default as an ast.Call. `calls` are the calls that may be of what rules ask for,
    `names` where a name is read that they ask for.
    """

    module: Module
    model: Evaluator
    _parents: dict[ast.AST, ast.AST]
    attributes: dict[str, list[ast.expr]]
    calls: list[ast.Call]
    classes: list[ast.ClassDef]
    imports: list[ast.Import | ast.ImportFrom]
    names: dict[str, list[ast.Name]]
    beyond: list[ast.AST]
    """The first of those that no rule looks at, MAX_PLACES having come before."""
    _left_out: list[ast.stmt]  # in the order of the source; none stands in another
    _scopes: dict[ast.AST, Scope] = field(default_factory=dict)  # of statements, and of what is nested deeply

    @cached_property
    def first_beyond(self) -> tuple[int, int]:
        """Where the first of those is that no rule looks at; there must be one."""
        return min(map(place, self.beyond))

    def looked_at(self, nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
        """Yield those of some nodes that stand before what no rule looks at."""
        for node in nodes:
            if not self.beyond or _begins(node) < self.first_beyond:
                yield node

    def places_of_call(self, node: ast.Call, wanted: Wanted, room: int) -> list[Any] | None:
        """Return the list that a call belongs into; one of two lists is put into the first if there is room."""
        places: list[Any] | None = None
        if (name := literal_name(node)) in wanted.accesses:
            places = self.attributes.setdefault(name, [])
        if wanted.includes(node):
            if places is not None and room > 0:
                places.append(node)
            places = self.calls
        return places

    def parent(self, node: ast.AST) -> ast.AST | None:
        """Return the node that a node stands right below, None for the module's."""
        if node not in self._parents and node is not self.module.tree:
            self._read_what_holds(node)
        return self._parents.get(node)

    def _read_what_holds(self, node: ast.AST) -> None:
        """Note the parents in the statements that `read` left out and in which a node may stand."""
        line: int | None = getattr(node, "lineno", None)
        statements = self._left_out
        if line is not None:
            end = bisect_right(statements, line, key=first_line)
            start = bisect_left(statements, line, hi=end, key=_last_line)
            statements = statements[start:end]
        for statement in statements:
            for above in walk(statement):
                self._parents.update(dict.fromkeys(children(above), above))

    def steps(self, node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
        """Yield (child, parent) from a node up to the module."""
        while (parent := self.parent(node)) is not None:
            yield node, parent
            node = parent

    def enclosing_class(self, line: int) -> str:
        """Return the dotted name of the innermost class that a line (1-based) stands in, empty outside of classes."""
        before = bisect_left(self.classes, line, key=lambda cls: cls.lineno)
        if before == 0:
            return ""
        last = self.classes[before - 1]
        around = (scope.node for scope in self.scope(last).ancestors())
        chain = [last, *(node for node in around if isinstance(node, ast.ClassDef))]
        return ".".join(cls.name for cls in reversed(chain) if line <= (cls.end_lineno or cls.lineno))

    def scope(self, node: ast.AST) -> Scope:
        """Return the scope whose own code a node is; what heads a function or class belongs to the scope around it."""
        scope = self.module.scope
        passed: list[tuple[ast.AST, ast.AST]] = []
        for number, (child, parent) in enumerate(self.steps(node)):
            if number > FAR or isinstance(child, ast.stmt):
                known = self._scopes.get(child)
                if known is not None:
                    scope = known
                    break
                passed.append((child, parent))
        for child, parent in reversed(passed):
            if isinstance(parent, _SCOPES) and isinstance(child, ast.stmt):
                scope = scope.child(parent)
            self._scopes[child] = scope
        return scope

    def is_in_string(self, node: ast.AST) -> bool:
        """Return whether a node stands in an f-string, or is one."""
        return isinstance(node, ast.JoinedStr) or self.from_above(node, False, _in_string)

    def from_above(
        self, node: ast.AST, nothing: Answer, step: Callable[[SyntaxIndex, Answer, ast.AST, ast.AST], Answer]
    ) -> Answer:
        """Return what comes of `step`, of (index, answer, child, parent), from the module down to a node.

        The first answer is `nothing`. What came of it for the statements on the way is kept for further nodes.
        """
        answers: dict[ast.AST, Answer] = self.module.memo.setdefault((SyntaxIndex.from_above, step), {})
        answer = nothing
        passed: list[tuple[ast.AST, ast.AST]] = []
        for child, parent in self.steps(node):
            if child in answers:
                answer = answers[child]
                break
            passed.append((child, parent))
        for number, (child, parent) in enumerate(reversed(passed), FAR - len(passed)):
            answer = step(self, answer, child, parent)
            if number < 0 or isinstance(child, ast.stmt):
                answers[child] = answer
        return answer


def _begins(node: ast.AST) -> tuple[int, int]:
    """Return where a node begins; one without a place, as a comprehension, begins where the first node in it does."""
    return place(node if hasattr(node, "lineno") else (children(node) or [node])[0])


def _in_string(index: SyntaxIndex, above: bool, child: ast.AST, parent: ast.AST) -> bool:
    return not isinstance(child, ast.stmt) and (above or isinstance(parent, ast.JoinedStr))


class Wanted(NamedTuple):
    """What is looked for in a file: attribute names, the last parts of callees' names, keywords of calls, names."""

    accesses: frozenset[str]
    callees: frozenset[str] = frozenset()
    keywords: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def includes(self, call: ast.Call) -> bool:
        """Return whether a call may be of one of the callees, or gives one of the keywords."""
        if not self.callees.isdisjoint(callee_names(call)):
            return True
        return bool(self.keywords) and any(keyword.arg in self.keywords for keyword in call.keywords)


def read(model: Evaluator, module: Module, lines: list[int], wanted: Wanted) -> SyntaxIndex:
    """Return the places of a file where something that is wanted is, and its classes.

    Statements that none of the `lines` (1-based, sorted) stands in are left out, but for imports, and so are places
    beyond the first MAX_PLACES.
    """
    parents: dict[ast.AST, ast.AST] = {}
    index = SyntaxIndex(module, model, parents, {}, [], [], [], {}, [], [])
    room = MAX_PLACES
    names = wanted.accesses
    pending: list[Any] = [module.tree]
    while pending:
        node = pending.pop()
        if room < 0 and isinstance(node, ast.stmt):
            index._left_out.append(node)
            continue
        kind = type(node)
        places: list[Any] | None = None
        below: list[ast.AST]
        if kind is ast.Name:
            below = []
            if node.id in wanted.names and isinstance(node.ctx, ast.Load):
                places = index.names.setdefault(node.id, [])
        elif kind is ast.Attribute:
            below = [node.value]
            if node.attr in names:
                places = index.attributes.setdefault(node.attr, [])
        else:
            below = children(node)
            if kind is ast.Call:
                places = index.places_of_call(node, wanted, room)
            elif isinstance(node, ast.ClassDef):
                places = index.classes
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                places = index.imports
        if places is not None:
            (places if room > 0 else index.beyond).append(node)
            room -= 1
        for child in reversed(below):
            parents[child] = node
            if not isinstance(child, ast.stmt) or _has_line(child, lines):
                pending.append(child)
            else:
                index._left_out.append(child)
    index._left_out.sort(key=first_line)
    return index


def callee_names(call: ast.Call) -> list[str]:
    """Return the last parts of the names of what a call calls, and of its first argument, which a partial calls."""
    names = []
    for node in (call.func, *call.args[:1]):
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
        elif isinstance(node, ast.Name):
            names.append(node.id)
        elif isinstance(node, ast.Call):
            names.append(literal_name(node))
    return names


def literal_name(node: ast.Call) -> str:
    """Return the literal name that `getattr(x, "name")` without a default asks for, empty for other calls."""
    if isinstance(node.func, ast.Name) and node.func.id == "getattr" and len(node.args) == 2:
        name = node.args[1]
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            return name.value
    return ""


def _has_line(node: ast.stmt, lines: list[int]) -> bool:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return True
    first = first_line(node)
    position = bisect_left(lines, first)
    return position < len(lines) and lines[position] <= _last_line(node)


def _last_line(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno
