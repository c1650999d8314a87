"""The semantic model's front: evaluates expressions to values, once each, and ends on cycles.

An answer that was cut short by a cycle is exact only for the question that the cycle was met in; it is kept for that
one alone, so that answers don't depend on the order in which questions are asked.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from lint_plugin.semantics.classes import ProjectClass
from lint_plugin.semantics.modules import Module
from lint_plugin.semantics.project import Project
from lint_plugin.semantics.scopes import Scope
from lint_plugin.semantics.values import NOTHING, UNKNOWN, Value

if TYPE_CHECKING:
    from lint_plugin.semantics.reexports import Summary

MAX_DEPTH = 60
"""Questions nested deeper than this are not followed."""
MAX_STEPS = 500
"""A question that needs more answers than this is not followed."""


class Model:
    """Answers what expressions of a project's files are. One instance serves many files."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.facts: dict[Hashable, bool] = {}
        self.exports: dict[str, Value] = {}
        self.summaries: dict[str, Summary | None] = {}
        self._open: dict[Hashable, int] = {}
        self._depth = 0
        self._lowest = MAX_DEPTH + 1
        self._steps = 0

    def evaluate(self, node: ast.expr, scope: Scope) -> Value:
        """Return what an expression is; `scope` is the one whose own code it stands in."""
        from lint_plugin.semantics import expressions

        return self.once(node, lambda: expressions.evaluate(self, node, scope), scope.module)

    def once(self, question: Hashable, answer: Callable[[], Value], asked: Module) -> Value:
        """Return the kept answer to a question, or compute it; inside itself the answer is NOTHING.

        `asked` is the module that the question is on: the answer is kept with it, and goes when its tree goes.
        """
        kept = asked.answers.get(question)
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
        kept = asked.answers.get(question)
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

    def project_class(self, node: ast.ClassDef, outside: Scope) -> ProjectClass:
        """Return the class of a class statement that stands in the scope `outside`."""
        found = outside.module.classes.get(node)
        if found is None:
            found = outside.module.classes[node] = ProjectClass(node.name, node, outside, list(node.bases))
        return found

    def enclosing_class(self, scope: Scope) -> ProjectClass | None:
        """Return the class whose method's body, or own body, the scope is or stands in."""
        for inner in scope.ancestors():
            if isinstance(inner.node, ast.ClassDef) and inner.parent is not None:
                return self.project_class(inner.node, inner.parent)
        return None
