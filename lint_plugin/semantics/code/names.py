"""Which definitions reach the names in a scope's expressions; flow.py goes through its statements."""

from __future__ import annotations

import ast
from bisect import bisect_right
from typing import cast

from lint_plugin.semantics.code.bindings import Definition, Definitions, Kind
from lint_plugin.semantics.code.conditions import MAX_TESTS, Environment, flat, inside, narrow
from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.code.syntax import FunctionNode, children, place, walk

MAX_KEPT = 200_000
"""Names in all the environments that are kept for the expressions of a file."""
MAX_BOUND = 10_000
"""Definitions that the statements of one scope make; names may be anything that later ones define.

Each may be made of the one before. The most that was met in code that people write is 1,665.
"""
_MAX_DEPTH = 60
"""Lambdas, comprehensions and the like that are read inside one another; in deeper ones names may be anything."""
_BRANCHING = frozenset({ast.IfExp, ast.BoolOp, ast.NamedExpr, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp,
                        ast.GeneratorExp})  # fmt: skip
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Names:
    """What the names in a scope's expressions can mean, and the definitions that the scope makes.

    Expressions are read when somebody asks for a name in them, which is rare: `_later` keeps, for each, the environment
    that it stands in. They are read at once where there is no room for that, and when all statements are followed.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.at_exit: Environment = {}
        self.everywhere: dict[str, list[Definition]] = {}
        self.anywhere: dict[str, Definitions] = {}
        """Of those names that code asked for which runs after the scope's own: the same, each once."""
        self.statement_of: dict[ast.alias, ast.Import | ast.ImportFrom] = {}
        self.stars: list[ast.ImportFrom] = []
        self.outer_names: set[str] = set()
        self.reaching: dict[ast.Name, Definitions] = {}
        self.snapshot: tuple[Environment, Environment] | None = None
        self._later: dict[ast.AST, Environment] = {}
        self._order: list[ast.AST] = []
        self._room = _room(scope.module)
        self._ended = False
        self._admitted: set[str] = set()
        self.is_given_up = False
        """Whether there are too many names and branches: each of the names may be anything, wherever it is read."""
        self._copied = 0
        self._depth = 0
        self.loops = 0
        self.bound: list[tuple[str, Definition]] = []
        self.made: dict[tuple[Kind, ast.AST, tuple[int, ...]], Definition] = {}

    # Binding names

    def definition(self, kind: Kind, node: ast.AST, path: tuple[int, ...] = ()) -> Definition:
        """Return the one definition of this kind at this place: a loop's body is read twice."""
        made = self.made.get((kind, node, path))
        if made is None:
            made = self.made[kind, node, path] = Definition(kind, node, path)
        return made

    def unknown(self) -> Definition:
        """Return a definition of which nothing is known."""
        return self.definition(Kind.OPAQUE, self.scope.node)

    def bind(self, environment: Environment, name: str, definition: Definition) -> None:
        """Note that a definition gives a name its value from here on."""
        if len(self.bound) >= MAX_BOUND and not self._ended and not self._depth:
            definition = self.unknown()
        environment[name] = (definition,)
        self.snapshot = None
        self.bound.append((name, definition))
        self.everywhere.setdefault(name, []).append(definition)

    def admit(self, names: set[str]) -> None:
        """Note that each of the names may have another value at any place where it is read."""
        self._admitted = names = names - self.outer_names
        for name in names & self.everywhere.keys():
            self.everywhere[name].append(self.unknown())
            self.at_exit[name] = (*self.at_exit.get(name, ()), self.unknown())
        for read, definitions in self.reaching.items():
            if read.id in names and definitions:
                self.reaching[read] = (*definitions, self.unknown())

    def bind_target(self, environment: Environment, target: ast.expr, kind: Kind, node: ast.AST,
                    path: tuple[int, ...] = ()) -> None:  # fmt: skip
        """Note what an assignment gives to each name in its target; `kind`, `node` and `path` as in a Definition."""
        if isinstance(target, ast.Name):
            self.bind(environment, target.id, self.definition(kind, node, path))
        elif isinstance(target, (ast.Tuple, ast.List)):
            values = node.elts if kind is Kind.VALUE and not path and isinstance(node, (ast.Tuple, ast.List)) else []
            starred = any(isinstance(part, ast.Starred) for part in [*target.elts, *values])
            for position, part in enumerate(target.elts):
                if starred:
                    inner = part.value if isinstance(part, ast.Starred) else part
                    self.bind_target(environment, inner, Kind.OPAQUE, node)
                elif len(values) == len(target.elts):
                    self.bind_target(environment, part, kind, values[position])
                else:
                    self.bind_target(environment, part, kind, node, (*path, position))
        else:
            self.expression(target, environment)

    # Expressions: names that are read, names that are bound on the way

    def expression(self, node: ast.AST | None, environment: Environment) -> None:
        """Follow an expression, or a statement that is none but expressions: later, if a name in it is asked for.

        Of a function, that are its defaults and annotations.
        """
        if node is None:
            return
        if self.is_given_up and not self._room.is_closed:
            return
        if self._ended or self._room.names <= 0:
            self._later.pop(node, None)  # of a loop's first turn
            self._read(node, environment)
            return
        if self.snapshot is None or self.snapshot[0] is not environment:
            self.snapshot = (environment, flat(environment))
            self._room.names -= len(environment) + 1
        self._later[node] = self.snapshot[1]

    def reached(self, name: ast.Name) -> Definitions:
        """Return the definitions that can reach a use of a name."""
        if self.is_given_up:
            return (self.unknown(),) if name.id in self.everywhere else ()
        if name not in self.reaching and self._later:
            self._read_what_holds(name)
        return self.reaching.get(name, ())

    def end(self) -> None:
        """Take note that all statements have been followed: what is read from now on is read at once."""
        self._ended = True
        self.snapshot = None

    def _read_what_holds(self, name: ast.Name) -> None:
        if not self._order:
            self._order = sorted(self._later, key=place)
        position = bisect_right(self._order, place(name), key=place) - 1
        held = self._order[position] if position >= 0 else None
        if held in self._later:
            self._read(held, self._later.pop(held))
        if name not in self.reaching:  # in an f-string, whose parts have places of their own before Python 3.12
            for node in list(self._later):
                self._read(node, self._later.pop(node))

    def _read(self, node: ast.AST | None, environment: Environment) -> None:
        if node is None:
            return
        pending: list[ast.AST] = signature(node) if isinstance(node, FunctionNode) else [node]
        while pending:
            current = pending.pop()
            kind = type(current)
            if kind is ast.Name:
                if isinstance(current.ctx, ast.Load):  # type: ignore[attr-defined]
                    self._note(cast(ast.Name, current), environment)
            elif kind is ast.Attribute:
                pending.append(current.value)  # type: ignore[attr-defined]
            elif kind in _BRANCHING:
                self._branching(current, environment)
            else:
                pending += reversed(children(current))

    def _note(self, name: ast.Name, environment: Environment) -> None:
        definitions = environment.get(name.id, ())
        if definitions and name.id in self._admitted:
            definitions = (*definitions, self.unknown())
        self.reaching[name] = definitions

    def _branching(self, node: ast.AST, environment: Environment) -> None:
        """Follow an expression in parts of which names may mean something else than where it begins."""
        if self._depth > _MAX_DEPTH:
            self.reaching.update((inner, (self.unknown(),)) for inner in walk(node) if isinstance(inner, ast.Name))
            return
        self._depth += 1
        self._parts(node, environment)
        self._depth -= 1

    def _parts(self, node: ast.AST, environment: Environment) -> None:
        while isinstance(node, ast.IfExp):  # a chain of them may be longer than the stack is deep
            self._read(node.test, environment)
            yes, environment = narrow(node.test, environment)
            self._read(node.body, yes)
            node = node.orelse
        if isinstance(node, ast.NamedExpr):
            self._read(node.value, environment)
            self.bind_target(environment, node.target, Kind.VALUE, node.value)
        elif isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
            for number, operand in enumerate(node.values):
                self._read(operand, environment)
                environment = narrow(operand, environment)[0] if number < MAX_TESTS else environment
        elif isinstance(node, ast.BoolOp):
            for operand in node.values:
                self._read(operand, environment)
        elif isinstance(node, ast.Lambda):
            self._lambda(node, environment)
        elif isinstance(node, _COMPREHENSIONS):
            self._comprehension(node, environment)
        else:
            self._read(node, environment)

    def _lambda(self, node: ast.Lambda, environment: Environment) -> None:
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            self._read(default, environment)
        inner = inside(environment, {})
        for argument in arguments_of(node.args):
            inner[argument.arg] = (self.definition(Kind.OPAQUE, argument),)
        self._read(node.body, inner)

    def _comprehension(self, node: ast.AST, environment: Environment) -> None:
        inner = inside(environment, {})
        assert isinstance(node, _COMPREHENSIONS)
        for generator in node.generators:
            self._read(generator.iter, inner)
            known = len(self.bound)
            self.bind_target(inner, generator.target, Kind.ELEMENT, generator.iter)
            for name, _ in reversed(self.bound[known:]):  # they live in the comprehension alone
                self.everywhere[name].pop()
                if not self.everywhere[name]:
                    del self.everywhere[name]
            del self.bound[known:]
            for condition in generator.ifs:
                self._read(condition, inner)
                inner = narrow(condition, inner)[0]
        if isinstance(node, ast.DictComp):
            self._read(node.key, inner)
            self._read(node.value, inner)
        else:
            self._read(node.elt, inner)


class _Room:
    """How many more names may be kept for the expressions of a file: none where those bind names themselves."""

    def __init__(self, is_closed: bool) -> None:
        self.is_closed = is_closed
        self.names = 0 if is_closed else MAX_KEPT


@memoized
def _room(module: Module) -> _Room:
    return _Room(b":=" in module.source)  # an expression that binds names can't be read later


def signature(function: FunctionNode) -> list[ast.AST]:
    """Return the expressions in a function's head that stand for no decorator: its defaults and annotations."""
    arguments = function.args
    found: list[ast.AST | None] = [*arguments.defaults, *arguments.kw_defaults, function.returns]
    found += [argument.annotation for argument in arguments_of(arguments)]
    return [part for part in found if part is not None]


def arguments_of(arguments: ast.arguments) -> list[ast.arg]:
    """Return all parameters of a function."""
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return named + [extra for extra in (arguments.vararg, arguments.kwarg) if extra is not None]
