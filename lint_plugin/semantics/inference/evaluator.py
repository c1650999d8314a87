"""What the parts of the evaluator ask of one another.

Evaluation goes in circles: a call is what a function returns, which is an expression, which is an attribute, which is
what a method assigned. The parts that answer such questions import nothing of one another that stands above them: they
ask the evaluator that they are given. `Model` puts the parts together.
"""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from lint_plugin.semantics.code.bindings import Definition
from lint_plugin.semantics.code.memo import Owner
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.code.project import Project
from lint_plugin.semantics.inference.solver import Bounds, Solver
from lint_plugin.semantics.inference.values import UNBOUND, UNKNOWN, Value, join

_Answer = TypeVar("_Answer", Value, Value | None)
_VALUES = Bounds(UNBOUND, UNKNOWN)


_FEW = 8
"""Definitions up to which asking for each takes no longer than looking up what they are together."""


def _joined(evaluator: Evaluator, definitions: tuple[Definition, ...], scope: Scope) -> Value:
    """Return what definitions are together; the next name mostly has the same ones, and a few more."""
    known = (len(definitions) - 1) // _FEW * _FEW
    values = [evaluator.meaning(definitions[:known], scope)] if known else []
    return join([*values, *(evaluator.defined(definition, scope) for definition in definitions[known:])])


class Evaluator(Solver, ABC):
    """Answers what expressions of a project's files are, once each, and ends on cycles."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self.project = project

    @abstractmethod
    def evaluate(self, node: ast.expr, scope: Scope) -> Value:
        """Return what an expression is; `scope` is the one whose own code it stands in."""

    @abstractmethod
    def defined(self, definition: Definition, scope: Scope) -> Value:
        """Return the value that one definition of the scope gives."""

    @abstractmethod
    def named(self, name: str, scope: Scope) -> Value:
        """Return what a name means to code that runs after the scope's own."""

    @abstractmethod
    def attribute(self, value: Value, name: str) -> Value:
        """Return what `value.name` is, UNKNOWN where nothing tells."""

    @abstractmethod
    def export(self, module: Module, name: str) -> Value | None:
        """Return what a module offers under a name, None where it has no such name."""

    def meaning(self, definitions: tuple[Definition, ...], scope: Scope) -> Value:
        """Return what a name is when any of the definitions, all of one scope, may have given it its value."""
        if len(definitions) <= _FEW:
            return join(self.defined(definition, scope) for definition in definitions)
        return self.value((_joined, definitions), scope.module, _joined, definitions, scope)

    def value(self, question: Hashable, owner: Owner, function: Callable[..., _Answer], *arguments: Any) -> _Answer:
        """Return the value that answers a question on an owner, as `ask` does: UNBOUND until something is known."""
        answer: _Answer = self.ask(question, owner, _VALUES, function, *arguments)
        return answer
