"""What MindSpore's layers call their Parameters, where that isn't torch's name.

Read from `parameters_and_names()` of each layer in MindSpore 2.0.0, 2.7.0 and 2.10.0 (tests/oracle/test_facts.py).
"""

from __future__ import annotations

from collections.abc import Mapping

_SCALED = {"weight": "gamma", "bias": "beta"}
_MOVING = {**_SCALED, "running_mean": "moving_mean", "running_var": "moving_variance"}

PARAMETERS: Mapping[str, Mapping[str, str]] = {
    "mindspore.nn.BatchNorm1d": _MOVING,
    "mindspore.nn.BatchNorm2d": _MOVING,
    "mindspore.nn.BatchNorm3d": {name: f"bn2d.{ours}" for name, ours in _MOVING.items()},
    "mindspore.nn.SyncBatchNorm": _MOVING,
    "mindspore.nn.LayerNorm": _SCALED,
    "mindspore.nn.GroupNorm": _SCALED,
    "mindspore.nn.InstanceNorm1d": _MOVING,
    "mindspore.nn.InstanceNorm2d": _MOVING,
    "mindspore.nn.InstanceNorm3d": _MOVING,
    "mindspore.nn.Embedding": {"weight": "embedding_table"},
    "mindspore.nn.PReLU": {"weight": "w"},
}
"""Layer -> torch's name of a Parameter -> MindSpore's. mindspore.mint.nn's layers have torch's names."""
