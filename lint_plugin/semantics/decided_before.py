"""Which conditions are decided where a piece of code runs: by what it stands in, and by what stands before it."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from lint_plugin.semantics.code.modules import Module

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)


@dataclass(eq=False)
class Tests:
    """Conditions in the order in which they are decided, each with what it is then.

    `read` are how many of them were asked for a question, by the question, and which one guarded, -1 for none yet.
    """

    listed: list[tuple[ast.expr, bool]] = field(default_factory=list)
    read: dict[tuple[str, bool], tuple[int, int]] = field(default_factory=dict)


def conditions(module: Module, child: ast.AST, parent: ast.AST) -> list[tuple[Tests, int]]:
    """Return (conditions, how many) for those of the parent that are decided where the child runs."""
    found: list[tuple[Tests, int]] = []
    if isinstance(parent, ast.IfExp):
        if child is not parent.test:
            found.append((Tests([(parent.test, child is parent.body)]), 1))
    elif isinstance(parent, (ast.If, ast.While)) and isinstance(child, ast.stmt):
        found.append((Tests([(parent.test, is_in_body(module, parent, child))]), 1))
    elif isinstance(parent, (ast.BoolOp, ast.comprehension)):
        tests, places = _in_order(module, parent)
        if child in places:
            found.append((tests, places[child]))
    elif isinstance(parent, _COMPREHENSIONS) and isinstance(child, ast.expr):
        every = (_in_order(module, generator)[0] for generator in parent.generators)
        found += [(tests, len(tests.listed)) for tests in every]
    return [*found, _decided_before(module, child, parent)]


def _in_order(module: Module, parent: ast.BoolOp | ast.comprehension) -> tuple[Tests, dict[ast.AST, int]]:
    """Return the conditions of `and`, `or` or a comprehension, and which place each of them has."""
    known: tuple[Tests, dict[ast.AST, int]] | None = module.memo.get((_in_order, parent))
    if known is None:
        listed = parent.values if isinstance(parent, ast.BoolOp) else parent.ifs
        arm = not (isinstance(parent, ast.BoolOp) and isinstance(parent.op, ast.Or))
        places: dict[ast.AST, int] = {test: place for place, test in enumerate(listed)}
        known = module.memo[_in_order, parent] = Tests([(test, arm) for test in listed]), places
    return known


def _blocks(parent: ast.AST) -> list[list[ast.stmt]]:
    blocks = [getattr(parent, field, None) for field in ("body", "orelse", "finalbody")]
    return [block for block in blocks if isinstance(block, list)]


def _decided_before(module: Module, child: ast.AST, parent: ast.AST) -> tuple[Tests, int]:
    """Return what the statements before a child decide in the parent's block that it stands in."""
    table: dict[ast.AST, tuple[Tests, int]] | None = module.memo.get((_decided_before, parent))
    if table is None:
        table = module.memo[_decided_before, parent] = {}
        for block in _blocks(parent):
            tests = Tests()
            for statement in block:
                table[statement] = tests, len(tests.listed)
                tests.listed += _decided_by(statement)
    return table.get(child, (_NO_TESTS, 0))


_NO_TESTS = Tests()


def _decided_by(statement: ast.stmt) -> list[tuple[ast.expr, bool]]:
    """Return what is decided after a statement of the form `if ...: return` or `assert ...`."""
    if isinstance(statement, ast.Assert):
        return [(statement.test, True)]
    found = []
    if isinstance(statement, ast.If):
        if _leaves(statement.body):
            found.append((statement.test, False))
        if statement.orelse and _leaves(statement.orelse):
            found.append((statement.test, True))
    return found


def _leaves(block: Sequence[ast.stmt]) -> bool:
    last = block[-1]
    if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
        function = last.value.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        return name in ("exit", "_exit", "quit", "skip", "fail", "abort")
    return isinstance(last, (ast.Return, ast.Raise, ast.Continue, ast.Break))


def is_in_body(module: Module, parent: ast.If | ast.While | ast.Try, child: ast.AST) -> bool:
    """Return whether a statement stands in the body of another, not in its other arms."""
    known: frozenset[ast.AST] | None = module.memo.get((is_in_body, parent))
    if known is None:
        known = module.memo[is_in_body, parent] = frozenset(parent.body)
    return child in known
