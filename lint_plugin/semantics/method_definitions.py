"""Which classes of the project's other files define a method: subclasses that supply what their base lacks.

The files are searched as text first; those that seem to define the method are read.
"""

from __future__ import annotations

import re

from lint_plugin import source as source_
from lint_plugin.semantics import cell_members
from lint_plugin.semantics.code.classes import ProjectClass
from lint_plugin.semantics.code.modules import Module
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import project_ancestors
from lint_plugin.semantics.inference.values import Instance, Value, members

_METHOD = re.compile(rb"def(?<!\wdef)[ \t]+(\w+)")
_BASES = re.compile(rb"class[ \t]+(\w+)[ \t]*\(([^)]{0,4000})\)")
_NAME = re.compile(rb"\w+")

Key = tuple[str, str]
"""The path of a class's file, and the class's name."""


def overriding(model: Evaluator, cls: ProjectClass, name: str) -> list[str]:
    """Return the other files of the project in which a class that derives from a class defines a method, sorted."""
    key = (cls.module.path, cls.name)
    paths = (path for path in _defining(model, cls.module, name).get(cls.name.encode(), ()) if path != cls.module.path)
    return sorted(path for path in paths if key in _bases_of_definers(model, path, name))


def ported_elsewhere(model: Evaluator, cls: ProjectClass) -> bool:
    """Return whether a class of another file that derives from a class has `construct`, and nothing gives it `forward`.

    What its base asks of `self.forward` was left behind when it was ported.
    """
    question = ("ported", cls.module.path, cls.name)
    known: bool | None = model.project.memo.get(question)
    if known is None:
        loaded = [model.project.load(path) for path in overriding(model, cls, "construct")]
        known = model.project.memo[question] = any(
            other.binds("construct")
            and cls in project_ancestors(model, other)
            and not cell_members.supplies(model, other, "forward")
            for module in loaded
            if module is not None
            for other in cell_members.classes_of(model, module)
        )
    return known


def supplied_elsewhere(model: Evaluator, receiver: Value, name: str) -> bool:
    """Return whether `self` may be an instance of a subclass, in another file, that defines a method."""
    return any(
        bool(overriding(model, value.cls, name))
        for value in members(receiver)
        if isinstance(value, Instance) and isinstance(value.cls, ProjectClass) and (value.is_self or value.is_tested)
    )


def class_named_like(model: Evaluator, module: Module, name: str, receiver: str) -> bool:
    """Return whether a class of the project defines a method, and its name contains a receiver's: `mac`, `BasicMAC`."""
    wanted = receiver.replace("_", "").lower()
    if len(wanted) < _TELLING:
        return False
    files = model.project.files_around(module)
    question = ("classes defining", name, files[0] if files else module.path)
    known: frozenset[str] | None = model.project.memo.get(question)
    if known is None:
        loaded = (model.project.load(path) for path in _definers(model, files or []).get(name.encode(), ()))
        known = model.project.memo[question] = frozenset(
            cls.name.lower()
            for module in loaded
            if module is not None
            for cls in cell_members.classes_of(model, module)
            if cls.binds(name)
        )
    return any(wanted in one for one in known)


_TELLING = 3
"""A shorter name of a receiver stands in too many others."""


def _defining(model: Evaluator, module: Module, name: str) -> dict[bytes, list[str]]:
    """Return the files that seem to define a method, by the names of what classes in them derive from, however far."""
    files = model.project.files_around(module) or []
    question = ("definitions of", name, files[0] if files else module.path)
    known: dict[bytes, list[str]] | None = model.project.memo.get(question)
    if known is None:
        known = model.project.memo[question] = {}
        definers = _definers(model, files).get(name.encode(), ())  # reads what the bases are taken from, too
        table = _bases(model, files)
        for path in definers:
            found: set[bytes] = set()
            new = {base for _, base in _derivations_in(model, path)}
            while new:
                found |= new
                new = {base for derived in new for base in table.get(derived, ())} - found
            for base in found:
                known.setdefault(base, []).append(path)
    return known


def _bases(model: Evaluator, files: list[str]) -> dict[bytes, set[bytes]]:
    """Return the names of what the project's classes of a name seem to derive from, by that name."""
    question = ("bases", files[0] if files else "")
    table: dict[bytes, set[bytes]] | None = model.project.memo.get(question)
    if table is None:
        table = model.project.memo[question] = {}
        for path in files:
            for derived, base in _derivations_in(model, path):
                table.setdefault(derived, set()).add(base)
    return table


def _definers(model: Evaluator, files: list[str]) -> dict[bytes, list[str]]:
    """Return the files that seem to define a function or a method, by its name: each is read once for all names.

    What the classes in them derive from is mostly asked next, and is read, too.
    """
    question = ("all definitions", files[0] if files else "")
    known: dict[bytes, list[str]] | None = model.project.memo.get(question)
    if known is None:
        known = model.project.memo[question] = {}
        for path in files:
            text = text_of_file(model, path)
            for name in set(_METHOD.findall(text)):
                known.setdefault(name, []).append(path)
            model.project.memo["derivations in", path] = _derivations(text)
    return known


def _derivations_in(model: Evaluator, path: str) -> frozenset[tuple[bytes, bytes]]:
    """Return (class, what it derives from) for the classes in a file, by its text."""
    known: frozenset[tuple[bytes, bytes]] | None = model.project.memo.get(("derivations in", path))
    if known is None:
        known = model.project.memo["derivations in", path] = _derivations(text_of_file(model, path))
    return known


def _derivations(text: bytes) -> frozenset[tuple[bytes, bytes]]:
    found: set[tuple[bytes, bytes]] = set()
    position = 0
    while statement := _BASES.search(text, position):
        start = statement.start()
        begins = text[start - 1 : start] == b"\n" or not text[source_.line_start(text, start) : start].strip(b" \t")
        if begins:
            found.update((statement[1], base) for base in _NAME.findall(statement[2]))
        position = statement.end() if begins else start + 1
    return frozenset(found)


def text_of_file(model: Evaluator, path: str) -> bytes:
    """Return the text of a file of the project, empty where it can't be read."""
    try:
        return model.project.read(path)
    except source_.SourceError:
        return b""


def _bases_of_definers(model: Evaluator, path: str, name: str) -> frozenset[Key]:
    """Return the classes that classes in a file derive from which define a method themselves."""
    question = ("overrides of", name, path)
    known: frozenset[Key] | None = model.project.memo.get(question)
    if known is None:
        module = model.project.load(path)
        classes = cell_members.classes_of(model, module) if module is not None else []
        known = model.project.memo[question] = frozenset(
            (base.module.path, base.name)
            for cls in classes
            if cls.binds(name)
            for base in project_ancestors(model, cls)
            if base is not cls
        )
    return known
