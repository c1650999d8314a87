"""MSP103: `buffers` and `named_buffers` on a Cell, below MindSpore 2.6."""

from __future__ import annotations

from lint_plugin.mindspore import versions
from lint_plugin.rules.rule import Applicability, Confidence, Rule, Text

BUFFERS = frozenset({"buffers", "named_buffers"})


class BuffersCallOnCell(Rule):
    """A call of, or reference to, `buffers` or `named_buffers` on a Cell that doesn't define it."""

    code = "MSP103"
    symbol = "buffers-call-on-cell"
    summary = Text(
        en="'buffers' or 'named_buffers' is used on a Cell, which has neither before MindSpore 2.6.",
        zh="在 Cell 上使用了 'buffers' 或 'named_buffers'，MindSpore 2.6 之前的 Cell 没有它们。",
    )
    topics = ("buffers",)
    accesses = BUFFERS
    below = versions.NATIVE_BUFFERS
    premise = Text(en="if '{receiver}' is a Cell, ", zh="如果 '{receiver}' 是 Cell，")
    confidences = (Confidence.HIGH, Confidence.INFERRED, Confidence.GUESS)
    fixes = (Applicability.UNSAFE,)
    messages = {
        "buffers": Text(
            en="'buffers' does not exist on a Cell before MindSpore 2.6: write {receiver}.untrainable_params(), which "
            "returns a list of Parameters",
            zh="MindSpore 2.6 之前的 Cell 没有 'buffers'。请改用 {receiver}.untrainable_params()，返回值为参数列表",
        ),
        "named_buffers": Text(
            en="'named_buffers' does not exist on a Cell before MindSpore 2.6: write "
            "[(p.name, p) for p in {receiver}.untrainable_params()]",
            zh="MindSpore 2.6 之前的 Cell 没有 'named_buffers'。请写成 "
            "[(p.name, p) for p in {receiver}.untrainable_params()]",
        ),
        "pairs": Text(
            en="'{method}' does not exist on a Cell before MindSpore 2.6: write "
            "'for {value} in {receiver}.untrainable_params()', and take the name from {value}.name",
            zh="MindSpore 2.6 之前的 Cell 没有 '{method}'。请写成 "
            "'for {value} in {receiver}.untrainable_params()'，并用 {value}.name 获取名称",
        ),
    }
