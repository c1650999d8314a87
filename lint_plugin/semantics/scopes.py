"""Scopes, and which definitions of a name can reach each of its uses.

A scope is a module, a class body or a function body; comprehensions and lambdas are read as part of the scope that
they stand in. `Scope.reaching` answers for every name that is read in a scope: which definitions may have given
it its value there. A reassignment ends what came before, the arms of branches join, and the head of a loop also
sees every definition made inside the loop.

Names that a function inside rebinds by `global` or `nonlocal` may be anything, too.

Not followed: assignments through `globals()`, `exec` or another module's attributes; the order of iteration. In
loops nested deeper than MAX_LOOP_DEPTH the definitions of a later turn don't reach an earlier use.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from lint_plugin.semantics.flow import Flow
    from lint_plugin.semantics.modules import Module

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


class Keeper(Protocol):
    """A file, a scope or a class: `derived` is what others worked out from it, and goes when its tree goes."""

    derived: dict[object, Any]


K = TypeVar("K", bound=Keeper)
T = TypeVar("T")


def kept(function: Callable[[K], T]) -> Callable[[K], T]:
    """Make a function of a file, a scope or a class compute its answer once and keep it there."""

    @functools.wraps(function)
    def once(keeper: K) -> T:
        if function not in keeper.derived:
            keeper.derived[function] = function(keeper)
        answer: T = keeper.derived[function]
        return answer

    return once


class Kind(Enum):
    """How a definition gives a name its value."""

    VALUE = "value"  # node: the expression
    ELEMENT = "element"  # node: the iterable whose elements it is
    ENTERED = "entered"  # node: the context manager's expression
    ANNOTATED = "annotated"  # node: the AnnAssign, with or without a value
    AUGMENTED = "augmented"  # node: the AugAssign
    PARAMETER = "parameter"  # node: the ast.arg
    IMPORT = "import"  # node: the ast.alias; its statement is in Scope.statement_of
    STAR = "star"  # node: the ImportFrom; before: what the name was if the star doesn't bring it
    FUNCTION = "function"
    CLASS = "class"
    NARROWED = "narrowed"  # node: the second argument of isinstance; before: what the name was until then
    OPAQUE = "opaque"  # something of which nothing is known


@dataclass(eq=False)
class Definition:
    """One way in which a name gets a value; `path` leads through tuples that are unpacked on the way.

    `name` is the name where the node doesn't say it: in a star import.
    """

    kind: Kind
    node: ast.AST
    path: tuple[int, ...] = ()
    before: tuple[Definition, ...] = ()
    name: str = ""


Definitions = tuple[Definition, ...]


@dataclass(eq=False)
class Scope:
    """A module, class or function body, with what its names can mean at each place.

    `node` is the ast.Module, ClassDef or function; `parent` the scope around it. All that is derived from the body
    is computed on first use and kept.
    """

    node: ast.Module | ast.ClassDef | FunctionNode
    module: Module
    parent: Scope | None

    def __post_init__(self) -> None:
        self._flow: Flow | None = None
        self._children: dict[ast.AST, Scope] = {}
        self.at_exit: dict[str, Definitions] = {}
        self.everywhere: dict[str, list[Definition]] = {}
        self.statement_of: dict[ast.alias, ast.Import | ast.ImportFrom] = {}
        self.stars: list[ast.ImportFrom] = []
        self.outer_names: set[str] = set()
        self.derived: dict[object, Any] = {}  # what `kept` functions found out

    def child(self, node: ast.ClassDef | FunctionNode) -> Scope:
        """Return the scope of a class or function whose statement stands in this scope."""
        found = self._children.get(node)
        if found is None:
            found = self._children[node] = Scope(node, self.module, self)
        return found

    def release(self) -> None:
        """Let go of the scopes inside this one, and of what was derived from them: all that refers back to it."""
        pending = [self]
        while pending:
            scope = pending.pop()
            pending += scope._children.values()
            scope._children = {}
            scope._flow = None
            scope.derived = {}

    def _run(self) -> Flow:
        if self._flow is None:
            from lint_plugin.semantics.flow import follow  # flow needs the types of this module

            self._flow = follow(self)
        return self._flow

    def reaching(self, name: ast.Name) -> tuple[Definitions, Scope]:
        """Return the definitions that can reach this use of a name, and the scope that they belong to.

        `name` must stand in this scope's own code. No definitions: a builtin, or a name that nothing defines.
        """
        found = self._run().reached(name)
        if found:
            return found, self
        return self.outside(name.id)

    def outside(self, name: str) -> tuple[Definitions, Scope]:
        """Return what a name means in this scope that isn't defined in it where it is used."""
        if isinstance(self.node, FunctionNode) and name in self.everywhere and name not in self.outer_names:
            return (), self  # a local that has no value yet
        scope = self.parent
        while scope is not None and isinstance(scope.node, ast.ClassDef):
            scope = scope.parent
        if scope is None:
            return (), self
        return scope.lookup(name)

    def lookup(self, name: str) -> tuple[Definitions, Scope]:
        """Return what a name means to code that runs after this scope's own (nested functions, other modules)."""
        self._run()
        if isinstance(self.node, ast.Module):
            return self.at_exit.get(name) or tuple(self.everywhere.get(name, ())), self
        if name in self.everywhere and name not in self.outer_names:
            return tuple(dict.fromkeys(self.everywhere[name])), self
        return self.outside(name)

    def defined(self) -> dict[str, Definitions]:
        """Return what each name that is bound in this scope means when its code has run."""
        self._run()
        return self.at_exit

    def ancestors(self) -> Iterator[Scope]:
        """Yield this scope and those around it, inner first."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent
