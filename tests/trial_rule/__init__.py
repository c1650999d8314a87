"""A rule that the tests write on the API as anybody would: `bias` given to `nn.Conv2d`, which has `has_bias`."""

from __future__ import annotations

from typing import ClassVar

from lint_plugin.language import Text
from lint_plugin.rules.rule import Rule


class BiasOfConvolution(Rule):
    """Reports `bias=` in a call of nn.Conv2d or nn.Conv1d, however they are bound."""

    code = "MSP199"
    symbol = "bias-of-convolution"
    summary = Text("bias is no argument of a convolution", "卷积没有 bias 参数")
    topics = ("cell",)
    calls = frozenset({"mindspore.nn.Conv2d", "mindspore.nn.Conv1d", "mindspore.nn.layer.conv.Conv2d"})
    call_keywords = frozenset({"bias"})
    messages: ClassVar[dict[str, Text]] = {"bias": Text("{name} has no bias", "{name} 没有 bias")}
