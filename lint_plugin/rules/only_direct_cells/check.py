"""What MSP226 says of loops over `cells()`."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

from lint_plugin.checks import Access, Check, ClassView, FunctionNode, Report, RuleContext, own_nodes, written
from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import cells
from lint_plugin.rules.only_direct_cells import fix

_CONTAINERS = ("mindspore.nn.SequentialCell", "mindspore.nn.CellList")
_SETS_UP = frozenset({"set_data", "weight_init", "bias_init", "gamma_init", "beta_init", "init"})
_PARAMETERS = frozenset({"weight", "bias", "gamma", "beta", "embedding_table"})


class OnlyDirectCells(Check):
    """A loop over a Cell's `cells()` sets up layers that also stand deeper than it reaches."""

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a guess for a loop over `self.cells()` that sets up MindSpore's layers, where some stand deeper."""
        call = access.call
        loop = None if call is None else context.parent(call)
        if call is None or call.args or call.keywords or not isinstance(loop, ast.For) or loop.iter is not call:
            return
        cls = context.enclosing_class(call)
        if cls is None or not isinstance(loop.target, ast.Name) or not _is_self(access.receiver, call, context):
            return
        layers = _set_up(loop, loop.target.id, context)
        if not layers or _goes_deeper(loop, call, context) or context.inherited(access) is None:
            return
        child = _holder(cls, frozenset(layers), context)
        if child is not None:
            fields = {
                "receiver": written(access.receiver),
                "child": child,
                "layer": next(iter(layers.values()), ""),
                "target": loop.target.id,
            }
            mend = functools.partial(fix.all_cells, access, loop.target, context)
            yield Report(access.span, "direct", Confidence.GUESS, fields, fix=mend)


def _is_self(receiver: ast.expr, node: ast.AST, context: RuleContext) -> bool:
    """Return whether a receiver is the first parameter of the method that a node stands in."""
    function = context.enclosing_function(node)
    first = function.args.args[:1] if function is not None and not isinstance(function, ast.Lambda) else []
    return isinstance(receiver, ast.Name) and [parameter.arg for parameter in first] == [receiver.id]


def _set_up(loop: ast.For, target: str, context: RuleContext) -> dict[str, str]:
    """Return the layers of MindSpore that a loop tests its cells for, and whose Parameters or initialisers it sets.

    Their dotted names, and how they are written.
    """
    found: dict[str, str] = {}
    for statement in loop.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.If) and _sets_up(node.body, target):
                found.update(_tested(node.test, target, context))
    return found


def _tested(test: ast.expr, target: str, context: RuleContext) -> dict[str, str]:
    """Return the layers that isinstance tests the loop's cell for; each must be one of MindSpore's, no container."""
    for node in ast.walk(test):
        if not isinstance(node, ast.Call) or not context.is_call_of(node, "builtins.isinstance"):
            continue
        if len(node.args) != 2 or not isinstance(node.args[0], ast.Name) or node.args[0].id != target:
            continue
        classes = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
        names = {context.qualified_name(cls) or "": written(cls) for cls in classes}
        if all(cells.is_cell(name) and name not in (*_CONTAINERS, *cells.NAMES) for name in names):
            return names
    return {}


def _sets_up(body: list[ast.stmt], target: str) -> bool:
    """Return whether statements set a Parameter of the loop's cell, or how it is initialised."""
    for statement in body:
        for node in ast.walk(statement):
            if not isinstance(node, ast.Attribute):
                continue
            of_target = isinstance(node.value, ast.Name) and node.value.id == target
            if node.attr in _SETS_UP or (of_target and node.attr in _PARAMETERS):
                return True
    return False


def _goes_deeper(loop: ast.For, call: ast.Call, context: RuleContext) -> bool:
    """Return whether the loop looks into the cells that it meets: by itself, or by calling its function again."""
    function = context.enclosing_function(call)
    again = {"cells", "cells_and_names", "apply", getattr(function, "name", "")}
    for statement in loop.body:
        for node in ast.walk(statement):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name and name in again:
                return True
    return False


def _holder(cls: ClassView, layers: frozenset[str], context: RuleContext) -> str | None:
    """Return an attribute of a class's instances that is a Cell in which one of the layers stands."""
    for function in cls.functions("__init__"):
        for node in own_nodes(function):
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and _is_own(node.targets[0], function):
                if _hides(node.value, layers, context):
                    return written(node.targets[0])
    return None


def _hides(value: ast.expr, layers: frozenset[str], context: RuleContext) -> bool:
    """Return whether an expression is a Cell of MindSpore's containers or of the project in which a layer stands.

    A container that another file makes is taken for one: containers hold layers.
    """
    if not isinstance(value, ast.Call):
        return False
    is_container = any(context.is_a(value, container) for container in _CONTAINERS)
    if not is_container and (context.is_a(value, cells.CELL) is None or context.qualified_names(value.func) != ("",)):
        return False
    is_imported = isinstance(value.func, ast.Name) and not any(_definitions(value.func.id, context))
    if is_container and is_imported and context.qualified_name(value.func) is None:
        return True
    return _holds(value, layers, context, set())


def _holds(node: ast.AST, layers: frozenset[str], context: RuleContext, seen: set[str]) -> bool:
    """Return whether code makes one of the layers: itself, or by a class or method of its file that it names."""
    for part in ast.walk(node):
        if not isinstance(part, ast.Call):
            continue
        if not layers.isdisjoint(context.qualified_names(part.func)):
            return True
        name = part.func.attr if isinstance(part.func, ast.Attribute) else getattr(part.func, "id", "")
        if name in seen:
            continue
        seen.add(name)
        if any(_holds(definition, layers, context, seen) for definition in _definitions(name, context)):
            return True
    return False


def _definitions(name: str, context: RuleContext) -> Iterator[ast.AST]:
    """Yield the classes and functions of a name at the file's top level, and the methods of its classes."""
    for statement in context.tree.body:
        if isinstance(statement, (ast.ClassDef, ast.FunctionDef)) and statement.name == name:
            yield statement
        elif isinstance(statement, ast.ClassDef):
            yield from (part for part in statement.body if isinstance(part, ast.FunctionDef) and part.name == name)


def _is_own(target: ast.expr, function: FunctionNode) -> bool:
    """Return whether an assignment is to `self.<name>`."""
    first = function.args.args[:1]
    is_name = isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name)
    return is_name and bool(first) and target.value.id == first[0].arg  # type: ignore[attr-defined]
