"""Which of torch's public names MindSpore's namespaces lack, by version.

Source: data/namespaces.json, read from MindSpore's wheels and torch 2.13.0 when the first question is asked of it.
Names that torch hasn't got are never said to be missing; lint_plugin.mindspore.counterparts says what to write instead.
"""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

from lint_plugin.mindspore import versions
from lint_plugin.mindspore.data import load

NAMESPACES = frozenset({
    *("mindspore", "mindspore.nn", "mindspore.nn.optim", "mindspore.nn.utils", "mindspore.ops"),
    *("mindspore.ops.functional", "mindspore.numpy", "mindspore.common.initializer", "mindspore.dataset"),
    *("mindspore.mint", "mindspore.mint.ops", "mindspore.mint.nn", "mindspore.mint.nn.functional"),
    "mindspore.mint.optim",
    *("mindspore.mint.linalg", "mindspore.mint.special", "mindspore.mint.distributed", "mindspore.amp"),
    *("mindspore.experimental.optim", "mindspore.experimental.optim.lr_scheduler", "mindspore.utils"),
})  # fmt: skip
"""The namespaces whose names were read. Their attributes alone are judged."""


class _Namespace(NamedTuple):
    """The torch-like names of a namespace, and the versions that have each.

    `of` are the modules of torch whose names are looked for in it. `read` are the versions whose absence of a name is
    proven, `read_of_classes` the same for capitalised names; `builds` are those between releases, which prove that a
    name is there. Names in `always` stand in every version that was read.
    """

    of: tuple[str, ...]
    since: versions.Version
    read: frozenset[versions.Version]
    read_of_classes: frozenset[versions.Version]
    builds: frozenset[versions.Version]
    always: frozenset[str]
    present: dict[str, frozenset[versions.Version]]

    def lacks(self, name: str, version: versions.Version | None) -> bool:
        """Return whether the version, or every version where None, lacks one of torch's names.

        A version that wasn't read lacks what neither of its neighbours, nor anything read between them, has.
        """
        if name in self.always or not any(name in _torch_names(module) for module in self.of):
            return False
        found = self.present.get(name)
        if found is None:
            return True
        if version is None:
            return False
        proof = self.read_of_classes if name[:1].isupper() else self.read
        below = max((read for read in proof if read <= version), default=versions.OLDEST)
        above = min((read for read in proof if read >= version), default=versions.NEWEST)
        return not any(below <= one <= above for one in found)

    def has(self, name: str, version: versions.Version) -> bool:
        """Return whether the version is known to have one of torch's names: the last one read up to it has."""
        if version < self.since or self.lacks(name, version):
            return False
        found = self.present.get(name, frozenset())
        last = max((one for one in self.read | self.builds | found if one <= version), default=None)
        return name in self.always or last in found

    def first(self, name: str) -> versions.Version:
        """Return the first version known to have one of torch's names, which some version has."""
        return self.since if name in self.always else min(self.present[name])


def _numbers(text: str) -> frozenset[versions.Version]:
    return frozenset(versions.parse(part) for part in text.split())


@functools.cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load("namespaces")
    return data


@functools.cache
def _torch_names(module: str) -> frozenset[str]:
    return frozenset(_data()["torch"].get(module, "").split())


@functools.cache
def _namespace(dotted: str) -> _Namespace:
    entry = _data()["namespaces"][dotted]
    read = _numbers(entry["read"])
    return _Namespace(
        of=tuple(entry["of"].split()),
        since=versions.parse(entry["since"]),
        read=read,
        read_of_classes=_numbers(entry.get("read_of_classes", entry["read"])),
        builds=_numbers(entry["builds"]),
        always=frozenset(entry["always"].split()),
        present={name: _numbers(key) for key, names in entry["present"].items() for name in names.split()},
    )


def lacks(namespace: str, name: str, version: versions.Version | None) -> bool:
    """Return whether a namespace lacks a name that torch has: in this version, or where None in every one.

    False for namespaces that weren't read, and for all names of one that the version hasn't got at all, unless no
    version has the name.
    """
    if namespace not in NAMESPACES:
        return False
    known = _namespace(namespace)
    if version is not None and version < known.since:
        version = None
    return known.lacks(name, version and versions.known(version))


def has(namespace: str, name: str, version: versions.Version) -> bool:
    """Return whether a version's namespace, one of those that were read, is known to have one of torch's names."""
    return _namespace(namespace).has(name, versions.known(version))


def torch_has(module: str, name: str) -> bool:
    """Return whether a module of torch that was read, by its dotted name, has a name."""
    return name in _torch_names(module)


def of_torch(namespace: str, name: str) -> tuple[str, ...]:
    """Return torch's dotted names for which one that a namespace lacks may stand."""
    return tuple(f"{module}.{name}" for module in modules_of_torch(namespace, name))


def modules_of_torch(namespace: str, name: str) -> list[str]:
    """Return torch's modules whose names are looked for in a namespace, and that have this one."""
    return [module for module in _namespace(namespace).of if name in _torch_names(module)]


def knows_torch(module: str) -> bool:
    """Return whether a module of torch was read, by its dotted name."""
    return module in _data()["torch"]


def first(namespace: str, name: str) -> versions.Version:
    """Return the first version whose namespace is known to have one of torch's names, which some version has."""
    return _namespace(namespace).first(name)
