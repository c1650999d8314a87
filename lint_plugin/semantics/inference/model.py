"""The semantic model: the evaluator, put together from the modules that each answer one kind of question."""

from __future__ import annotations

import ast
from functools import partial

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
        return self.once(node, partial(expressions.evaluate, self, node, scope), scope.module)

    def defined(self, definition: Definition, scope: Scope) -> Value:
        """Return the value that one definition of the scope gives."""
        return self.once(definition, partial(definitions.define, self, definition, scope), scope.module)

    def export(self, module: Module, name: str) -> Value:
        """Return what a module offers under a name, NOTHING where it has no such name."""
        return self.once((module.path, name), partial(reexports.export, self, module, name), module)
