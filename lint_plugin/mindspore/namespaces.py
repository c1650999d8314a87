"""Which of torch's public names MindSpore's namespaces lack, by version, and what to write instead.

Source: data/namespaces.json, read from MindSpore's wheels and torch 2.13.0. The file is read when the first question
is asked. Names that torch hasn't got are never said to be missing.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from lint_plugin.mindspore import versions
from lint_plugin.mindspore.data import load

NAMESPACES = frozenset({
    *("mindspore", "mindspore.nn", "mindspore.ops", "mindspore.mint", "mindspore.mint.nn"),
    *("mindspore.mint.nn.functional", "mindspore.mint.optim", "mindspore.mint.distributed"),
    *("mindspore.nn.optim", "mindspore.experimental.optim", "mindspore.common.initializer"),
})  # fmt: skip
"""The namespaces whose names were read. Their attributes alone are judged."""

_FUNCTIONS = ("mindspore.ops", "mindspore.mint", "mindspore.mint.nn.functional", "mindspore")
_LAYERS = ("mindspore.nn", "mindspore.mint.nn")
_OPTIMIZERS = ("mindspore.mint.optim", "mindspore.experimental.optim")
_SIBLINGS = {
    **dict.fromkeys(_FUNCTIONS, _FUNCTIONS),
    "mindspore.nn": (*_LAYERS, *_OPTIMIZERS),
    "mindspore.mint.nn": _LAYERS,
    **dict.fromkeys(("mindspore.nn.optim", *_OPTIMIZERS), _OPTIMIZERS),
}
"""Where a name that a namespace lacks may stand under the same name, the most usual first."""


@dataclass(frozen=True)
class _Namespace:
    """The torch-like names of a namespace: those that no version has, and the versions that have each other one.

    `read` are the versions whose absence of a name is proven, `read_of_classes` the same for capitalised names.
    """

    since: versions.Version
    read: frozenset[versions.Version]
    read_of_classes: frozenset[versions.Version]
    never: frozenset[str]
    always: frozenset[str]
    present: dict[str, frozenset[versions.Version]]

    def lacks(self, name: str, version: versions.Version | None) -> bool:
        """Return whether the version, or every version where None, lacks one of torch's names.

        A version that wasn't read lacks what neither of its neighbours, nor anything read between them, has.
        """
        if name in self.never:
            return True
        found = self.present.get(name)
        if found is None or version is None:
            return False
        proof = self.read_of_classes if name[:1].isupper() else self.read
        below = max((read for read in proof if read <= version), default=versions.OLDEST)
        above = min((read for read in proof if read >= version), default=versions.NEWEST)
        return not any(below <= one <= above for one in found)

    def has(self, name: str, version: versions.Version) -> bool:
        """Return whether the version is known to have one of torch's names."""
        known = name in self.always or name in self.present
        return known and version >= self.since and not self.lacks(name, version)


def _numbers(text: str) -> frozenset[versions.Version]:
    return frozenset(versions.parse(part) for part in text.split())


@functools.cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load("namespaces")
    return data


@functools.cache
def _namespace(dotted: str) -> _Namespace:
    entry = _data()["namespaces"][dotted]
    read = _numbers(entry["read"])
    return _Namespace(
        since=versions.parse(entry["since"]),
        read=read,
        read_of_classes=_numbers(entry.get("read_of_classes", entry["read"])),
        never=frozenset(entry["never"].split()),
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


def replacements(namespace: str, name: str, version: versions.Version | None, member: str = "") -> tuple[str, ...]:
    """Return the dotted names to write instead of one that the namespace lacks, the best first; empty for none.

    All of them exist in the version; where it is None, in the newest. `member` is what the code takes from the
    missing name, where that is a module: `relu` of `nn.functional.relu`.
    """
    wanted = versions.NEWEST if version is None else versions.known(version)
    listed = _instead(namespace, name, wanted)
    if member:
        inner = [
            dotted
            for space in listed
            if space in NAMESPACES
            for dotted in (
                *_instead(space, member, wanted),
                *((f"{space}.{member}",) if _namespace(space).has(member, wanted) else ()),
            )
        ]
        return tuple(dict.fromkeys(inner)) or listed
    same = [f"{other}.{name}" for other in _SIBLINGS.get(namespace, ()) if _namespace(other).has(name, wanted)]
    return tuple(dict.fromkeys([*listed, *same]))


def _instead(namespace: str, name: str, version: versions.Version) -> tuple[str, ...]:
    listed = _data()["instead"].get(namespace, {}).get(name, {})
    return tuple(dotted for dotted, since in listed.items() if versions.parse(since) <= version)


def document(namespace: str, name: str) -> str:
    """Return the document's topic (lint_plugin.mindspore.documents) that explains the replacement of a name."""
    topic: str = _data()["documents"].get(name, "mapping_table") if namespace.endswith(".nn") else "mapping_table"
    return topic
