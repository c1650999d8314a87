"""Which of MindSpore's own classes are Cells, and which torch-like names they really have.

Source: data/cells.json, read from the wheels of MindSpore 1.10.0, 2.0.0, 2.7.0 and 2.10.0. A dotted name counts
under every path that it can be imported from, in any of these versions.
"""

from __future__ import annotations

import functools
import re

from lint_plugin.mindspore.data import load

CELL = "mindspore.nn.Cell"
NAMES = frozenset({CELL, "mindspore.nn.cell.Cell", "mindspore.mint.nn.Cell"})
"""The names of MindSpore's Cell."""
PARAMETER_LISTS = frozenset({"trainable_params", "untrainable_params"})
"""Cell's methods that return a list of Parameters, in every version."""
OWN_METHODS = frozenset({
    *("cells_and_names", "insert_child_to_cell", "insert_param_to_cell", "name_cells", "parameters_and_names"),
    *("parameters_dict", "set_train", "to_float", "trainable_params", "untrainable_params", "update_parameters_name"),
})  # fmt: skip
"""Methods that Cells of every version have, 1.1 to 2.10, and torch's Modules lack; no word that others would use."""
_LAYER_NAMESPACES = ("mindspore.nn", "mindspore.mint.nn")


_BATCH_NORM = r"BatchNorm|Bn(?:Act|Fold|Without)"
"""What the names of these layers contain: BatchNorm2d, SyncBatchNorm, Conv2dBnAct, Conv2dBnFoldQuant."""


@functools.cache
def _data() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = load("cells")
    return data


@functools.cache
def _cells() -> frozenset[str]:
    return frozenset(name for names in _data()["cells"].values() for name in names)


@functools.cache
def _torch_modules() -> frozenset[str]:
    return frozenset(_data()["torch_modules"])


@functools.cache
def _supplied() -> dict[str, frozenset[str]]:
    return {member: frozenset(names) for member, names in _data()["supplied_by_mindspore"].items()}


def is_cell(dotted: str) -> bool:
    """Return whether the dotted name is `mindspore.nn.Cell` or a MindSpore class that derives from it."""
    return dotted in _cells()


def is_unported_module(dotted: str) -> bool:
    """Return whether the name is a torch.nn class looked for in MindSpore, which never had it (`mindspore.nn.Module`).

    That is what remains when an import was ported and the base classes were not.
    """
    namespace, _, name = dotted.rpartition(".")
    return namespace in _LAYER_NAMESPACES and name in _torch_modules() and dotted not in _cells()


def is_torch_module_name(name: str) -> bool:
    """Return whether torch.nn (2.13.0) has a Module of this name."""
    return name in _torch_modules()


def supplies(dotted: str, member: str) -> bool:
    """Return whether this MindSpore class has the torch-like member itself (`forward` on a bijector)."""
    return dotted in _supplied().get(member, ())


def has_batch_norm_statistics(dotted: str) -> bool:
    """Return whether the name is a layer of MindSpore that keeps BatchNorm's moving statistics as Parameters."""
    return is_cell(dotted) and re.search(_BATCH_NORM, dotted.rpartition(".")[2]) is not None
