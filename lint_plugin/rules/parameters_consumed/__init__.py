"""MSP222: an iterator of parameters in a group of an optimizer of `mindspore.nn`, which reads each group twice."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.mindspore import differences, versions
from lint_plugin.rules.rule import Applicability, Confidence, Rule, Text


class ParametersConsumed(Rule):
    """The `params` of a group given to an optimizer of `mindspore.nn` can be read only once."""

    code = "MSP222"
    symbol = "parameters-consumed"
    summary = Text(
        en="An optimizer's group holds an iterator of parameters, which is used up before the optimizer takes them.",
        zh="优化器的参数组中使用了参数迭代器，优化器取参数之前它已被耗尽。",
    )
    topics = ("api:mindspore.nn.Adam",)
    calls = differences.OPTIMIZERS
    confidences = (Confidence.HIGH, Confidence.INFERRED, Confidence.GUESS)
    fixes = (Applicability.SAFE, Applicability.UNSAFE)
    messages = {
        "cells": Text(
            en="{callee} reads a group's 'params' twice and {value} can be read once, so the group trains nothing: "
            "write {code}",
            zh="{callee} 会两次读取参数组的 'params'，而 {value} 只能读取一次，"
            "因此该组没有任何参数被训练。请写成 {code}",
        ),
        "perhaps": Text(
            en="{callee} reads a group's 'params' twice: if {value} is a Cell's generator, which can be read once, the "
            "group trains no parameter: write {code}",
            zh="{callee} 会两次读取参数组的 'params'：如果 {value} 是 Cell 返回的生成器（只能读取一次），"
            "该组没有任何参数被训练。请写成 {code}",
        ),
    }

    def asks_for_arguments(
        self, qualified_name: str, positional: int, keywords: Sequence[str], version: versions.Version | None
    ) -> bool:
        """Return whether parameters are given."""
        return positional > 0 or "params" in keywords
