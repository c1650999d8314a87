"""MSP223: a pair that MindSpore returns used as torch's Tensor, or a Tensor taken apart as torch's pair."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.mindspore import differences, versions
from lint_plugin.rules.rule import AccessText, Applicability, Confidence, Rule, Text


class TupleResultUnpacked(Rule):
    """What ops.max, ops.min, ops.median, ops.unique or a Tensor's max and min return, used as torch's."""

    code = "MSP223"
    symbol = "tuple-result-unpacked"
    summary = Text(
        en="What a reduction returns is used as torch's result: MindSpore returns a pair for a Tensor, or the reverse.",
        zh="把归约操作的返回值当作 PyTorch 的结果使用：MindSpore 返回的是二元组而不是 Tensor，或者相反。",
    )
    topics = ("api:mindspore.ops.max",)
    call_namespaces = frozenset({"mindspore.ops"})
    accesses = differences.REDUCED_BY_AXIS.union(differences.PARTS)
    confidences = (Confidence.HIGH, Confidence.INFERRED, Confidence.GUESS)
    fixes = (Applicability.SAFE, Applicability.UNSAFE)
    messages = {
        "pair": Text(
            en="{callee} returns a pair, where torch's returns one Tensor: write {code}",
            zh="{callee} 返回二元组，而 PyTorch 的对应接口返回一个 Tensor。请写成 {code}",
        ),
        "part": Text(
            en="{receiver} is a tuple in MindSpore, whose parts have no names: write {code}",
            zh="{receiver} 在 MindSpore 中是普通元组，其元素没有名称。请写成 {code}",
        ),
        "values": Text(
            en="with axis=, {receiver}.{method} returns the values alone, so that this takes their rows apart: write "
            "{targets} = {code}",
            zh="传入 axis= 时 {receiver}.{method} 只返回取值，这里会把取值按行拆开。请写成 {targets} = {code}",
        ),
        "perhaps": Text(
            en="if '{receiver}' is a Tensor, {receiver}.{method} with axis= returns the values alone, so this takes "
            "their rows apart: write {targets} = {code}",
            zh="如果 '{receiver}' 是 Tensor，传入 axis= 时 {receiver}.{method} 只返回取值，这里会把取值按行拆开。"
            "请写成 {targets} = {code}",
        ),
    }

    def asks_for_call(self, qualified_name: str, version: versions.Version | None) -> bool:
        """Return whether the callable is one of those that return pairs."""
        return differences.leads_to(qualified_name, differences.PAIR_FUNCTIONS)

    def asks_for_arguments(
        self, qualified_name: str, positional: int, keywords: Sequence[str], version: versions.Version | None
    ) -> bool:
        """Return whether one argument is given by position, and nothing else."""
        return positional == 1 and not keywords

    def asks_for_access(self, access: AccessText) -> bool:
        """Return whether it may be a call that gives an axis, by name, and nothing else, or a part that has no name."""
        if access.name in differences.PARTS:
            return not access.may_be_called
        return access.may_be_called and access.arguments in (None, (0, ("axis",)))
