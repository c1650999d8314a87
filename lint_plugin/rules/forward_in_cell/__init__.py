"""MSP101: a Cell whose computation stands in `forward`."""

from __future__ import annotations

from lint_plugin.rules.rule import Applicability, Rule, Text


class ForwardInCell(Rule):
    """A Cell that defines `forward` while nothing supplies `construct` for it."""

    code = "MSP101"
    symbol = "forward-in-cell"
    summary = Text(
        en="A Cell defines 'forward', which MindSpore never calls; it calls 'construct'.",
        zh="Cell 定义了 'forward'，但 MindSpore 只会调用 'construct'，不会调用 'forward'。",
    )
    topics = ("typical_api", "model_and_cell", "model_migration")
    defines = frozenset({"forward"})
    fixes = (Applicability.SAFE, Applicability.UNSAFE)
    messages = {
        "unknown": Text(
            en="MindSpore never calls '{cls}.forward': calling a Cell runs 'construct', and without one it returns "
            "None up to MindSpore 1.10 and raises AttributeError from 2.0: rename it to 'construct'",
            zh="MindSpore 不会调用 '{cls}.forward'：调用 Cell 时执行的是 'construct'，未定义时 MindSpore 1.10 "
            "及以前返回 None，2.0 起抛出 AttributeError。请改名为 'construct'",
        ),
        "raises": Text(
            en="MindSpore never calls '{cls}.forward': calling a Cell runs 'construct', and without one it raises "
            "AttributeError: rename it to 'construct'",
            zh="MindSpore 不会调用 '{cls}.forward'：调用 Cell 时执行的是 'construct'，未定义时抛出 AttributeError。"
            "请改名为 'construct'",
        ),
        "silent": Text(
            en="MindSpore never calls '{cls}.forward': calling a Cell runs 'construct', and without one it only warns "
            "and returns None (up to MindSpore 1.10): rename it to 'construct'",
            zh="MindSpore 不会调用 '{cls}.forward'：调用 Cell 时执行的是 'construct'，未定义时只打印警告并返回 None"
            "（MindSpore 1.10 及以前）。请改名为 'construct'",
        ),
        "layer": Text(
            en="MindSpore never calls '{cls}.forward': calling a '{cls}' silently runs the 'construct' of "
            "{layer}: rename it to 'construct'",
            zh="MindSpore 不会调用 '{cls}.forward'：调用 '{cls}' 时不会报错，但实际执行的是 {layer} 的 'construct'。"
            "请改名为 'construct'",
        ),
        "base": Text(
            en="MindSpore never calls '{cls}.forward': calling a '{cls}' runs the 'construct' of {layer}: rename it to "
            "'construct'{further}",
            zh="MindSpore 不会调用 '{cls}.forward'：调用 '{cls}' 时执行的是 {layer} 的 'construct'。"
            "请改名为 'construct'{further}",
        ),
        "autograd": Text(
            en="MindSpore never calls '{cls}.forward': '{cls}' is a Cell, not an autograd function: write 'construct' "
            "and 'bprop', or derive from mindspore.common._Function (from MindSpore 2.6)",
            zh="MindSpore 不会调用 '{cls}.forward'：'{cls}' 是 Cell，不是自动微分函数。请实现 'construct' 和 'bprop'，"
            "或继承 mindspore.common._Function（MindSpore 2.6 起）",
        ),
    }
