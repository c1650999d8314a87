"""Calls that torch and MindSpore both take, and mean differently by.

Each was run in MindSpore 2.0.0, 2.7.0 and 2.10.0 on CPU and compared with torch 2.13.0; the examples of the rules that
ask here show it. Nothing differs between these versions unless a function takes one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from lint_plugin.mindspore import versions
from lint_plugin.mindspore.signatures import signature

DROPOUT = frozenset({"mindspore.nn.Dropout"})
"""Whose first positional argument is `keep_prob`, the share that is kept; torch's is `p`, the share that is dropped.

Dropout1d, Dropout2d, Dropout3d, ops.dropout and mint.nn.Dropout take torch's `p`.
"""
DROPOUT_P: versions.Version = (2, 0)
"""From here on nn.Dropout has the parameter `p`, too (wheels 1.10.0 and 2.0.0)."""

BATCH_NORM = frozenset({
    "mindspore.nn.BatchNorm1d", "mindspore.nn.BatchNorm2d", "mindspore.nn.BatchNorm3d", "mindspore.nn.SyncBatchNorm",
})  # fmt: skip
"""Whose `momentum` is the weight of the old statistics; torch's is that of the new ones. mint.nn's is torch's."""
BATCH_NORM_MOMENTUM = 2
"""The position of `momentum`, in both."""

NORMAL = frozenset({"mindspore.common.initializer.Normal", "mindspore.common.initializer.TruncatedNormal"})
"""Which take (sigma, mean); torch's functions take the mean first."""

FULL = frozenset({"mindspore.ops.full"})
"""Which fills with int64 where no dtype is given, so that a float loses its fraction; torch fills with its type."""

BIAS_POSITION: Mapping[str, int] = {"mindspore.nn.Dense": 2}
"""Where torch takes `bias`, and MindSpore `weight_init`: a truth value there is accepted and changes nothing."""

POOLS = frozenset({"mindspore.nn.MaxPool1d", "mindspore.nn.MaxPool2d", "mindspore.nn.MaxPool3d"})
"""Whose stride is 1 by default; torch's is the kernel's size. mint.nn's is torch's."""
ALL_POOLS = POOLS | {"mindspore.nn.AvgPool1d", "mindspore.nn.AvgPool2d", "mindspore.nn.AvgPool3d"}
"""The same of all poolings; a stride of 1 is often meant where the mean is taken."""

OPTIMIZERS = frozenset(
    f"mindspore.nn.{name}"
    for name in (
        *("ASGD", "AdaFactor", "AdaMax", "Adagrad", "Adam", "AdamOffload", "AdamWeightDecay", "FTRL", "Lamb"),
        *("LazyAdam", "Momentum", "ProximalAdagrad", "RMSProp", "Rprop", "SGD"),
    )
)
"""Which read the `params` of a group twice, so that an iterator there trains nothing; torch's make a list of it.

What they are given without groups may be an iterator. mint.optim's and experimental.optim's are as torch's.
"""

PAIR_FUNCTIONS = frozenset({"mindspore.ops.max", "mindspore.ops.min", "mindspore.ops.median", "mindspore.ops.unique"})
"""Which return a pair where torch's function, called alike, returns one Tensor."""
PARTS: Mapping[str, int] = {"values": 0, "indices": 1}
"""Names of the parts of torch's pairs (max, min, sort, topk, median, cummax...): MindSpore's tuples have none."""
REDUCED_BY_AXIS = frozenset({"max", "min"})
"""Tensor's methods that return the values alone if `axis` is given by name; torch's return values and indices."""


class Default(NamedTuple):
    """A default that isn't torch's: of the parameter `name`, at `position` (0-based, None for one by keyword alone).

    `ours` is MindSpore's, `torch` is torch's, `code` the argument that gives torch's result: `{kernel}` in it is what
    the call gives for kernel_size, which stands at the position `kernel`, `{Normal}` and the like an initialiser. It
    holds below MindSpore `below`, and where none of the parameters `unless` is given either, which also are torch's
    names of it. A call that gives an argument at `place`, where torch takes it, is another rule's matter.
    """

    name: str
    position: int | None
    ours: str
    torch: str
    code: str
    unless: frozenset[str] = frozenset()
    below: versions.Version | None = None
    kernel: int | None = None
    place: int | None = None


def _convolution(has_bias: int) -> tuple[Default, ...]:
    return (
        Default("pad_mode", 4, '"same"', "no padding", 'pad_mode="valid"', frozenset({"padding"})),
        Default("has_bias", has_bias, "False", "bias=True", "has_bias=True", frozenset({"bias"})),
        Default(
            "weight_init", has_bias + 1, '"normal"', "HeUniform", "weight_init={HeUniform}(5**0.5)", below=UNIFORM_INIT
        ),
    )


