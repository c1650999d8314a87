"""MSP221: `ops.full` with a float and no dtype, which fills with whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.mindspore import differences, versions
from lint_plugin.rules.rule import Applicability, Rule, Text


class FullTruncates(Rule):
    """A call of ops.full that is given a float and no dtype."""

    code = "MSP221"
    symbol = "full-truncates"
    summary = Text(
        en="'ops.full' is given a float and no dtype: it fills with int64, which drops the fraction.",
        zh="'ops.full' 的填充值是浮点数却没有指定 dtype：结果为 int64，小数部分会丢失。",
    )
    topics = ("api:mindspore.ops.full",)
    call_namespaces = frozenset({"mindspore.ops"})
    fixes = (Applicability.UNSAFE,)
    messages = {
        "truncated": Text(
            en="{callee} without a dtype gives int64: {value} loses its fraction: write {code}",
            zh="未指定 dtype 时 {callee} 的结果为 int64：{value} 的小数部分会丢失。请写成 {code}",
        ),
        "integer": Text(
            en="{callee} without a dtype gives int64, not the type of {value}: write {code}",
            zh="未指定 dtype 时 {callee} 的结果为 int64，而不是 {value} 的类型。请写成 {code}",
        ),
    }

    def asks_for_call(self, qualified_name: str, version: versions.Version | None) -> bool:
        """Return whether the callable is ops.full."""
        return differences.leads_to(qualified_name, differences.FULL)

    def asks_for_arguments(
        self, qualified_name: str, positional: int, keywords: Sequence[str], version: versions.Version | None
    ) -> bool:
        """Return whether no dtype is given."""
        return "dtype" not in keywords
