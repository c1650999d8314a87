"""Which expressions give a name, or an attribute of `self`, its value, as the source writes them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lint_plugin.semantics.code import flow
from lint_plugin.semantics.code.bindings import Definition, Kind
from lint_plugin.semantics.code.classes import enclosing_class
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.code.syntax import FunctionNode
from lint_plugin.semantics.inference import parameters


def origin(node: ast.expr, scope: Scope) -> ast.expr | None:
    """Return the expression that gives a value: of a local name the one that alone is assigned to it.

    None for a name that may have been given several values, or one in another way; any other node is its own.
    """
    if not isinstance(node, ast.Name):
        return node
    definitions, _ = flow.reaching(scope, node)
    return _assigned(definitions[0]) if len(definitions) == 1 else None


def origins(node: ast.expr, scope: Scope) -> list[ast.expr]:
    """Return the expressions that are known to give a value: of a name, or of an attribute of `self`, all of them.

    Those that are assigned to it, and the default of a parameter that it may be; any other node is its own.
    """
    if isinstance(node, ast.Name):
        return list(_of_name(node, scope))
    cls = enclosing_class(scope)
    if cls is None or not isinstance(node, ast.Attribute):
        return [node]
    if not isinstance(node.value, ast.Name) or node.value.id != "self":
        return [node]
    found: list[ast.expr] = []
    for given in cls.attributes(node.attr):
        value = _assigned(given.definition)
        found += _of_name(value, given.scope) if isinstance(value, ast.Name) else [] if value is None else [value]
    return found


def parameter(name: ast.Name, scope: Scope) -> ast.arg | None:
    """Return the parameter of a function that a name is, None where it may be anything else."""
    definitions, where = flow.reaching(scope, name)
    if len(definitions) != 1 or definitions[0].kind is not Kind.PARAMETER:
        return None
    return _listed(where, name.id)


def default_of(name: ast.Name, scope: Scope) -> ast.expr | None:
    """Return the default of the parameter that a name is, None where it may be anything else, or has none."""
    argument = parameter(name, scope)
    where = flow.reaching(scope, name)[1].node
    return parameters.default_of(where, argument) if argument and isinstance(where, FunctionNode) else None


def _listed(scope: Scope, name: str) -> ast.arg | None:
    arguments = getattr(scope.node, "args", None)
    listed = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs] if arguments else []
    return next((one for one in listed if one.arg == name), None)


def _assigned(definition: Definition) -> ast.expr | None:
    """Return the expression that is assigned as it is, None for a value that is given in another way."""
    is_whole = definition.kind is Kind.VALUE and not definition.path
    return definition.node if is_whole and isinstance(definition.node, ast.expr) else None


def _of_name(name: ast.Name, scope: Scope) -> Iterator[ast.expr]:
    definitions, where = flow.reaching(scope, name)
    for definition in definitions:
        value = _assigned(definition)
        if definition.kind is Kind.PARAMETER and isinstance(where.node, FunctionNode):
            argument = _listed(where, name.id)
            value = None if argument is None else parameters.default_of(where.node, argument)
        if value is not None:
            yield value