UNIFORM_INIT: versions.Version = (2, 1)
"""From here on Dense and the convolutions draw their weights as torch does. 2.0.0 was run, and 2.5.0 and later ones."""
_DDOF = Default("ddof", 2, "0", "correction=1", "ddof=1", frozenset({"correction", "unbiased"}))
_STRIDE = Default("stride", 1, "1", "the kernel's size", "stride={kernel}", frozenset({"pad_mode"}), kernel=0)
_STRIDE_OF_FUNCTION = Default("stride", 2, "1", "the kernel's size", "stride={kernel}", kernel=1)
_AFFINE = Default("affine", 3, "True", "affine=False", "affine=False")

DEFAULTS: Mapping[str, tuple[Default, ...]] = {
    "mindspore.nn.Conv1d": _convolution(8),
    "mindspore.nn.Conv2d": _convolution(8),
    "mindspore.nn.Conv3d": _convolution(8),
    "mindspore.nn.Conv1dTranspose": _convolution(8),
    "mindspore.nn.Conv2dTranspose": _convolution(9),
    "mindspore.nn.Conv3dTranspose": _convolution(9),
    "mindspore.nn.Dense": (
        Default("weight_init", 2, '"normal"', "HeUniform", "weight_init={HeUniform}(5**0.5)", below=UNIFORM_INIT),
    ),
    "mindspore.nn.Embedding": (
        Default("embedding_table", 3, '"normal" with sigma 0.01', "sigma 1", "embedding_table={Normal}(1.0)"),
    ),
    "mindspore.nn.GELU": (Default("approximate", 0, "True", 'approximate="none"', "approximate=False"),),
    "mindspore.nn.LayerNorm": (Default("epsilon", 5, "1e-7", "eps=1e-5", "epsilon=1e-5", frozenset({"eps"}), place=1),),
    "mindspore.nn.LeakyReLU": (
        Default("alpha", 0, "0.2", "negative_slope=0.01", "alpha=0.01", frozenset({"negative_slope"})),
    ),
    "mindspore.ops.leaky_relu": (
        Default("alpha", 1, "0.2", "negative_slope=0.01", "alpha=0.01", frozenset({"negative_slope"})),
    ),
    "mindspore.nn.AvgPool1d": (_STRIDE,),
    "mindspore.nn.AvgPool2d": (_STRIDE,),
    "mindspore.nn.AvgPool3d": (_STRIDE,),
    "mindspore.ops.avg_pool1d": (_STRIDE_OF_FUNCTION,),
    "mindspore.ops.avg_pool2d": (_STRIDE_OF_FUNCTION,),
    "mindspore.ops.avg_pool3d": (_STRIDE_OF_FUNCTION,),
    "mindspore.ops.flatten": (Default("start_dim", 1, "1", "start_dim=0", "start_dim=0"),),
    "mindspore.nn.InstanceNorm1d": (_AFFINE,),
    "mindspore.nn.InstanceNorm2d": (_AFFINE,),
    "mindspore.nn.InstanceNorm3d": (_AFFINE,),
    "mindspore.nn.SmoothL1Loss": (Default("reduction", 1, '"none"', '"mean"', 'reduction="mean"'),),
    "mindspore.ops.smooth_l1_loss": (Default("reduction", 3, '"none"', '"mean"', 'reduction="mean"'),),
    "mindspore.ops.std": (_DDOF,),
    "mindspore.ops.var": (_DDOF,),
    "mindspore.ops.std_mean": (_DDOF,),
    "mindspore.ops.var_mean": (_DDOF,),
    "mindspore.ops.meshgrid": (Default("indexing", None, '"xy"', '"ij"', 'indexing="ij"'),),
    "mindspore.ops.multinomial": (Default("replacement", 2, "True", "False", "replacement=False"),),
}
"""Asked by `inspect` and by results in 2.0.0, 2.7.0 and 2.10.0; mint's callables have torch's defaults."""
KERNEL_POSITION = 2
"""Of a convolution: with a kernel of 1 padding changes nothing."""


def canonical(qualified_name: str) -> str:
    """Return the public dotted name of a callable of MindSpore, the same for all those that lead to it."""
    known = signature(qualified_name)
    return qualified_name if known is None else known.qualified_name


def leads_to(qualified_name: str, callables: Collection[str]) -> bool:
    """Return whether a name leads to one of these callables, given by their public names; it is quick in saying no."""
    leaf = qualified_name.rpartition(".")[2]
    return any(name.endswith(leaf) for name in callables) and canonical(qualified_name) in callables
