"""MSP220: an argument given by position that torch and MindSpore take for different things, both without an error."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.mindspore import differences, versions
from lint_plugin.rules.rule import Applicability, Rule, Text


class ArgumentPositionDrift(Rule):
    """A bias given to nn.Dense by position, where it takes the initial weights."""

    code = "MSP220"
    symbol = "argument-position-drift"
    summary = Text(
        en="An argument is given by its position in torch, where MindSpore takes another one without an error.",
        zh="按 PyTorch 的位置传入了参数，而 MindSpore 的同一位置是另一个参数，且不会报错。",
    )
    topics = ("api:mindspore.nn.Dense",)
    call_namespaces = frozenset({"mindspore.nn"})
    fixes = (Applicability.UNSAFE,)
    messages = {
        "bias": Text(
            en="the third argument of {callee} is weight_init, not bias as in torch, so the layer has a bias whatever "
            "{value} is: write {code}",
            zh="{callee} 的第三个参数是 weight_init，而不是 PyTorch 的 bias，因此无论 {value} 取何值都会有偏置。"
            "请写成 {code}",
        ),
    }

    def asks_for_call(self, qualified_name: str, version: versions.Version | None) -> bool:
        """Return whether the callable is Dense."""
        return differences.leads_to(qualified_name, differences.BIAS_POSITION)

    def asks_for_arguments(
        self, qualified_name: str, positional: int, keywords: Sequence[str], version: versions.Version | None
    ) -> bool:
        """Return whether a third argument is given by position."""
        return positional > 2
