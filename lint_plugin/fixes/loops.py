"""Code that takes Parameters apart as (name, parameter) pairs: each is asked for its `.name` instead."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from lint_plugin.fixes.builder import FixBuilder

_LOOPS = (ast.For, ast.AsyncFor, ast.comprehension)
_MOST_NAMES = 500
"""Of a name that stands more often in a function or module, it isn't looked which of them a loop means."""
_DEFERRED = (ast.Lambda, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def without_pairs(builder: FixBuilder, node: ast.AST, parameters: ast.expr, around: ast.AST) -> None:
    """Have a loop, or a call of `zip` or the like, over Parameters take them as they are.

    `around` is the function or module in which the variables of a loop live. Where the name that it gave is read,
    `p.name` is written; where that can't be, the Parameters are made pairs.
    """
    target = _target(node)
    if target is not None and not _rename(builder, node, target, around):
        target = None
    if target is None:
        make_pairs(builder, parameters)


def _target(node: ast.AST) -> ast.Tuple | ast.List | None:
    """Return the two variables that a pair is taken apart into, also behind the number that `enumerate` gives."""
    if not isinstance(node, _LOOPS) or not isinstance(node.target, (ast.Tuple, ast.List)):
        return None
    second = node.target.elts[1]
    return second if isinstance(second, (ast.Tuple, ast.List)) else node.target


def _rename(builder: FixBuilder, node: ast.AST, target: ast.Tuple | ast.List, around: ast.AST) -> bool:
    """Write the second variable alone, and its `.name` for the first; False where that can't be done."""
    name, value = target.elts
    if not isinstance(name, ast.Name) or not isinstance(value, ast.Name):
        return False
    whole = builder.parent(node) if isinstance(node, ast.comprehension) else around
    if whole is None:
        return False
    everywhere = builder.names_in(whole, name.id)
    if len(everywhere) > _MOST_NAMES:
        return False
    reads = [read for read in everywhere if isinstance(read.ctx, ast.Load)]
    variable = value.id
    if reads:
        inside = _inside(node, whole)
        if variable == "_":
            variable = "p"
            if builder.names_in(whole, variable):
                return False
        elif any(isinstance(other.ctx, ast.Store) for other in _names_of(inside, value.id) if other is not value):
            return False
        bound_once = sum(not isinstance(other.ctx, ast.Load) for other in everywhere) == 1
        if not bound_once or not all(builder.can_change(read) for read in reads):
            return False
        if not set(reads) <= set(_names_of(inside, name.id)) or _is_deferred(inside):
            return False
    builder.set_value(target, variable)
    for read in reads:
        builder.set_value(read, f"{variable}.name")
    return True


def _inside(node: ast.AST, whole: ast.AST) -> list[ast.AST]:
    """Return what a loop runs for each Parameter: its body, or the comprehension but for its first iterable."""
    if isinstance(node, (ast.For, ast.AsyncFor)):
        return list(node.body)
    generators: list[ast.comprehension] = getattr(whole, "generators", [])
    first = generators.index(node) if node in generators else 0
    parts: list[ast.AST | None] = [getattr(whole, field, None) for field in ("elt", "key", "value")]
    parts += generators[first].ifs if generators else []
    parts += generators[first + 1 :]
    return [part for part in parts if part is not None]


def _names(node: ast.AST, name: str) -> list[ast.Name]:
    return [inner for inner in ast.walk(node) if isinstance(inner, ast.Name) and inner.id == name]


def _names_of(nodes: Iterable[ast.AST], name: str) -> list[ast.Name]:
    return [inner for node in nodes for inner in _names(node, name)]


def _is_deferred(nodes: Iterable[ast.AST]) -> bool:
    """Return whether something that may run later, when the variables have other values, is defined in nodes."""
    return any(isinstance(inner, _DEFERRED) for node in nodes for inner in ast.walk(node))


def make_pairs(builder: FixBuilder, parameters: ast.expr) -> None:
    """Write `((p.name, p) for p in parameters)` for `parameters`."""
    parent = builder.parent(parameters)
    if isinstance(parent, ast.Call) and parent.args == [parameters] and not parent.keywords:
        builder.wrap(parameters, "(p.name, p) for p in ", "")
    else:
        builder.wrap(parameters, "((p.name, p) for p in ", ")")
