"""What the parts of the evaluator ask of one another, and how an answer is kept.

Evaluation goes in circles: a call is what a function returns, which is an expression, which is an attribute, which is
what a method assigned. The parts that answer such questions import nothing of one another that stands above them: they
ask the evaluator that they are given. `Model` puts the parts together.

An answer that was cut short by a cycle is exact only for the question that the cycle was met in; it is kept for that
one alone, so that answers don't depend on the order in which questions are asked.
"""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from lint_plugin.semantics.code.bindings import Definition
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.code.project import Project
from lint_plugin.semantics.inference.values import NOTHING, UNKNOWN, Value, join

MAX_DEPTH = 60
"""Questions nested deeper than this are not followed."""
MAX_STEPS = 500
"""A question that needs more answers than this is not followed."""


class Evaluator(ABC):
    """Answers what expressions of a project's files are, once each, and ends on cycles."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.facts: dict[Hashable, Any] = {}  # what is known of files by their paths, when their trees are dropped, too
        self._open: dict[Hashable, int] = {}
        self._depth = 0
        self._lowest = MAX_DEPTH + 1
        self._steps = 0

    # The questions

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
    def export(self, module: Module, name: str) -> Value:
        """Return what a module offers under a name, NOTHING where it has no such name."""

    def meaning(self, definitions: Iterable[Definition], scope: Scope) -> Value:
        """Return what a name is when any of the definitions, all of one scope, may have given it its value."""
        return join(self.defined(definition, scope) for definition in definitions)

    # How answers are kept

    def once(self, question: Hashable, answer: Callable[[], Value], asked: Module) -> Value:
        """Return the kept answer to a question, or compute it; inside itself the answer is NOTHING.

        `asked` is the module that the question is on: the answer is kept with it, and goes when its tree goes.
        """
        kept: Value | None = asked.answers.get(question)
        if kept is not None:
            return kept
        if question in self._open:
            self._lowest = min(self._lowest, self._open[question])
            return NOTHING
        depth = self._depth
        if depth == 0:
            self._steps = 0
            self._lowest = MAX_DEPTH + 1
        self._steps += 1
        if depth >= MAX_DEPTH or self._steps > MAX_STEPS:
            self._lowest = -1
            return UNKNOWN
        self._open[question] = depth
        self._depth = depth + 1
        try:
            value = answer()
        finally:
            self._depth = depth
            del self._open[question]
        if self._lowest >= depth:
            asked.answers[question] = value
            self._lowest = MAX_DEPTH + 1
        return value

    def whole(self, question: Hashable, answer: Callable[[], Value], asked: Module) -> Value:
        """Return the kept answer to a question, or compute it; inside itself it is computed anew.

        The answer is kept where no cycle or limit has cut short any of those that it was made of.
        """
        kept: Value | None = asked.answers.get(question)
        if kept is not None:
            return kept
        if self._depth == 0:
            return answer()  # it may take several questions: nothing tells whether the first was cut short
        before, self._lowest = self._lowest, MAX_DEPTH + 1
        value = answer()
        if self.is_whole():
            asked.answers[question] = value
        self._lowest = min(before, self._lowest)
        return value

    def is_whole(self) -> bool:
        """Return whether no cycle or limit has cut short what was answered inside the question that is open."""
        return self._depth > 0 and self._lowest > MAX_DEPTH

    def answered(self, question: Hashable, asked: Module | None) -> Value | None:
        """Return the kept answer to a question, NOTHING while it is being answered, None before that."""
        kept = None if asked is None else asked.answers.get(question)
        if kept is None and question in self._open:
            self._lowest = min(self._lowest, self._open[question])
            return NOTHING
        return kept

    def enter(self, question: Hashable) -> None:
        """Note that a question is being answered as part of the one that is open, until `leave`."""
        self._open[question] = self._depth - 1

    def leave(self, question: Hashable) -> None:
        """Note that a question that was entered is no longer being answered."""
        del self._open[question]

    def asks(self, question: Hashable) -> bool:
        """Return whether the question is being answered."""
        return question in self._open

    def keeps(self, question: Hashable, asked: Module) -> bool:
        """Return whether the question on this module has been answered for good."""
        return question in asked.answers
