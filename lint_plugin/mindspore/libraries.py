"""Libraries that change MindSpore when they are imported, and those that bring layers of torch's kind of their own.

Source: data/libraries.json, read from released packages. An installed library isn't part of the project: the name in
the import is all that tells it, and its version is known only where the project says so.
"""

from __future__ import annotations

import functools
from typing import Any

from lint_plugin.mindspore.data import load

LibraryVersion = tuple[int, int]
"""A library's version as far as it matters here: its first two numbers."""

_SPELLINGS = {
    "mindspore.common.tensor.Tensor": "mindspore.Tensor",
    "mindspore.common.Tensor": "mindspore.Tensor",
    "mindspore.common.parameter.Parameter": "mindspore.Parameter",
    "mindspore.common.Parameter": "mindspore.Parameter",
    "mindspore.nn.cell.Cell": "mindspore.nn.Cell",
}
"""Other qualified names of the classes whose members libraries assign to."""


@functools.cache
def _libraries() -> dict[str, dict[str, Any]]:
    libraries: dict[str, dict[str, Any]] = load("libraries")["libraries"]
    return libraries


def names() -> frozenset[str]:
    """Return the names of the known libraries, as imports write them."""
    return frozenset(_libraries())


def library(import_path: str) -> str:
    """Return the name of the known library that an import of `import_path` loads, empty for none."""
    name = import_path.partition(".")[0]
    return name if name in _libraries() else ""


def patches(name: str, qualified_name: str, version: LibraryVersion | None = None) -> bool:
    """Return whether importing a library assigns to a name of MindSpore.

    `name` is the library's, `qualified_name` one like `mindspore.ops.zeros`, `mindspore.nn.Cell.half` or
    `mindspore.Tensor.repeat`. Without a version it is whether any version of the library does.
    """
    return _lists("patches", name, qualified_name, version)


def is_as_strict(name: str, qualified_name: str, version: LibraryVersion | None = None) -> bool:
    """Return whether what a library assigns to a name of MindSpore refuses every call that MindSpore's own refuses.

    Arguments as of `patches`; False where the library doesn't assign to it.
    """
    return _lists("as_strict", name, qualified_name, version)


@functools.cache
def _lists(what: str, name: str, qualified_name: str, version: LibraryVersion | None) -> bool:
    owner, _, member = qualified_name.rpartition(".")
    owner = _SPELLINGS.get(owner, owner)
    entry = _libraries().get(name, {})
    return any(
        f"{owner}.{member}" in names or f"{owner}.*" in names
        for span, listed in entry.get(what, {}).items()
        if _covers(span, version)
        for names in [listed.split()]
    )


def has_torch_like(name: str) -> bool:
    """Return whether a library of this name has modules, in any version, that behave as torch's."""
    return bool(_libraries().get(name, {}).get("torch_like"))


def with_own_tensors() -> frozenset[str]:
    """Return the names of the libraries whose Tensors have torch's members."""
    return frozenset(name for name, entry in _libraries().items() if entry.get("own_tensors"))


ON_TORCH = frozenset({
    *("torch", "torchvision", "torchaudio", "torch_geometric", "transformers", "diffusers", "timm", "peft"),
    *("accelerate", "sentence_transformers", "open_clip", "fairseq", "mmcv", "mmengine", "detectron2", "lightning"),
})  # fmt: skip
"""Packages whose networks are torch's, and whose results may be its Tensors; by the names that imports write."""


def is_torch_like(import_path: str, version: LibraryVersion | None = None) -> bool:
    """Return whether what a module gives, by its dotted path, behaves as torch's: `msadapter.pytorch.nn`.

    `version` is the library's; without one it is whether the module of any version does.
    """
    entry = _libraries().get(library(import_path), {})
    return any(
        _covers(span, version) and f"{import_path}.".startswith(f"{module}.")
        for module, span in entry.get("torch_like", {}).items()
    )


def _covers(span: str, version: LibraryVersion | None) -> bool:
    """Return whether a version lies in `0.2-0.4`: from the first on, before the second, which may be left out."""
    if version is None:
        return True
    first, _, end = span.partition("-")
    return _numbers(first) <= version and (not end or version < _numbers(end))


def _numbers(text: str) -> LibraryVersion:
    major, _, minor = text.partition(".")
    return int(major), int(minor)
