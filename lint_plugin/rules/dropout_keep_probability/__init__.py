"""MSP217: a drop probability given to `nn.Dropout` by position, where it is the probability to keep."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.mindspore import differences, versions
from lint_plugin.rules.rule import Applicability, Rule, Text


class DropoutKeepProbability(Rule):
    """The first positional argument of nn.Dropout, which is `keep_prob`, holds torch's `p`."""

    code = "MSP217"
    symbol = "dropout-keep-probability"
    summary = Text(
        en="'nn.Dropout' is given torch's drop probability by position, where it takes the probability to keep.",
        zh="'nn.Dropout' 的第一个位置参数是保留概率，这里传入的却是 PyTorch 的丢弃概率。",
    )
    topics = ("api:mindspore.nn.Dropout",)
    call_namespaces = frozenset({"mindspore.nn"})
    fixes = (Applicability.UNSAFE,)
    messages = {
        "value": Text(
            en="the first argument of {callee} is keep_prob: {value} drops {dropped} of the input in training: "
            "write {code}",
            zh="{callee} 的第一个参数是 keep_prob：{value} 会在训练时丢弃 {dropped} 的输入。请写成 {code}",
        ),
        "name": Text(
            en="the first argument of {callee} is keep_prob: if '{value}' is the probability to drop, as in torch, "
            "write {code}",
            zh="{callee} 的第一个参数是 keep_prob：如果 '{value}' 与 PyTorch 一样是丢弃概率，请写成 {code}",
        ),
    }

    def asks_for_call(self, qualified_name: str, version: versions.Version | None) -> bool:
        """Return whether the callable is nn.Dropout, not one of mint."""
        return differences.leads_to(qualified_name, differences.DROPOUT)

    def asks_for_arguments(
        self, qualified_name: str, positional: int, keywords: Sequence[str], version: versions.Version | None
    ) -> bool:
        """Return whether an argument is given by position."""
        return positional > 0
