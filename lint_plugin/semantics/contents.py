"""Which layers a Cell holds, as far as the source tells: in its bases, in what its methods make, in containers."""

from __future__ import annotations

import ast
from collections.abc import Callable

from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import cells
from lint_plugin.semantics.code.classes import ProjectClass
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.code.syntax import FunctionNode, own_nodes
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import ancestors
from lint_plugin.semantics.inference.values import ClassValue, External, Function, Instance, Value, members

Wanted = Callable[[str], bool]
"""Whether a class of MindSpore, by its dotted name, is one of the layers that are looked for."""

_MOST_LOOKED_AT = 100
"""Classes and functions that are looked into for one answer."""


def holds(model: Evaluator, receiver: Value, wanted: Wanted) -> Confidence | None:
    """Return how surely an object holds one of the layers, None where it isn't known to.

    Where it may be any network, as one that is annotated as `nn.Cell`, that is a guess.
    """
    search = _Search(model, wanted)
    sure: Confidence | None = None
    for value in members(receiver):
        if not isinstance(value, Instance):
            continue
        if search.finds(value):
            return value.confidence
        if isinstance(value.cls, External) and value.cls.path in cells.NAMES and not value.is_super:
            sure = Confidence.GUESS
    return sure


class _Search:
    """A search for layers; each class and function is looked into once."""

    def __init__(self, model: Evaluator, wanted: Wanted) -> None:
        self._model = model
        self._wanted = wanted
        self._seen: set[object] = set()

    def finds(self, value: Value) -> bool:
        """Return whether a value is one of the layers, holds one, or makes one when it is called."""
        return any(self._is_one(part) for part in members(value))

    def _is_one(self, part: Value) -> bool:
        if isinstance(part, External):
            return self._wanted(part.path)
        if isinstance(part, (Instance, ClassValue)):
            inside = isinstance(part, Instance) and self.finds(part.element)
            of_class = self._in_class(part.cls) if isinstance(part.cls, ProjectClass) else self._wanted(part.cls.path)
            return inside or of_class
        if isinstance(part, Function) and isinstance(part.node, FunctionNode) and self._is_new(part.node):
            return self._in_function(part.node, part.scope.child(part.node))
        return False

    def _in_class(self, cls: ProjectClass) -> bool:
        if not self._is_new(cls):
            return False
        above = ancestors(self._model, cls)[1:]
        return any(self.finds(value) for value in above) or (
            cls.scope is not None
            and any(self._in_function(method, cls.scope.child(method)) for method in cls.methods())
        )

    def _in_function(self, function: FunctionNode, scope: Scope) -> bool:
        """Return whether a function's own code names one of the layers, or what holds or makes one."""
        named = (node for node in own_nodes(function) if isinstance(node, (ast.Name, ast.Attribute)))
        return any(isinstance(node.ctx, ast.Load) and self.finds(self._model.evaluate(node, scope)) for node in named)

    def _is_new(self, place: object) -> bool:
        if place in self._seen or len(self._seen) >= _MOST_LOOKED_AT:
            return False
        self._seen.add(place)
        return True
