"""Scopes, and which definitions of a name can reach each of its uses.

A scope is a module, a class body or a function body; comprehensions and lambdas are read as part of the scope that
they stand in. `reaching` answers for every name that is read in a scope: which definitions may have given
it its value there. A reassignment ends what came before, the arms of branches join, and the head of a loop also
sees every definition made inside the loop.

Names that a function inside rebinds by `global` or `nonlocal` may be anything, too.

Not followed: assignments through `globals()`, `exec` or another module's attributes; the order of iteration. In
loops nested deeper than MAX_LOOP_DEPTH the definitions of a later turn don't reach an earlier use.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from lint_plugin.semantics.code.bindings import Definition, Definitions, Kind
from lint_plugin.semantics.code.conditions import Environment, catches_late, decided, flat, narrow
from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.code.modules import Module, Scope, may_begin
from lint_plugin.semantics.code.names import MAX_BOUND, Names, arguments_of, signature
from lint_plugin.semantics.code.syntax import FunctionNode, statements

MAX_LOOP_DEPTH = 5
MAX_COPIED = 400_000
"""Names of the environments that are copied for the branches of one scope. With more, its names may be anything.

The most that was met in code that people write is a tenth of that.
"""
MAX_DEFINITIONS = 500
"""A name that more definitions can reach than this may be anything: no question would follow them all."""


@memoized
def flow_of(scope: Scope) -> Flow:
    """Return what the statements of a scope do to its names."""
    return follow(scope)


def reaching(scope: Scope, name: ast.Name) -> tuple[Definitions, Scope]:
    """Return the definitions that can reach this use of a name, and the scope that they belong to.

    `name` must stand in the scope's own code. No definitions: a builtin, or a name that nothing defines.
    """
    found = flow_of(scope).reached(name)
    return (found, scope) if found else _outside(scope, name.id)


def _outside(scope: Scope, name: str) -> tuple[Definitions, Scope]:
    """Return what a name means in a scope that isn't defined in it where it is used."""
    flow = flow_of(scope)
    if isinstance(scope.node, FunctionNode) and name in flow.everywhere and name not in flow.outer_names:
        return (), scope  # a local that has no value yet
    around = scope.parent
    while around is not None and isinstance(around.node, ast.ClassDef):
        around = around.parent
    return ((), scope) if around is None else lookup(around, name)


def lookup(scope: Scope, name: str) -> tuple[Definitions, Scope]:
    """Return what a name means to code that runs after the scope's own (nested functions, other modules)."""
    flow = flow_of(scope)
    if isinstance(scope.node, ast.Module):
        return flow.at_exit.get(name) or _anywhere(flow, name), scope
    if name in flow.everywhere and name not in flow.outer_names:
        return _anywhere(flow, name), scope
    return _outside(scope, name)


def _anywhere(flow: Flow, name: str) -> Definitions:
    """Return all definitions of a name in a scope, or one that may be anything where they are too many."""
    known = flow.anywhere.get(name)
    if known is None:
        known = tuple(dict.fromkeys(flow.everywhere.get(name, ())))
        if len(known) > MAX_DEFINITIONS:
            known = (flow.unknown(),)
        flow.anywhere[name] = known
    return known


def follow(scope: Scope) -> Flow:
    """Follow the statements of a scope."""
    flow = Flow(scope)
    environment: Environment = {}
    if isinstance(scope.node, FunctionNode):
        arguments = scope.node.args
        for argument in arguments_of(arguments):
            flow.bind(environment, argument.arg, flow.definition(Kind.PARAMETER, argument))
    end = flow.block(scope.node.body, environment)
    flow.at_exit = end if end is not None else environment
    flow.end()
    if flow.is_given_up or len(flow.bound) > MAX_BOUND:
        scope.module.memo[GIVEN_UP] = True
    if flow.is_given_up:
        flow.at_exit = {name: (flow.unknown(),) for name in flow.everywhere}
    flow.admit(_rebound_inside(scope))
    return flow


