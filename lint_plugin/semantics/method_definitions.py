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
_BASES = re.compile(rb"class[ \t]+\w+[ \t]*\(([^)]{0,4000})\)")
_NAME = re.compile(rb"\w+")

Key = tuple[str, str]
"""The path of a class's file, and the class's name."""


def overriding(model: Evaluator, cls: ProjectClass, name: str) -> list[str]:
    """Return the other files of the project in which a class that derives from a class defines a method, sorted."""
    key = (cls.module.path, cls.name)
    paths = _defining(model, cls.module, name).get(cls.name.encode(), ())
    return sorted(path for path in paths if path != cls.module.path and key in _bases_of_definers(model, path, name))


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
        paths = dict.fromkeys(path for paths in _defining(model, module, name).values() for path in paths)
        loaded = (model.project.load(path) for path in paths)
        known = model.project.memo[question] = frozenset(
            cls.name.lower()
            for module in loaded
            if module is not None
            for cls in cell_members.classes_of(model, module)
            if name in cls.body_names()
        )
    return any(wanted in one for one in known)


_TELLING = 3
"""A shorter name of a receiver stands in too many others."""


def is_defined(model: Evaluator, module: Module, name: str) -> bool:
    """Return whether a file of the project seems to define a function or a method of a name."""
    files = model.project.files_around(module) or [module.path]
    return name.encode() in _definers(model, files)


def _defining(model: Evaluator, module: Module, name: str) -> dict[bytes, list[str]]:
    """Return the files that seem to define a method, by the names of what classes in them derive from."""
    files = model.project.files_around(module) or []
    question = ("definitions of", name, files[0] if files else module.path)
    known: dict[bytes, list[str]] | None = model.project.memo.get(question)
    if known is None:
        known = model.project.memo[question] = {}
        for path in _definers(model, files).get(name.encode(), ()):
            for base in _bases_in(model, path):
                known.setdefault(base, []).append(path)
    return known


def _definers(model: Evaluator, files: list[str]) -> dict[bytes, list[str]]:
    """Return the files that seem to define a function or a method, by its name: each is read once for all names."""
    question = ("all definitions", files[0] if files else "")
    known: dict[bytes, list[str]] | None = model.project.memo.get(question)
    if known is None:
        known = model.project.memo[question] = {}
        for path in files:
            for name in set(_METHOD.findall(_text(model, path))):
                known.setdefault(name, []).append(path)
    return known


def _bases_in(model: Evaluator, path: str) -> frozenset[bytes]:
    """Return the names of what the classes in a file derive from, by its text."""
    known: frozenset[bytes] | None = model.project.memo.get(("bases in", path))
    if known is None:
        text = _text(model, path)
        found = set()
        position = 0
        while statement := _BASES.search(text, position):
            start = statement.start()
            begins = not text[source_.line_start(text, start) : start].strip(b" \t")
            if begins:
                found.update(_NAME.findall(statement[1]))
            position = statement.end() if begins else start + 1
        known = model.project.memo["bases in", path] = frozenset(found)
    return known


def _text(model: Evaluator, path: str) -> bytes:
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
            if name in cls.body_names()
            for base in project_ancestors(model, cls)
            if base is not cls
        )
    return known
