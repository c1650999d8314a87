"""What MSP101 says of a class that defines `forward`."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

from lint_plugin.checks import (
    Check,
    ClassView,
    Definition,
    FunctionNode,
    Report,
    RuleContext,
    decorator_names,
    own_nodes,
)
from lint_plugin.confidence import Confidence
from lint_plugin.language import Text
from lint_plugin.mindspore import cells, versions
from lint_plugin.rules.forward_in_cell import fix

RAISES: versions.Version = (2, 0)
"""From here on a Cell without construct raises AttributeError; before, it returned None with a warning.

Read from the wheels 1.10.0 and 2.0.0 (Cell.__call__), run with 2.0.0 and 2.10.0.
"""
_NO_METHODS = frozenset({"overload", "property", "_overload_method", "_overload"})
"""What decorates a `forward` that isn't the class's computation: stubs of typing and torch.jit, an attribute."""
_ABSTRACT = {"Cell", "LossBase", "Module"}


class ForwardInCell(Check):
    """A Cell that defines `forward` while nothing supplies `construct` for it."""

    def check_definition(self, definition: Definition, context: RuleContext) -> Iterator[Report]:
        """Yield a report for a `forward` of a Cell that lacks `construct`."""
        confidence = definition.cls.is_a(cells.CELL)
        if confidence is None or _is_called(definition.cls, context):
            return
        if not decorator_names(definition.node).isdisjoint(_NO_METHODS):
            return
        if not context.guarded(definition.node, "forward", by_version=False):  # no version calls it
            message, fields = _explain(definition, context)
            renamed = functools.partial(fix.renamed, definition, context, sure=_always_fails(message, confidence))
            by_hand = message == "autograd" or (message == "base" and _calls_super(definition.node))
            yield Report(definition.span, message, confidence, fields, fix=None if by_hand else renamed)


def _always_fails(message: str, confidence: Confidence) -> bool:
    """Return whether calling the Cell is certain to fail: another class's `construct` gives a result."""
    return confidence is Confidence.HIGH and message not in ("layer", "base")


def _explain(definition: Definition, context: RuleContext) -> tuple[str, dict[str, str | Text]]:
    cls = definition.cls
    fields: dict[str, str | Text] = {"cls": cls.name}
    if [argument.arg for argument in definition.node.args.args[:1]] == ["ctx"]:
        return "autograd", fields
    for base in cls.lineage[1:]:
        if base.functions("construct"):
            further = _SUPER if _calls_super(definition.node) else Text("", "")
            return "base", {**fields, "layer": base.name, "further": further}
    for layer in cls.outside_bases:
        if cells.is_cell(layer) and layer.rpartition(".")[2] not in _ABSTRACT:
            return "layer", {**fields, "layer": layer.removeprefix("mindspore.")}
    if context.version is None:
        return "unknown", fields
    return ("raises" if context.version >= RAISES else "silent"), fields


_SUPER = Text(", and write super().construct for super().forward", "，其中的 super().forward 写成 super().construct")


def _calls_super(function: FunctionNode) -> bool:
    """Return whether a `forward` goes on to the one above it."""
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == "forward"
        and isinstance(node.value, ast.Call)
        and getattr(node.value.func, "id", "") == "super"
        for node in own_nodes(function)
    )


def _is_called(cls: ClassView, context: RuleContext) -> bool:
    """Return whether something calls the class's `forward`, or supplies what MindSpore calls instead."""
    return (
        (cls.supplies("construct") and not _is_passed_over(cls))
        or context.is_patched("construct", cells.NAMES)
        or any(_calls_its_own_way(base) for base in cls.lineage)
        or any(cells.supplies(base, "forward") for base in cls.outside_bases)
        or any(_is_hook_of(base) for base in cls.lineage[1:])
        or cls.leaves_to_subclasses("construct")
    )


def _is_passed_over(cls: ClassView) -> bool:
    """Return whether `construct` comes from a base in the project, and nothing there calls the class's `forward`.

    Neither code in the files of the class and its bases, nor, as far as that is known, in the project's other files.
    """
    if cls.supplies_itself("construct") or not _implements_forward(cls):
        return False
    supplying = [base for base in cls.lineage[1:] if base.supplies_itself("construct")]
    return (
        bool(supplying)
        and all(base.functions("construct") for base in supplying)
        and not any(base.is_asked_in_file("forward") for base in cls.lineage)
        and not cls.is_used_elsewhere("forward")
    )


def _calls_its_own_way(cls: ClassView) -> bool:
    """Return whether a class's `__call__` ends neither in Cell's own nor, without `forward`, in `construct`."""
    used = {
        node.attr
        for function in cls.functions("__call__")
        for node in own_nodes(function)
        if isinstance(node, ast.Attribute)
    }
    return cls.binds("__call__") and "__call__" not in used and ("construct" not in used or "forward" in used)


def _is_hook_of(base: ClassView) -> bool:
    """Return whether a base calls `self.forward` in a method of its own, and leaves it to others to define.

    Not where others define `construct` in its place: the call was left behind.
    """
    return base.uses_on_self("forward") and not _implements_forward(base) and not base.is_ported_elsewhere()


def _implements_forward(cls: ClassView) -> bool:
    """Return whether a class defines a `forward` that does something."""
    bodies = [function.body for function in cls.functions("forward")]
    return any(
        not isinstance(body[-1], ast.Raise) and any(not _is_abstract(statement) for statement in body)
        for body in bodies
    )


def _is_abstract(statement: ast.stmt) -> bool:
    """Return whether a statement is one of those that bodies without an implementation are made of."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, (ast.Pass, ast.Raise))