def _rebound_inside(scope: Scope) -> set[str]:
    """Return the names of a scope that functions inside it assign to by `global` or `nonlocal`."""
    statement: type[ast.Global] | type[ast.Nonlocal] = ast.Global
    if not isinstance(scope.node, ast.Module):
        statement = ast.Nonlocal
    if statement not in rebinding(scope.module):
        return set()
    keyword = _REBINDS[statement]
    inside = statements(scope.node, lambda text: may_begin(text, keyword))
    return {name for node in inside if isinstance(node, statement) for name in node.names}


@memoized
def rebinding(module: Module) -> set[type[ast.stmt]]:
    """Return which of the two statements a file's text may hold: most files hold none, and needn't be walked."""
    return {statement for statement, keyword in _REBINDS.items() if may_begin(module.source, keyword)}


_REBINDS: dict[type[ast.stmt], bytes] = {ast.Global: b"global", ast.Nonlocal: b"nonlocal"}


def _either(first: Definitions, second: Definitions) -> Definitions:
    """Return the definitions of both, or one that may be anything where they are too many."""
    for definitions in (first, second):
        if definitions and definitions[0].name == _ANY_OF_MANY:
            return definitions
    both = tuple(dict.fromkeys(first + second))
    return both if len(both) <= MAX_DEFINITIONS else (Definition(Kind.OPAQUE, both[0].node, name=_ANY_OF_MANY),)


_ANY_OF_MANY = "*"


def _tests_undone(definitions: Definitions) -> Definitions:
    """Return definitions with those of both arms of an `isinstance` replaced by what the name was before it."""
    for yes in definitions:
        for no in definitions if yes.kind is Kind.NARROWED else ():
            if no.kind is Kind.EXCLUDED and no.node is yes.node and no.before == yes.before:
                left = [definition for definition in definitions if definition not in (yes, no)]
                return _tests_undone(tuple(dict.fromkeys((*yes.before, *left))))
    return definitions


def _join(*environments: Environment | None) -> Environment | None:
    """Join the environments at the ends of branches; None is a branch that doesn't end (return, raise, break)."""
    ends = list({id(environment): environment for environment in environments if environment is not None}.values())
    if len(ends) <= 1:
        return ends[0] if ends else None
    joined = dict(ends[0])
    for environment in ends[1:]:
        for name, definitions in environment.items():
            present = joined.get(name)
            if present is None:
                joined[name] = definitions
            elif present is not definitions:
                joined[name] = _either(present, definitions)
                if any(definition.kind is Kind.EXCLUDED for definition in present[-1:] + definitions[-1:]):
                    joined[name] = _tests_undone(joined[name])
    return joined


GIVEN_UP = "given up"
"""What the memo of a file holds one of whose scopes isn't followed."""


