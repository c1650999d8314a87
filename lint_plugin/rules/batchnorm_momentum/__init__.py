"""MSP218: torch's `momentum` given to MindSpore's BatchNorm, where it weighs the old statistics."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.mindspore import differences, versions
from lint_plugin.rules.rule import Applicability, Rule, Text


class BatchnormMomentum(Rule):
    """A momentum below a half in a call of MindSpore's BatchNorm."""

    code = "MSP218"
    symbol = "batchnorm-momentum"
    summary = Text(
        en="A BatchNorm is given torch's momentum, where MindSpore's is the weight of the old statistics.",
        zh="BatchNorm 的 momentum 使用了 PyTorch 的取值，而在 MindSpore 中它是旧统计量的权重。",
    )
    topics = ("api:mindspore.nn.BatchNorm2d",)
    call_namespaces = frozenset({"mindspore.nn"})
    fixes = (Applicability.UNSAFE,)
    messages = {
        "low": Text(
            en="momentum of {callee} is the weight of the old statistics, not of the new ones as in torch: {value} "
            "replaces {replaced} of them in each step: write {code}",
            zh="{callee} 的 momentum 是旧统计量的权重，而 PyTorch 的是新统计量的权重："
            "{value} 会在每一步替换掉 {replaced} 的统计量。"
            "请写成 {code}",
        ),
    }

    def asks_for_call(self, qualified_name: str, version: versions.Version | None) -> bool:
        """Return whether the callable is one of the BatchNorms."""
        return differences.leads_to(qualified_name, differences.BATCH_NORM)

    def asks_for_arguments(
        self, qualified_name: str, positional: int, keywords: Sequence[str], version: versions.Version | None
    ) -> bool:
        """Return whether a momentum is given."""
        return positional > 2 or "momentum" in keywords
