"""What to write instead of a name of torch's that MindSpore's namespaces lack, by version.

Source: data/replacements.json, read from MindSpore's mapping tables and wheels, and torch 2.13.0. It is read when the
first question is asked of it.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from lint_plugin.language import LANGUAGES
from lint_plugin.mindspore import documents, initializers, namespaces, versions
from lint_plugin.mindspore.data import load

_FUNCTIONS = ("mindspore.ops", "mindspore.mint", "mindspore.mint.nn.functional", "mindspore")
_LAYERS = ("mindspore.nn", "mindspore.mint.nn")
_OPTIMIZERS = ("mindspore.mint.optim", "mindspore.experimental.optim")
_SIBLINGS = {
    "torch": _FUNCTIONS,
    "torch.nn": (*_LAYERS, *_OPTIMIZERS),
    "torch.nn.functional": _FUNCTIONS,
    "torch.optim": ("mindspore.nn", *_OPTIMIZERS),
    "torch.optim.lr_scheduler": ("mindspore.experimental.optim.lr_scheduler",),
    "torch.linalg": ("mindspore.mint.linalg", "mindspore.ops", "mindspore.mint"),
    "torch.special": ("mindspore.mint.special", "mindspore.ops", "mindspore.mint"),
    "torch.distributed": ("mindspore.mint.distributed",),
    "torch.amp": ("mindspore.amp",),
}
"""Where what a module of torch has may stand under the same name, the most usual first."""

_MINT = "mindspore.mint"
_INIT = "torch.nn.init"
_NUMPY = "mindspore.numpy"
"""What is looked for here may be NumPy's habit: its entries in the data go before torch's."""


class Advice(NamedTuple):
    """What to write in place of a name that a namespace lacks.

    `names` are qualified names that the version has, the best first. `notes` say by language how what they name differs
    in meaning from torch's, or, where there are no names, what to write; empty for nothing more than the name. Both are
    clauses that begin with a small letter and end without a full stop. `later` are names, each with the version that
    brought it, for a version that has none. Without all three, MindSpore has nothing for it.
    """

    names: tuple[str, ...] = ()
    notes: Mapping[str, str] = MappingProxyType({})
    later: tuple[tuple[str, versions.Version], ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether MindSpore has nothing in the place of the name, in this version or a later one."""
        return not self.names and not self.notes and not self.later


def advice(namespace: str, name: str, version: versions.Version | None, member: str = "") -> Advice:
    """Return what to write instead of a name that the namespace lacks.

    What it names exists in the version; where that is None, in the newest. `member` is what the code takes from the
    missing name, where that is a module, dotted where it takes more than one: `relu` of `nn.functional.relu`,
    `data.DataLoader` of `ops.utils.data.DataLoader`. Where nothing is known of the member, the advice is on the module,
    unless it is known that nothing of MindSpore's has what the module does.
    """
    modules = namespaces.modules_of_torch(namespace, name)
    if namespace == _NUMPY and name in _replacements()["instead"]["numpy"]:
        modules = ["numpy"]
    members = member.split(".") if member else []
    for length in range(len(members), -1, -1):
        for module in modules:
            dotted = ".".join((module, name, *members[:length]))
            if length < len(members) and dotted in _SIBLINGS and namespaces.torch_has(dotted, members[length]):
                return Advice()
            found = _of_torch(dotted, version)
            if not found.is_nothing:
                return _mint_first(found) if namespace.startswith(_MINT) else found
    return Advice()


def instead_of(qualified_name: str, version: versions.Version | None) -> Advice:
    """Return what to write instead of a name of torch (`torch.nn.functional.relu`), as `advice` does.

    Where nothing is known of it, that on the module or class that it is taken from.
    """
    while "." in qualified_name:
        found = _of_torch(qualified_name, version)
        if not found.is_nothing:
            return found
        qualified_name = qualified_name.rpartition(".")[0]
    return Advice()


def drop_in(replacement: str) -> str | None:
    """Return what the argument of a replacement, by its qualified name, must be where torch's takes more (`list`).

    Empty where it takes all that torch's takes, None where it isn't known to.
    """
    wanted: str | None = _replacements()["drop_in"].get(replacement.removeprefix("mindspore."))
    return wanted


