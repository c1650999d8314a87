"""Where a node stands in the file under check: its parents, and the scope that runs it."""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from lint_plugin.semantics.model import Model
from lint_plugin.semantics.modules import Module
from lint_plugin.semantics.scopes import Scope

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Places:
    """The parts of a file that the rules look at, with the parent of every node in them."""

    module: Module
    model: Model
    parents: dict[ast.AST, ast.AST]

    def steps(self, node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
        """Yield (child, parent) from a node up to the module."""
        while (parent := self.parents.get(node)) is not None:
            yield node, parent
            node = parent

    def scope(self, node: ast.AST) -> Scope:
        """Return the scope whose own code a node is; what heads a function or class belongs to the scope around it."""
        inner_first = [
            parent for child, parent in self.steps(node) if isinstance(parent, _SCOPES) and isinstance(child, ast.stmt)
        ]
        scope = self.module.scope
        for owner in reversed(inner_first):
            scope = scope.child(owner)
        return scope


def read(model: Model, module: Module, lines: list[int] | None) -> tuple[Places, list[ast.AST]]:
    """Return the places of a file and its nodes, in the order of the source.

    Functions and classes of the module, and methods of its classes, that none of the `lines` (1-based, sorted) stands
    in are left out; None leaves out nothing.
    """
    parents: dict[ast.AST, ast.AST] = {}
    nodes: list[ast.AST] = []
    pending: list[ast.AST] = [module.tree]
    while pending:
        node = pending.pop()
        nodes.append(node)
        selective = lines is not None and isinstance(node, (ast.Module, ast.ClassDef))
        children = list(ast.iter_child_nodes(node))
        for child in children:
            parents[child] = node
        if selective and lines is not None:
            children = [child for child in children if not isinstance(child, _SCOPES) or _has_line(child, lines)]
        children.reverse()
        pending.extend(children)
    return Places(module, model, parents), nodes


def _has_line(node: ast.stmt, lines: list[int]) -> bool:
    first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])
    position = bisect_left(lines, first)
    return position < len(lines) and lines[position] <= (node.end_lineno or first)
