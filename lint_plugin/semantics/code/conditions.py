"""What a condition says to a reader of types: whether it is bound to hold, and what names are where it does."""

from __future__ import annotations

import ast
from collections import ChainMap

from lint_plugin.semantics.code.bindings import Definition, Definitions, Kind

Environment = dict[str, Definitions] | ChainMap[str, Definitions]
"""Name -> the definitions that may have given it its value."""


def decided(test: ast.expr, *, type_checking: bool | None = None) -> bool | None:
    """Return what a condition is bound to be, None where that is open.

    `TYPE_CHECKING` is open where it isn't given: names bound in either arm count, for Python and for readers of types.
    """
    turned = False
    while isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test, turned = test.operand, not turned
    if isinstance(test, ast.Constant):
        return bool(test.value) is not turned
    name = test.id if isinstance(test, ast.Name) else test.attr if isinstance(test, ast.Attribute) else ""
    return None if name != "TYPE_CHECKING" or type_checking is None else type_checking is not turned


def narrow(test: ast.expr, environment: Environment) -> tuple[Environment, Environment]:
    """Return what holds where a condition is true, and where it is false: `isinstance` tells a name's type."""
    turned = False
    while isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test, turned = test.operand, not turned
    yes = no = environment
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        for operand in test.values:
            yes = narrow(operand, yes)[0]
    elif isinstance(test, ast.BoolOp):
        for operand in test.values:
            no = narrow(operand, no)[1]
    elif (
        isinstance(test, ast.Call)
        and isinstance(test.func, ast.Name)
        and test.func.id == "isinstance"
        and len(test.args) == 2
        and (name := _name_of(test.args[0]))
    ):
        yes, no = dict(environment), dict(environment)
        yes[name] = (Definition(Kind.NARROWED, test.args[1], (), environment.get(name, ())),)
        no[name] = (Definition(Kind.EXCLUDED, test.args[1], (), environment.get(name, ())),)
    return (no, yes) if turned else (yes, no)


def _name_of(node: ast.expr) -> str:
    """Return the name that a tested expression is, or is given: `x` of `x` and of `(x := y)`; empty for any other."""
    if isinstance(node, ast.NamedExpr):
        node = node.target
    return node.id if isinstance(node, ast.Name) else ""