def document(namespace: str, name: str) -> str:
    """Return the document's topic (lint_plugin.mindspore.documents) that explains the replacement of a name.

    It is the page that compares what torch has with its counterpart, else the mapping table.
    """
    found = namespaces.of_torch(namespace, name)
    return next((documents.of_api(one) for one in found if documents.compares(one)), "mapping_table")


@functools.cache
def _replacements() -> dict[str, Any]:
    replacements: dict[str, Any] = load("replacements")
    return replacements


def _of_torch(dotted: str, version: versions.Version | None) -> Advice:
    """Return what the version, the newest where None, has in the place of a qualified name of torch."""
    module, name = _split(dotted)
    if module == _INIT and (example := _initialisation(name, version)):
        return Advice(notes={"en": f"write {example}", "zh": f"请写 {example}"})
    entry = _listed(module, name)
    spans = entry.get("write", {})
    siblings = () if entry.get("alone") else _SIBLINGS.get(module, ())
    wanted = versions.NEWEST if version is None else versions.known(version)
    names = _to_write(spans, version) + [f"{one}.{name}" for one in siblings if namespaces.has(one, name, wanted)]
    notes = _notes(entry if names else entry.get("before", {} if spans else entry))
    if names or notes:
        return Advice(tuple(dict.fromkeys(names)), notes)
    if name.endswith("_") and not name.endswith("__"):
        plain = _of_torch(dotted[:-1], version)
        return Advice(plain.names, plain.notes or _replacements()["in_place"], plain.later) if plain.names else plain
    later = {f"mindspore.{one}": versions.parse(span.partition("-")[0]) for one, span in spans.items()}
    for one in siblings:
        if namespaces.has(one, name, versions.NEWEST):
            later.setdefault(f"{one}.{name}", namespaces.first(one, name))
    return Advice(later=tuple(later.items()))


def _initialisation(function: str, version: versions.Version | None) -> str:
    """Return the statement for a function of torch.nn.init with its defaults, for a Parameter `w`; empty for others."""
    for needed in (dict[str, str](), {"val": "val"}, {"sparsity": "sparsity"}):
        made = initializers.initialisation(function, ["w"], needed, version)
        if made is not None:
            return made.code
    return ""


def _notes(entry: dict[str, Any]) -> dict[str, str]:
    return {language: str(entry[language]) for language in LANGUAGES if language in entry}


def _to_write(spans: dict[str, str], version: versions.Version | None) -> list[str]:
    """Return the qualified names of {name: `2.0`, or `1.1-2.5` for those that another replaces from 2.5 on}.

    Without a version all of them, those that are replaced last.
    """
    current, replaced = [], []
    for name, span in spans.items():
        first, _, end = span.partition("-")
        if version is None or versions.parse(first) <= version:
            if not end or (version is not None and version < versions.parse(end)):
                current.append(f"mindspore.{name}")
            elif version is None:
                replaced.append(f"mindspore.{name}")
    return current + replaced


def _mint_first(advice: Advice) -> Advice:
    """Return the advice for code that uses mindspore.mint; its notes were on the name that came first."""
    names = tuple(sorted(advice.names, key=lambda name: not name.startswith(_MINT)))
    return Advice(names, advice.notes if names == advice.names else {})


def _split(dotted: str) -> tuple[str, str]:
    """Return (module, the rest) of a qualified name of torch: the longest module of which anything is known."""
    parts = dotted.split(".")
    for end in range(len(parts) - 1, 0, -1):
        module = ".".join(parts[:end])
        if module in _replacements()["instead"] or namespaces.knows_torch(module):
            return module, ".".join(parts[end:])
    return "", dotted


def _listed(module: str, name: str) -> dict[str, Any]:
    """Return what is listed for a name of torch: by itself, or by a pattern like `_foreach_*`; empty for nothing."""
    listed: dict[str, dict[str, Any]] = _replacements()["instead"].get(module, {})
    patterns = (one for one in listed if one.endswith("*") and name.startswith(one[:-1]))
    return listed.get(name) or listed.get(next(patterns, ""), {})
