"""Whether an expression is an instance of a class, or a class one of its subclasses, and how sure that is."""

from __future__ import annotations

from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import cells, classes, tensors
from lint_plugin.semantics.code.classes import ProjectClass
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import ClassKind, ancestors, external_kind, kind
from lint_plugin.semantics.inference.values import (
    ClassValue,
    Container,
    External,
    Instance,
    Null,
    Union,
    Value,
    members,
)


def is_a(model: Evaluator, value: Value, qualified_name: str) -> Confidence | None:
    """Return how surely a value is an instance of a class of MindSpore, None where it isn't known to be one.

    All members of a union must be; None, which may stand beside them, doesn't count.
    """
    sure: Confidence | None = None
    for part in members(value):
        if isinstance(part, Null):
            continue
        confidence = derives(model, part.cls, qualified_name) if isinstance(part, Instance) else None
        if confidence is None or not isinstance(part, Instance):
            return None
        sure = min(sure or Confidence.HIGH, confidence, part.confidence)
    return sure


def derives(model: Evaluator, cls: ProjectClass | External, qualified_name: str) -> Confidence | None:
    """Return how surely a class is, or derives from, a class of MindSpore, None where it isn't known to."""
    if qualified_name == cells.CELL:
        is_cell, confidence = kind(model, cls)
        return confidence if is_cell is ClassKind.CELL else None
    if isinstance(cls, External):
        return Confidence.HIGH if classes.derives(cls.path, qualified_name) else None
    above = ancestors(model, cls)[1:]
    if not any(_is_one(part, qualified_name) for part in above):
        return None
    return Confidence.INFERRED if any(_is_unresolved(part) for part in above) else Confidence.HIGH


def _is_one(part: Value, qualified_name: str) -> bool:
    """Return whether an ancestor is the class, or one of MindSpore's that derives from it."""
    if isinstance(part, Union):
        return all(_is_one(member, qualified_name) for member in part.members)
    return isinstance(part, External) and classes.derives(part.path, qualified_name)


def _is_unresolved(part: Value) -> bool:
    if isinstance(part, External):
        return external_kind(part.path)[0] is ClassKind.UNKNOWN
    return not isinstance(part, ClassValue)


def is_pair(model: Evaluator, value: Value) -> Confidence | None:
    """Return how surely a value is a tuple of two Tensors."""
    items = value.items if isinstance(value, Container) else None
    found = [is_a(model, item, tensors.TENSOR) for item in items or ()]
    sure = [one for one in found if one is not None]
    return min(sure) if len(sure) == len(found) == 2 else None
