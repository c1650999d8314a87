"""MSP207: `buffers` and `named_buffers` on a Cell, from MindSpore 2.6 on."""

from __future__ import annotations

from lint_plugin.mindspore import versions
from lint_plugin.rules.buffers_call_on_cell import BUFFERS
from lint_plugin.rules.rule import Confidence, Rule, Text


class BuffersWithoutBatchnormStatistics(Rule):
    """A use of `buffers` or `named_buffers` on a Cell that doesn't define it, where MindSpore has them."""

    code = "MSP207"
    symbol = "buffers-without-batchnorm-statistics"
    summary = Text(
        en="'buffers' and 'named_buffers' of a Cell leave out the moving statistics of BatchNorm.",
        zh="Cell 的 'buffers' 和 'named_buffers' 不包含 BatchNorm 的动态均值和动态方差。",
    )
    topics = ("buffers",)
    accesses = BUFFERS
    since = versions.NATIVE_BUFFERS
    premise = Text(en="if '{receiver}' is a Cell with BatchNorm, ", zh="如果 '{receiver}' 是含 BatchNorm 的 Cell，")
    confidences = (Confidence.HIGH, Confidence.INFERRED, Confidence.GUESS)
    messages = {
        "left_out": Text(
            en="'{receiver}.{method}' silently leaves out the moving statistics of BatchNorm, which are Parameters in "
            "MindSpore: {receiver}.untrainable_params() has them; registered buffers alone are in '{method}'",
            zh="'{receiver}.{method}' 不包含 BatchNorm 的动态均值和动态方差，且不会报错：它们在 MindSpore 中是参数。"
            "请用 {receiver}.untrainable_params() 获取；'{method}' 只包含注册的 buffer",
        ),
    }
