"""What classes derive from, and whether they are Cells.

A class is a Cell when one of its bases, however far up, is one of MindSpore's Cells, whatever the other bases are.
It is of unknown kind when none is and some base can't be resolved.
"""

from __future__ import annotations

import enum
import itertools
import sys

from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import cells, libraries
from lint_plugin.semantics.code.classes import ProjectClass
from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.solver import Bounds
from lint_plugin.semantics.inference.values import UNKNOWN, ClassValue, ExternalSymbol, Union, Value, members

MAX_ANCESTORS = 100
"""A class with more ancestors than this is of unknown kind: no real hierarchy is that deep."""


class ClassKind(enum.Enum):
    """What a class is a kind of."""

    CELL = "Cell"
    TORCH = "torch Module"
    OTHER = "other"
    UNKNOWN = "unknown"


def external_kind(path: str) -> tuple[ClassKind, Confidence]:
    """Return what a class outside the project is, by its dotted name, and how sure that is."""
    top = path.partition(".")[0]
    if cells.is_cell(path):
        return ClassKind.CELL, Confidence.HIGH
    if cells.is_unported_module(path):
        return ClassKind.CELL, Confidence.INFERRED
    if top == "torch":
        return ClassKind.TORCH, Confidence.HIGH
    if top in ("mindspore", "builtins") or top in sys.stdlib_module_names:
        return ClassKind.OTHER, Confidence.HIGH
    return ClassKind.UNKNOWN, Confidence.HIGH


def ancestors(model: Evaluator, cls: ProjectClass) -> tuple[Value, ...]:
    """Return the class and all that it derives from, depth first: ClassValue, ExternalSymbol, Union, or UNKNOWN."""
    known: tuple[Value, ...] = model.ask(ancestors, cls, _bounds(cls), _all_ancestors, cls)
    return known


@memoized
def _bounds(cls: ProjectClass) -> Bounds:
    this = ClassValue(cls)
    return Bounds((this,), (this, UNKNOWN))


def _all_ancestors(model: Evaluator, cls: ProjectClass) -> tuple[Value, ...]:
    found: dict[Value, None] = {ClassValue(cls): None}
    for base in cls.bases:
        value = model.evaluate(base, cls.outside)
        if value not in found:
            found[value] = None
            if isinstance(value, ClassValue):
                found.update(dict.fromkeys(ancestors(model, value.cls)[1:]))
        if len(found) > MAX_ANCESTORS:
            break
    return tuple(itertools.islice(found, MAX_ANCESTORS + 1))


def project_ancestors(model: Evaluator, cls: ProjectClass) -> list[ProjectClass]:
    """Return the project's classes among the ancestors, the class itself first, all arms of unions too."""
    found: list[ProjectClass] = model.kept(project_ancestors, cls, _project_ancestors, cls)
    return found


def _project_ancestors(model: Evaluator, cls: ProjectClass) -> list[ProjectClass]:
    return [part.cls for value in ancestors(model, cls) for part in members(value) if isinstance(part, ClassValue)]


def kind(model: Evaluator, cls: ProjectClass | ExternalSymbol) -> tuple[ClassKind, Confidence]:
    """Return what a class is a kind of, and how sure that is."""
    if isinstance(cls, ExternalSymbol):
        return external_kind(cls.path)
    known: tuple[ClassKind, Confidence] = model.ask(kind, cls, _KINDS, _project_kind, cls)
    return known


_KINDS = Bounds((ClassKind.OTHER, Confidence.HIGH), (ClassKind.UNKNOWN, Confidence.HIGH))


def _project_kind(model: Evaluator, cls: ProjectClass) -> tuple[ClassKind, Confidence]:
    found = [_part_kind(model, value) for value in ancestors(model, cls)[1:]]
    if len(found) >= MAX_ANCESTORS:
        return ClassKind.UNKNOWN, Confidence.HIGH
    sure = [confidence for is_a, confidence in found if is_a is ClassKind.CELL]
    unresolved = any(is_a is ClassKind.UNKNOWN for is_a, _ in found)
    if sure:
        return ClassKind.CELL, Confidence.INFERRED if unresolved else max(sure)
    if any(is_a is ClassKind.TORCH for is_a, _ in found):
        return ClassKind.TORCH, Confidence.HIGH
    if unresolved and is_open(model, cls):
        return ClassKind.CELL, Confidence.INFERRED
    return (ClassKind.UNKNOWN if unresolved else ClassKind.OTHER), Confidence.HIGH


def is_open(model: Evaluator, cls: ProjectClass | ExternalSymbol) -> bool:
    """Return whether nothing but a `construct`, in a file on MindSpore, says that a class is a Cell.

    Not if a base bears the name of a Module of torch.nn: then it is a torch-like layer's.
    """
    if isinstance(cls, ExternalSymbol):
        return False
    found = [part for value in ancestors(model, cls)[1:] for part in members(value)]
    if any(_is_torch_like(part) or _part_kind(model, part)[0] is ClassKind.CELL for part in found):
        return False
    return any(
        owner.binds("construct") and owner.module.imports_package("mindspore")
        for owner in project_ancestors(model, cls)
    )


def _is_torch_like(value: Value) -> bool:
    if not isinstance(value, ExternalSymbol):
        return False
    return libraries.is_torch_like(value.path) or cells.is_torch_module_name(value.path.rpartition(".")[2])


def _part_kind(model: Evaluator, value: Value) -> tuple[ClassKind, Confidence]:
    """Return what one ancestor contributes; a project class contributes nothing, its own bases are listed too."""
    if isinstance(value, ExternalSymbol):
        return external_kind(value.path)
    if isinstance(value, ClassValue):
        sure = value.confidence is Confidence.HIGH
        return (ClassKind.OTHER, Confidence.HIGH) if sure else (ClassKind.UNKNOWN, Confidence.HIGH)
    if isinstance(value, Union):
        kinds = [
            kind(model, part.cls if isinstance(part, ClassValue) else part)
            for part in value.members
            if isinstance(part, (ClassValue, ExternalSymbol))
        ]
        if len(kinds) == len(value.members) and len({is_a for is_a, _ in kinds}) == 1:
            return kinds[0][0], min(confidence for _, confidence in kinds)
    return ClassKind.UNKNOWN, Confidence.HIGH


def is_sequence_cell(model: Evaluator, cls: ProjectClass | ExternalSymbol) -> bool:
    """Return whether calling an instance calls the Cells in it one after the other: SequentialCell."""
    return _is_one_of(model, cls, ("SequentialCell", "Sequential"))


def is_container_cell(model: Evaluator, cls: ProjectClass | ExternalSymbol) -> bool:
    """Return whether iterating an instance gives Cells: CellList, SequentialCell, and what derives from them."""
    return _is_one_of(model, cls, ("CellList", "SequentialCell", "CellDict", "Sequential", "ModuleList"))


def _is_one_of(model: Evaluator, cls: ProjectClass | ExternalSymbol, names: tuple[str, ...]) -> bool:
    parts: tuple[Value, ...] = (cls,) if isinstance(cls, ExternalSymbol) else ancestors(model, cls)
    return any(
        isinstance(part, ExternalSymbol)
        and part.path.startswith("mindspore.")
        and part.path.rpartition(".")[2] in names
        for part in parts
    )
