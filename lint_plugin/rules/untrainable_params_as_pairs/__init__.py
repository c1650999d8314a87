"""MSP106: the list of `untrainable_params()` used as (name, parameter) pairs."""

from __future__ import annotations

from lint_plugin.mindspore.cells import PARAMETER_LISTS
from lint_plugin.rules.rule import Applicability, Rule, Text


class UntrainableParamsAsPairs(Rule):
    """The list that `untrainable_params()` or `trainable_params()` returns, used as pairs."""

    code = "MSP106"
    symbol = "untrainable-params-as-pairs"
    summary = Text(
        en="The list of 'untrainable_params()' is used as (name, parameter) pairs; it holds Parameters.",
        zh="将 'untrainable_params()' 返回的列表当作（名称，参数）对使用；列表中的元素是参数。",
    )
    topics = ("buffers",)
    scope_accesses = PARAMETER_LISTS
    fixes = (Applicability.UNSAFE,)
    messages = {
        "loop": Text(
            en="{call} holds Parameters, not (name, parameter) pairs, and a parameter whose first dimension is 2 "
            "splits in two without an error: write 'for {value} in {source}', and take the name from {value}.name",
            zh="{call} 中是参数，不是（名称，参数）对，第一维为 2 的参数会被拆成两个张量且不报错。请写成 "
            "'for {value} in {source}'，并用 {value}.name 获取名称",
        ),
        "dict": Text(
            en="{call} holds Parameters, not (name, parameter) pairs, and a parameter whose first dimension is 2 "
            "splits in two without an error: write {{p.name: p for p in {source}}}",
            zh="{call} 中是参数，不是（名称，参数）对，第一维为 2 的参数会被拆成两个张量且不报错。请写成 "
            "{{p.name: p for p in {source}}}",
        ),
    }