class Flow(Names):
    """The statements of a scope: what each does to the definitions that reach the names after it."""

    def copy(self, environment: Environment) -> Environment:
        """Return an environment for a branch; after too many copies the same one: then it says nothing any more."""
        self.count(environment)
        return environment if self.is_given_up else flat(environment)

    def add_bound(self, environment: Environment, known: int) -> None:
        """Add to an environment what has been bound after the first `known` definitions: each may have run."""
        bound: dict[str, list[Definition]] = {}
        for name, definition in self.bound[known:]:
            bound.setdefault(name, []).append(definition)
        for name, definitions in bound.items():
            environment[name] = _either(environment.get(name, ()), tuple(definitions))

    def count(self, environment: Environment) -> None:
        """Take note that something is done for all names of an environment."""
        if not self.is_given_up:
            self._copied += len(environment)
            self.is_given_up = self._copied > MAX_COPIED

    def narrowed(self, test: ast.expr, environment: Environment) -> tuple[Environment, Environment]:
        """Return what holds where a condition is true, and where it is false."""
        return (environment, environment) if self.is_given_up else narrow(test, environment)

    def block(self, body: Sequence[ast.stmt], environment: Environment) -> Environment | None:
        """Follow statements one after another; returns the environment after them, None where nothing runs then."""
        current: Environment | None = environment
        last = environment
        for statement in body:
            after = self.statement(statement, last)
            if current is not None:  # else: dead code, which is read but changes nothing
                current = after
            last = self.copy(last) if after is None else after
        return current

    def statement(self, node: ast.stmt, environment: Environment) -> Environment | None:
        """Follow a statement, as `block`; each kind that isn't made of expressions alone has a method of its own."""
        follow_it = _FOLLOW.get(type(node).__name__)
        if follow_it is not None:
            return follow_it(self, node, environment)
        self.expression(node, environment)
        return environment

    def _return(self, node: ast.Return | ast.Raise, environment: Environment) -> None:
        self.expression(node, environment)

    _raise = _return

    def _break(self, node: ast.stmt, environment: Environment) -> None:
        return None

    _continue = _break

    def _assign(self, node: ast.Assign, environment: Environment) -> Environment:
        self.expression(node.value, environment)
        for target in node.targets:
            self.bind_target(environment, target, Kind.VALUE, node.value)
        return environment

    def _annassign(self, node: ast.AnnAssign, environment: Environment) -> Environment:
        self.expression(node.annotation, environment)
        self.expression(node.value, environment)
        self.bind_target(environment, node.target, Kind.ANNOTATED, node)
        return environment

    def _augassign(self, node: ast.AugAssign, environment: Environment) -> Environment:
        self.expression(node.value, environment)
        if isinstance(node.target, ast.Name):
            self.reaching[node.target] = environment.get(node.target.id, ())
        self.bind_target(environment, node.target, Kind.AUGMENTED, node)
        return environment

    def _delete(self, node: ast.Delete, environment: Environment) -> Environment:
        for target in node.targets:
            if isinstance(target, ast.Name):
                environment.pop(target.id, None)
                self.snapshot = None
            else:
                self.expression(target, environment)
        return environment

    def _global(self, node: ast.Global | ast.Nonlocal, environment: Environment) -> Environment:
        self.outer_names.update(node.names)
        return environment

    _nonlocal = _global

    def _import(self, node: ast.Import | ast.ImportFrom, environment: Environment) -> Environment:
        for alias in node.names:
            self.statement_of[alias] = node
            name = alias.asname or alias.name
            if isinstance(node, ast.Import):
                name = alias.asname or alias.name.partition(".")[0]
            self.bind(environment, name, self.definition(Kind.IMPORT, alias))
        return environment

    def _importfrom(self, node: ast.ImportFrom, environment: Environment) -> Environment:
        if node.names[0].name != "*":
            return self._import(node, environment)
        if not isinstance(self.scope.node, ast.Module):  # a parser lets it pass, but Python doesn't
            return environment
        self.stars.append(node)
        self.snapshot = None
        self.count(environment)
        for name, definitions in () if self.is_given_up else environment.items():  # the star may rebind each of them
            environment[name] = (Definition(Kind.STAR, node, (), definitions, name),)
        return environment

    def _functiondef(self, node: FunctionNode, environment: Environment) -> Environment:
        for decorator in node.decorator_list:
            self.expression(decorator, environment)
        if signature(node):
            self.expression(node, environment)
        self.bind(environment, node.name, self.definition(Kind.FUNCTION, node))
        return environment

    _asyncfunctiondef = _functiondef

    def _classdef(self, node: ast.ClassDef, environment: Environment) -> Environment:
        for part in [*node.decorator_list, *node.bases, *node.keywords]:
            self.expression(part, environment)
        self.bind(environment, node.name, self.definition(Kind.CLASS, node))
        return environment

    def _if(self, node: ast.If, environment: Environment) -> Environment | None:
        ends: list[Environment | None] = []
        arm: ast.If | None = node
        while arm is not None:  # an elif chain may be longer than the stack is deep
            self.expression(arm.test, environment)
            yes, no = self.narrowed(arm.test, environment)
            truth = decided(arm.test)
            body_end = self.block(arm.body, self.copy(yes))
            if truth is not False:
                ends.append(body_end)
            if len(arm.orelse) == 1 and isinstance(arm.orelse[0], ast.If) and truth is not True:
                environment, arm = self.copy(no), arm.orelse[0]
                continue
            else_end = self.block(arm.orelse, self.copy(no))
            if truth is not True:
                ends.append(else_end)
            arm = None
        return _join(*ends)

    def _loop_body(self, node: ast.For | ast.AsyncFor | ast.While, head: Environment) -> Environment:
        """Follow a loop's body; returns what holds at its head, where every definition in the body may have run."""
        self.loops += 1
        known = len(self.bound)
        entry = self.copy(head)
        self._turn(node, entry)
        self.snapshot = None
        self.add_bound(head, known)
        if self.loops <= MAX_LOOP_DEPTH and not self.is_given_up:
            self._turn(node, self.copy(head))
        self.loops -= 1
        return head

    def _turn(self, node: ast.For | ast.AsyncFor | ast.While, environment: Environment) -> None:
        if isinstance(node, ast.While):
            self.expression(node.test, environment)
            environment = self.copy(self.narrowed(node.test, environment)[0])
        else:
            self.bind_target(environment, node.target, Kind.ELEMENT, node.iter)
        self.block(node.body, environment)

    def _for(self, node: ast.For | ast.AsyncFor, environment: Environment) -> Environment | None:
        self.expression(node.iter, environment)
        head = self._loop_body(node, environment)
        return _join(head, self.block(node.orelse, self.copy(head)))

    _asyncfor = _for

    def _while(self, node: ast.While, environment: Environment) -> Environment | None:
        head = self._loop_body(node, environment)
        after = self.narrowed(node.test, head)[1]
        return _join(self.copy(after), self.block(node.orelse, self.copy(after)))

    def _try(self, node: ast.Try, environment: Environment) -> Environment | None:
        known = len(self.bound)
        inside = self.copy(environment)
        body_end = self.block(node.body, inside)
        interrupted = self.copy(environment)  # an exception may come after any of the body's definitions
        self.add_bound(interrupted, known)
        ends = [None if body_end is None else self.block(node.orelse, body_end)]
        for handler in node.handlers:
            caught = self.copy(interrupted if catches_late(handler) else environment)
            self.expression(handler.type, caught)
            if handler.name:
                self.bind(caught, handler.name, self.definition(Kind.OPAQUE, handler))
            ends.append(self.block(handler.body, caught))
        after = _join(*ends)
        final = self.block(node.finalbody, self.copy(interrupted) if after is None else after)
        return None if after is None else final

    _trystar = _try

    def _with(self, node: ast.With | ast.AsyncWith, environment: Environment) -> Environment | None:
        for item in node.items:
            self.expression(item.context_expr, environment)
            if item.optional_vars is not None:
                self.bind_target(environment, item.optional_vars, Kind.ENTERED, item.context_expr)
        return self.block(node.body, environment)

    _asyncwith = _with

    def _assert(self, node: ast.Assert, environment: Environment) -> Environment:
        self.expression(node.test, environment)
        self.expression(node.msg, environment)
        return self.copy(self.narrowed(node.test, environment)[0])

    def _match(self, node: ast.Match, environment: Environment) -> Environment | None:
        self.expression(node.subject, environment)
        ends: list[Environment | None] = [self.copy(environment)]
        for case in node.cases:
            inner = self.copy(environment)
            for part in ast.walk(case.pattern):
                name = getattr(part, "name", None) or getattr(part, "rest", None)
                if isinstance(name, str):
                    self.bind(inner, name, self.definition(Kind.OPAQUE, part))
            self.expression(case.pattern, inner)
            self.expression(case.guard, inner)
            ends.append(self.block(case.body, inner))
        return _join(*ends)


_FOLLOW: dict[str, Callable[[Flow, Any, Environment], Environment | None]] = {
    kind.__name__: getattr(Flow, f"_{kind.__name__.lower()}")
    for kind in ast.stmt.__subclasses__()
    if hasattr(Flow, f"_{kind.__name__.lower()}")
}
"""Name of a kind of statement -> the method that follows it."""
