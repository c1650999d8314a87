"""Calls that torch and MindSpore both take, and mean differently by.

Each was run in MindSpore 2.0.0, 2.7.0 and 2.10.0 on CPU and compared with torch 2.13.0; the examples of the rules that
ask here show it. Nothing differs between these versions unless a function takes one.
"""

from __future__ import annotations

from collections.abc import Mapping

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
REDUCED_BY_AXIS = frozenset({"max", "min"})
"""Tensor's methods that return the values alone if `axis` is given by name; torch's return values and indices."""


def canonical(qualified_name: str) -> str:
    """Return the public dotted name of a callable of MindSpore, the same for all those that lead to it."""
    known = signature(qualified_name)
    return qualified_name if known is None else known.qualified_name
