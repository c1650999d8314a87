"""What a container holds, and what iterating a value gives."""

from __future__ import annotations

import ast
from dataclasses import replace
from itertools import islice

from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import datasets
from lint_plugin.semantics.code.bindings import Kind
from lint_plugin.semantics.code.classes import added_by
from lint_plugin.semantics.code.flow import flow_of
from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.code.syntax import own_statements
from lint_plugin.semantics.inference import tensor_values
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import is_container_cell
from lint_plugin.semantics.inference.tensor_values import PARAMETER
from lint_plugin.semantics.inference.values import (
    UNBOUND,
    UNKNOWN,
    Container,
    ExternalSymbol,
    Instance,
    Mapping,
    Parameters,
    Unbound,
    Union,
    Unknown,
    Value,
    inferred,
    join,
)

_CELL = ExternalSymbol("mindspore.nn.Cell")

_MAX_ADDITIONS = 64
"""What is added to a container in more places may be anything: each list of a name is asked for all of them."""


def element_of(value: Value) -> Value:
    """Return what a container holds, UNBOUND for anything else."""
    if isinstance(value, Mapping):
        return value.value
    return value.element if isinstance(value, (Container, Instance)) else UNBOUND


def element(model: Evaluator, value: Value) -> Value:
    """Return what iterating a value gives."""
    if isinstance(value, Union):
        return join(element(model, member) for member in value.members)
    if isinstance(value, Container):
        return inferred(value.element)
    if isinstance(value, Mapping):
        return value.key
    if isinstance(value, Parameters):
        return Instance(PARAMETER, Confidence.INFERRED)
    if isinstance(value, Instance):
        return instance_element(model, value)
    return value if isinstance(value, Unbound) else UNKNOWN


def instance_element(model: Evaluator, value: Instance) -> Value:
    """Return what iterating, or indexing, an instance gives: Tensors of a Tensor, Cells of a CellList.

    Or batches of a dataset: lists of Tensors.
    """
    if isinstance(value.cls, ExternalSymbol) and datasets.is_dataset(value.cls.path):
        return Container(Instance(tensor_values.TENSOR, Confidence.INFERRED))
    return tensor_values.element(value) if tensor_values.is_tensor(value) else cell_element(model, value)


def cell_element(model: Evaluator, value: Instance) -> Value:
    """Return what a CellList or SequentialCell holds: at least Cells."""
    if not isinstance(value.element, (Unknown, Unbound)):
        return inferred(value.element)
    return Instance(_CELL, Confidence.INFERRED) if is_container_cell(model, value.cls) else UNKNOWN


def item(model: Evaluator, value: Value, position: int) -> Value:
    """Return what stands at a position (0-based) of a value that is taken apart."""
    if isinstance(value, Union):
        return join(item(model, member, position) for member in value.members)
    if isinstance(value, Container) and value.items is not None:
        return value.items[position] if -len(value.items) <= position < len(value.items) else UNKNOWN
    return element(model, value)


def with_additions(model: Evaluator, value: Value, node: ast.expr, scope: Scope) -> Value:
    """Return a container together with what the scope's code appends to the name that it is assigned to."""
    if not isinstance(value, (Container, Mapping, Instance)):
        return value
    table = scope_additions(scope)
    names = _names_given(node, scope) if table else ()
    additions = ((*addition, scope) for name in names for addition in table.get(name, ()))
    return extended(model, value, list(islice(additions, _MAX_ADDITIONS + 1)))


def extended(model: Evaluator, value: Value, additions: list[tuple[ast.expr, bool, Scope]]) -> Value:
    """Return a container with what code adds to it: (expression, whether its elements are meant, its scope)."""
    if not additions or (isinstance(value, Instance) and not is_container_cell(model, value.cls)):
        return value
    added: list[Value] = []
    if len(additions) > _MAX_ADDITIONS:
        added, additions = [UNKNOWN], []
    for node, iterated, scope in additions:
        one = model.evaluate(node, scope)
        added.append(element(model, one) if iterated else one)
    if isinstance(value, Mapping):
        return Mapping(value.key, join([value.value, *added]))
    if isinstance(value, Instance):
        return replace(value, element=join([value.element, *added]))
    return Container(join([value.element, *added])) if isinstance(value, Container) else value


def _names_given(node: ast.expr, scope: Scope) -> list[str]:
    """Return the names that an expression is assigned to in its scope."""
    if isinstance(node, ast.Name):
        return [node.id]
    return _assigned_names(scope).get(node, [])


@memoized
def _assigned_names(scope: Scope) -> dict[ast.AST, list[str]]:
    """Return the names that each expression of a scope is assigned to."""
    table: dict[ast.AST, list[str]] = {}
    for name, definitions in flow_of(scope).everywhere.items():
        for definition in definitions:
            if definition.kind is Kind.VALUE and not definition.path:
                table.setdefault(definition.node, []).append(name)
    return table


@memoized
def scope_additions(scope: Scope) -> dict[str, list[tuple[ast.expr, bool]]]:
    """Return what a scope's code puts into containers by `name.append(x)`, `name[key] = x` and the like, by name."""
    table: dict[str, list[tuple[ast.expr, bool]]] = {}
    for node in own_statements(scope.node):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            owner = node.value.func.value if isinstance(node.value.func, ast.Attribute) else None
            addition = added_by(node.value)
            if addition is not None and isinstance(owner, ast.Name):
                table.setdefault(owner.id, []).append(addition)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
                    table.setdefault(target.value.id, []).append((node.value, False))
    return table


def added(left: Value, right: Value) -> Value:
    """Return what `left + right` is."""
    if isinstance(left, Container) and isinstance(right, (Container, Unbound)):
        return Container(join([left.element, element_of(right)]))
    if isinstance(left, Unbound) and isinstance(right, Container):
        return Container(right.element)
    if isinstance(left, Parameters) and isinstance(right, Parameters):
        return left
    return tensor_values.arithmetic(left, right)
