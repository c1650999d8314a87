"""MSP224: a max pooling without a stride, which is 1 in MindSpore and the kernel's size in torch."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.mindspore import differences, versions
from lint_plugin.rules.rule import Applicability, Confidence, Rule, Text


class PoolStrideDefault(Rule):
    """A max pooling layer that is given its kernel alone."""

    code = "MSP224"
    symbol = "pool-stride-default"
    summary = Text(
        en="A max pooling has no stride: it is 1 in MindSpore, and the size of the kernel in torch.",
        zh="最大池化没有指定步长：MindSpore 中默认为 1，PyTorch 中默认等于池化核的大小。",
    )
    topics = ("api:mindspore.nn.MaxPool2d",)
    call_namespaces = frozenset({"mindspore.nn"})
    confidences = (Confidence.GUESS,)
    fixes = (Applicability.UNSAFE,)
    messages = {
        "stride": Text(
            en="the stride of {callee} is 1 unless it is given, not the size of the kernel as in torch: if torch's is "
            "meant, write {code}",
            zh="{callee} 未指定步长时默认为 1，而不是 PyTorch 的池化核大小。如果需要与 PyTorch 一致，请写成 {code}",
        ),
    }

    def asks_for_call(self, qualified_name: str, version: versions.Version | None) -> bool:
        """Return whether the callable is a max pooling."""
        return differences.leads_to(qualified_name, differences.POOLS)

    def asks_for_arguments(
        self, qualified_name: str, positional: int, keywords: Sequence[str], version: versions.Version | None
    ) -> bool:
        """Return whether neither a stride nor a padding is given."""
        return positional < 2 and not {"stride", "pad_mode"} & set(keywords)
