"""MSP104: `register_buffer` on a Cell, below MindSpore 2.6."""

from __future__ import annotations

from lint_plugin.mindspore import versions
from lint_plugin.rules.rule import Applicability, Confidence, Rule, Text


class RegisterBufferOnCell(Rule):
    """A call of `register_buffer` on a Cell that doesn't define it."""

    code = "MSP104"
    symbol = "register-buffer-on-cell"
    summary = Text(
        en="'register_buffer' is called on a Cell, which has no such method before MindSpore 2.6.",
        zh="在 Cell 上调用了 'register_buffer'，MindSpore 2.6 之前的 Cell 没有这个方法。",
    )
    topics = ("buffers",)
    accesses = frozenset({"register_buffer"})
    below = versions.NATIVE_BUFFERS
    premise = Text(en="if '{receiver}' is a Cell, ", zh="如果 '{receiver}' 是 Cell，")
    confidences = (Confidence.HIGH, Confidence.INFERRED, Confidence.GUESS)
    fixes = (Applicability.SAFE, Applicability.UNSAFE)
    messages = {
        "write": Text(
            en="'register_buffer' does not exist on a Cell before MindSpore 2.6: {remedy}",
            zh="MindSpore 2.6 之前的 Cell 没有 'register_buffer'。{remedy}",
        ),
        "plain": Text(
            en="'register_buffer' does not exist on a Cell before MindSpore 2.6: a buffer that isn't persistent "
            "becomes a plain attribute: {remedy}",
            zh="MindSpore 2.6 之前的 Cell 没有 'register_buffer'。不需要保存的 buffer 用普通属性即可，{remedy}",
        ),
    }
