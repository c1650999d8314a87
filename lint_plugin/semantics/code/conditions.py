"""What a condition says to a reader of types: whether it is bound to hold, and what names are where it does."""

from __future__ import annotations

import ast
from collections import ChainMap

from lint_plugin.semantics.code.bindings import Definition, Definitions, Kind

Environment = dict[str, Definitions] | ChainMap[str, Definitions]
"""Name -> the definitions that may have given it its value."""

MAX_TESTS = 200
"""Operands of one condition that tell what names are."""
_MAX_LAYERS = 30
"""Layers of an environment through which a name is looked for: of a longer chain of conditions a copy is made."""


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
        for operand in test.values[:MAX_TESTS]:
            yes = narrow(operand, yes)[0]
    elif isinstance(test, ast.BoolOp):
        for operand in test.values[:MAX_TESTS]:
            no = narrow(operand, no)[1]
    elif (
        isinstance(test, ast.Call)
        and isinstance(test.func, ast.Name)
        and test.func.id == "isinstance"
        and len(test.args) == 2
        and (name := _name_of(test.args[0]))
    ):
        before = environment.get(name, ())
        yes = inside(environment, {name: (Definition(Kind.NARROWED, test.args[1], (), before),)})
        no = inside(environment, {name: (Definition(Kind.EXCLUDED, test.args[1], (), before),)})
    return (no, yes) if turned else (yes, no)


def inside(environment: Environment, own: dict[str, Definitions]) -> Environment:
    """Return an environment with other definitions of some names, without a copy of the one around it."""
    if not isinstance(environment, ChainMap):
        return ChainMap(own, environment)
    around = environment.maps if len(environment.maps) < _MAX_LAYERS else [flat(environment)]
    return ChainMap(own, *around)


def flat(environment: Environment) -> dict[str, Definitions]:
    """Return a copy of an environment."""
    if environment.__class__ is dict:  # no ChainMap, whose class takes longer to test
        return environment.copy()
    assert isinstance(environment, ChainMap)
    copied: dict[str, Definitions] = {}
    for layer in reversed(environment.maps):
        copied.update(layer)
    return copied


def _name_of(node: ast.expr) -> str:
    """Return the name that a tested expression is, or is given: `x` of `x` and of `(x := y)`; empty for any other."""
    if isinstance(node, ast.NamedExpr):
        node = node.target
    return node.id if isinstance(node, ast.Name) else ""


def catches_late(handler: ast.ExceptHandler) -> bool:
    """Return whether an exception may come after the body's definitions: a failed import comes before its own."""
    names = {part.id for part in ast.walk(handler.type) if isinstance(part, ast.Name)} if handler.type else set()
    return not names or not names <= {"ImportError", "ModuleNotFoundError"}
