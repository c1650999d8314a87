"""The members of torch.Tensor that MindSpore's Tensor lacks, by version, and what to write instead.

Source: data/tensor_members.json, asked of MindSpore 2.0 to 2.10. What the members give is in tensors.py.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from lint_plugin.language import LANGUAGES
from lint_plugin.mindspore import versions
from lint_plugin.mindspore.data import load

SIZE = "mindspore.Tensor.size"
"""A number in every version, where torch has a method."""


class Instead(NamedTuple):
    """What to write instead of a member.

    `code` is empty where no expression takes its place. In it `{x}` stands for the Tensor, `{arguments}`, `{argument}`
    and `{second}` for what is given, all, the first and the second, and `{flag}` for a flag that is True where nothing
    is given; objects of MindSpore have their qualified names. `notes` say more, by language.
    """

    code: str = ""
    notes: Mapping[str, str] = MappingProxyType({})


@functools.cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load("tensor_members")
    return data


@functools.cache
def _names(section: str) -> frozenset[str]:
    return frozenset(_data()[section].split())


@functools.cache
def _by_version(section: str) -> dict[str, versions.Version]:
    return {name: versions.parse(version) for version, names in _data()[section].items() for name in names.split()}


def lacks(name: str, version: versions.Version | None) -> bool:
    """Return whether a Tensor of the version lacks a member of torch's; where None, whether every version's does.

    Members that only builds between releases had count as lacking where no version is known.
    """
    if name in _names("never"):
        return True
    if version is None:
        return name in _by_version("only")
    if name in _by_version("only"):
        return abs(version[1] - _by_version("only")[name][1]) > 1 or version[0] != 2
    until = _by_version("until").get(name)
    return until is not None and version <= until


@functools.cache
def lacking(version: versions.Version | None) -> frozenset[str]:
    """Return the members of torch's Tensor that a Tensor of the version lacks, where None those that no version has."""
    known = _names("never").union(_by_version("only"), _by_version("until"))
    return frozenset(name for name in known if lacks(name, version))


def never(name: str) -> bool:
    """Return whether no version has a member."""
    return lacks(name, None)


def instead(name: str) -> Instead:
    """Return what to write instead of a member that a Tensor lacks."""
    entry = _data()["instead"].get(name)
    if entry is not None:
        return Instead(
            entry.get("write", ""), {language: entry[language] for language in LANGUAGES if language in entry}
        )
    if name in _names("in_place"):
        return Instead(f"{{x}} = {{x}}.{name[:-1]}({{arguments}})")
    if name in _names("functions"):
        return Instead(f"mindspore.ops.{name}({{x}}, {{arguments}})")
    return Instead()


def takes_tuple(method: str) -> bool:
    """Return whether a method wants the dimensions as one tuple, and refuses a number that torch's takes."""
    return method == "flip"


SIZE_METHODS = frozenset({"new_empty", "new_ones", "new_zeros"})
"""Methods that want the sizes as one tuple, and raise TypeError for two numbers (2.0.0, 2.7.0, 2.10.0)."""


def takes_sizes(method: str) -> bool:
    """Return whether a method wants the sizes as one tuple, and refuses the numbers that torch's takes."""
    return method in SIZE_METHODS


OF_TENSORS_ALONE = frozenset({
    *("cpu", "cuda", "detach", "detach_", "element_size", "retain_grad"),
    *("amax", "amin", "logcumsumexp", "logsumexp", "multinomial", "norm", "renorm", "softmax", "topk", "unbind"),
})  # fmt: skip
"""Members of torch's Tensor that arrays of NumPy (2.2), frames of pandas (2.2) and numbers lack."""

KEYWORD_METHODS = frozenset(
    [
        "add",
        "all",
        "amax",
        "amin",
        "aminmax",
        "any",
        "broadcast_to",
        "clone",
        "contiguous",
        "cross",
        "cummax",
        "cummin",
        "cumprod",
        "diagonal",
        "diff",
        "dot",
        "expand",
        "flip",
        "floor_divide",
        "gather",
        "index_add_",
        "index_fill",
        "index_fill_",
        "is_contiguous",
        "logcumsumexp",
        "logsumexp",
        "max",
        "mean",
        "min",
        "mul",
        "multinomial",
        "nanmean",
        "nanmedian",
        "nanquantile",
        "norm",
        "numpy",
        "prod",
        "quantile",
        "renorm",
        "repeat_interleave",
        "scatter",
        "scatter_",
        "scatter_add",
        "scatter_add_",
        "select",
        "select_scatter",
        "slice_scatter",
        "softmax",
        "squeeze",
        "std",
        "sub",
        "sum_to_size",
        "svd",
        "tensor_split",
        "to",
        "topk",
        "true_divide",
        "type",
        "unbind",
        "unfold",
        "var",
        "view",
    ]
)
"""Methods of a Tensor that refuse arguments that torch's take, in every version from 2.0 on."""
