"""MSP219: the mean given first to the initializers Normal and TruncatedNormal, which take sigma first."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.mindspore import differences, versions
from lint_plugin.rules.rule import Applicability, Rule, Text


class NormalZeroSigma(Rule):
    """An initializer Normal or TruncatedNormal whose sigma is 0."""

    code = "MSP219"
    symbol = "normal-zero-sigma"
    summary = Text(
        en="The initializer 'Normal' or 'TruncatedNormal' is given torch's mean first, where it takes sigma.",
        zh="初始化器 'Normal' 或 'TruncatedNormal' 的第一个参数是 sigma，这里传入的却是 PyTorch 的均值。",
    )
    topics = ("api:torch.nn.init.normal_",)
    call_namespaces = frozenset({"mindspore.common.initializer"})
    fixes = (Applicability.UNSAFE,)
    messages = {
        "constant": Text(
            en="{callee} takes sigma first, then the mean: {call} makes every weight {second}: write {code}",
            zh="{callee} 的参数顺序是先 sigma 后均值：{call} 会把所有权重都设为 {second}。请写成 {code}",
        ),
        "truncated": Text(
            en="{callee} takes sigma first, then the mean: {call} has a sigma of 0: write {code}",
            zh="{callee} 的参数顺序是先 sigma 后均值：{call} 的 sigma 为 0。请写成 {code}",
        ),
    }

    def asks_for_call(self, qualified_name: str, version: versions.Version | None) -> bool:
        """Return whether the callable is one of the two initializers."""
        return differences.leads_to(qualified_name, differences.NORMAL)

    def asks_for_arguments(
        self, qualified_name: str, positional: int, keywords: Sequence[str], version: versions.Version | None
    ) -> bool:
        """Return whether two arguments are given by position."""
        return positional > 1
