"""The semantic model: the evaluator, put together from the modules that each answer one kind of question."""

from __future__ import annotations

import ast

from lint_plugin.semantics.code.bindings import Definition
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.inference import attributes, definitions, expressions, reexports
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.values import Value


class Model(Evaluator):
    """Answers what expressions of a project's files are. One instance serves many files."""

    attribute = attributes.attribute
    named = definitions.named

    def evaluate(self, node: ast.expr, scope: Scope) -> Value:
        """Return what an expression is; `scope` is the one whose own code it stands in."""
        kind = node.__class__
        if kind is ast.Attribute:
            kind = node.value.__class__  # type: ignore[attr-defined]
        if kind is ast.Name:  # x, or x.name: each is mostly asked for once, what x is more often
            return expressions.evaluate(self, node, scope)
        return self.value(node, scope.module, expressions.evaluate, node, scope)

    def defined(self, definition: Definition, scope: Scope) -> Value:
        """Return the value that one definition of the scope gives."""
        return self.value(definition, scope.module, definitions.define, definition, scope)

    def export(self, module: Module, name: str) -> Value | None:
        """Return what a module offers under a name, None where it has no such name."""
        return self.value((reexports.export, name), module, reexports.export, module, name)
