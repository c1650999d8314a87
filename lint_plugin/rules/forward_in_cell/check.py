"""What MSP101 looks at."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lint_plugin.checks.check import Check, Look, Report, definition_span
from lint_plugin.mindspore import cells, versions
from lint_plugin.semantics import cell_members
from lint_plugin.semantics.code.bindings import Kind
from lint_plugin.semantics.code.classes import ProjectClass
from lint_plugin.semantics.code.syntax import FunctionNode, decorator_names, own_nodes
from lint_plugin.semantics.inference import patches
from lint_plugin.semantics.inference.hierarchy import ClassKind, ancestors, kind, project_ancestors
from lint_plugin.semantics.inference.values import ClassValue, External, Value, members

RAISES: versions.Version = (2, 0)
"""From here on a Cell without construct raises AttributeError; before, it returned None with a warning.

Read from the wheels 1.10.0 and 2.0.0 (Cell.__call__), run with 2.0.0 and 2.10.0.
"""
_ABSTRACT = {"Cell", "LossBase", "Module"}


class ForwardInCell(Check):
    """A Cell that defines `forward` while nothing supplies `construct` for it."""

    def check_class(self, cls: ProjectClass, look: Look) -> Iterator[Report]:
        """Yield a report for each `forward` of a Cell that lacks `construct`."""
        is_a, confidence = kind(look.model, cls)
        if is_a is not ClassKind.CELL or _is_called(cls, look):
            return
        for definition in dict.fromkeys(cls.body_names()["forward"]):
            node = definition.node
            if definition.kind is Kind.FUNCTION and isinstance(node, FunctionNode):
                if decorator_names(node).isdisjoint({"overload", "property"}) and not _is_guarded(node, look):
                    message, fields = _explain(cls, node, look)
                    yield Report(definition_span(node, look.module), message, confidence, fields)


def _is_guarded(node: FunctionNode, look: Look) -> bool:
    return look.guarded(node, "forward", by_version=False)  # no version calls it


def _explain(cls: ProjectClass, node: FunctionNode, look: Look) -> tuple[str, dict[str, str]]:
    fields = {"cls": cls.name}
    if [argument.arg for argument in node.args.args[:1]] == ["ctx"]:
        return "autograd", fields
    for value in ancestors(look.model, cls):
        for part in members(value):
            if (
                isinstance(part, External)
                and cells.is_cell(part.path)
                and part.path.rpartition(".")[2] not in _ABSTRACT
            ):
                return "layer", {**fields, "layer": part.path.removeprefix("mindspore.")}
    version = look.settings.mindspore_version
    if version is None:
        return "unknown", fields
    return ("raises" if version >= RAISES else "silent"), fields


def _is_called(cls: ProjectClass, look: Look) -> bool:
    """Return whether something calls the class's `forward`, or supplies what MindSpore calls instead."""
    model = look.model
    if cell_members.supplies(model, cls, "construct") or patches.on_external(
        model, "construct", look.module, patches.CELL
    ):
        return True
    if any(_calls_its_own_way(base) for base in project_ancestors(model, cls)):
        return True
    if any(_is_hook_of(base, cls, look) for base in ancestors(model, cls)):
        return True
    return cell_members.left_abstract(model, cls, "construct")


def _calls_its_own_way(cls: ProjectClass) -> bool:
    """Return whether a class's `__call__` ends neither in Cell's own nor, without `forward`, in `construct`."""
    definitions = cls.body_names().get("__call__", [])
    functions = [d.node for d in definitions if d.kind is Kind.FUNCTION and isinstance(d.node, FunctionNode)]
    used = {node.attr for function in functions for node in own_nodes(function) if isinstance(node, ast.Attribute)}
    return bool(definitions) and "__call__" not in used and ("construct" not in used or "forward" in used)


def _is_hook_of(base: Value, cls: ProjectClass, look: Look) -> bool:
    """Return whether a base calls `forward`, so that the class's own one is its hook.

    That is one of MindSpore's own classes that has a `forward`, or a mixin that calls `self.forward` and leaves it to
    others to define.
    """
    for part in members(base):
        if isinstance(part, External) and cells.supplies(part.path, "forward"):
            return True
        if isinstance(part, ClassValue) and part.cls is not cls and kind(look.model, part.cls)[0] is not ClassKind.CELL:
            if cell_members.dispatches(part.cls, "forward", None) and not _implements_forward(part.cls):
                return True
    return False


def _implements_forward(cls: ProjectClass) -> bool:
    """Return whether a class defines a `forward` that does something."""
    functions = [d.node for d in cls.body_names().get("forward", []) if isinstance(d.node, FunctionNode)]
    return any(not _is_abstract(statement) for function in functions for statement in function.body)


def _is_abstract(statement: ast.stmt) -> bool:
    """Return whether a statement is one of those that bodies without an implementation are made of."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, (ast.Pass, ast.Raise))
