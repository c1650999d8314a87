"""Code that takes Parameters apart as (name, parameter) pairs: each is given its name by `.name` instead."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from lint_plugin.fixes.builder import FixBuilder

_LOOPS = (ast.For, ast.AsyncFor, ast.comprehension)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def without_pairs(builder: FixBuilder, node: ast.AST, parameters: ast.expr, around: ast.AST) -> None:
    """Have a loop, or a call of `dict` or the like, over Parameters take them as they are.

    `around` is the function or module in which the names of a loop live. A name that is read is written `p.name` in a
    comprehension; elsewhere the Parameters are made pairs.
    """
    target = _target(node)
    if target is None:
        _make_pairs(builder, parameters)
        return
    name, value = target.elts
    reads = list(_reads(node, name, around, builder.parent))
    known = isinstance(name, ast.Name) and isinstance(value, ast.Name)
    if known and not reads:
        builder.set_value(target, value.id)  # type: ignore[attr-defined]
    elif known and isinstance(node, ast.comprehension) and _can_write_name(builder, node, name, value, reads):
        variable = "p" if value.id == "_" else value.id  # type: ignore[attr-defined]
        builder.set_value(target, variable)
        for read in reads:
            builder.set_value(read, f"{variable}.name")
    else:
        _make_pairs(builder, parameters)


def _target(node: ast.AST) -> ast.Tuple | ast.List | None:
    """Return the two targets that a pair is taken apart into, also behind the number that `enumerate` gives."""
    if not isinstance(node, _LOOPS) or not isinstance(node.target, (ast.Tuple, ast.List)):
        return None
    second = node.target.elts[1]
    return second if isinstance(second, (ast.Tuple, ast.List)) else node.target


def _reads(
    node: ast.AST, name: ast.expr, around: ast.AST, parent: Callable[[ast.AST], ast.AST | None]
) -> Iterator[ast.Name]:
    """Yield where a loop's variable is read; a variable of a comprehension lives in that alone."""
    inside = parent(node) if isinstance(node, ast.comprehension) else around
    if isinstance(name, ast.Name) and inside is not None:
        for inner in ast.walk(inside):
            if isinstance(inner, ast.Name) and inner.id == name.id and not isinstance(inner.ctx, ast.Store):
                yield inner


def _can_write_name(
    builder: FixBuilder, node: ast.comprehension, name: ast.expr, value: ast.expr, reads: list[ast.Name]
) -> bool:
    """Return whether each read of a comprehension's first variable can be written as an attribute of its second."""
    whole = builder.parent(node)
    assert isinstance(name, ast.Name) and isinstance(value, ast.Name)
    if not isinstance(whole, _COMPREHENSIONS) or any(not builder.can_change(read) for read in reads):
        return False
    inner = list(ast.walk(whole))
    if any(isinstance(part, (ast.Lambda, ast.NamedExpr)) for part in inner):
        return False
    if sum(isinstance(part, ast.Name) and part.id == name.id and isinstance(part.ctx, ast.Store) for part in inner) > 1:
        return False
    first = whole.generators[0]
    outside = {part for part in ast.walk(first.iter)}  # noqa: C416
    if any(read in outside for read in reads):
        return False
    return value.id != "_" or not any(isinstance(part, ast.Name) and part.id == "p" for part in inner)


def _make_pairs(builder: FixBuilder, parameters: ast.expr) -> None:
    """Write `((p.name, p) for p in parameters)` for `parameters`."""
    parent = builder.parent(parameters)
    if isinstance(parent, ast.Call) and parent.args == [parameters] and not parent.keywords:
        builder.wrap(parameters, "(p.name, p) for p in ", "")
    else:
        builder.wrap(parameters, "((p.name, p) for p in ", ")")
