"""MSP114: members of torch's Tensor, and arguments of its methods, that MindSpore's Tensor lacks."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.mindspore import tensor_members, versions
from lint_plugin.rules.rule import AccessText, Applicability, Confidence, Rule, Text

_ELSEWHERE = {"backward"}
"""What MSP115 reports."""


class TorchTensorMember(Rule):
    """A member of torch's Tensor, looked for on one of MindSpore's."""

    code = "MSP114"
    symbol = "torch-tensor-member"
    summary = Text(
        en="A member of torch.Tensor is used on a MindSpore Tensor, which lacks it or takes other arguments.",
        zh="在 MindSpore 的 Tensor 上使用了 torch.Tensor 的成员，而 Tensor 没有它，或参数不同。",
    )
    topics = ("mapping_table",)
    premise = Text(en="if '{receiver}' is a Tensor, ", zh="若 '{receiver}' 是 Tensor，")
    methods = frozenset(
        f"mindspore.Tensor.{name}" for name in (*tensor_members.KEYWORD_METHODS, *tensor_members.SIZE_METHODS, "size")
    )
    confidences = (Confidence.HIGH, Confidence.INFERRED, Confidence.GUESS)
    fixes = (Applicability.SAFE, Applicability.UNSAFE)
    messages = {
        "never": Text(
            en="'{receiver}' is a Tensor, and MindSpore's has no '{name}': {remedy}",
            zh="'{receiver}' 是 Tensor，而 MindSpore 的 Tensor 没有 '{name}'：{remedy}",
        ),
        "version": Text(
            en="'{receiver}' is a Tensor, and that of MindSpore {version} has no '{name}': {remedy}",
            zh="'{receiver}' 是 Tensor，而 MindSpore {version} 的 Tensor 没有 '{name}'：{remedy}",
        ),
        "size": Text(
            en="'{receiver}' is a Tensor, whose 'size' is a number that can't be called: write {code}, or "
            "{receiver}.size for the number of elements",
            zh="'{receiver}' 是 Tensor，其 'size' 是整数，不能调用：请写成 {code}；若要元素个数则写 {receiver}.size",
        ),
        "size_along": Text(
            en="'{receiver}' is a Tensor, whose 'size' is a number that can't be called: write {code}",
            zh="'{receiver}' 是 Tensor，其 'size' 是整数，不能调用：请写成 {code}",
        ),
        "perhaps_size": Text(
            en="its 'size' is a number that can't be called: write {code}",
            zh="则其 'size' 是整数，不能调用：请写成 {code}",
        ),
        "perhaps": Text(
            en="it has no '{name}' in MindSpore: {remedy}",
            zh="则它在 MindSpore 中没有 '{name}'：{remedy}",
        ),
        "advised": Text(en="{callee} {complaint}: {advice}", zh="在 Tensor 上调用 {callee}：{complaint}，{advice}"),
        "refused": Text(en="{callee} {complaint}", zh="在 Tensor 上调用 {callee}：{complaint}"),
    }

    def asks_for_access(self, access: AccessText) -> bool:
        """Return whether the receiver may be a Tensor, as far as the text tells."""
        return not access.is_of_module

    def accesses_at(self, version: versions.Version | None) -> frozenset[str]:
        """Return the members that a Tensor of the version lacks."""
        return tensor_members.lacking(None if version is None else versions.known(version)) - _ELSEWHERE

    def asks_for_arguments(
        self, qualified_name: str, positional: int, keywords: Sequence[str], version: versions.Version | None
    ) -> bool:
        """Return whether a Tensor's method refuses what the call gives; no Tensor's `size` may be called."""
        if qualified_name == tensor_members.SIZE:
            return True
        if tensor_members.takes_tuple(qualified_name.rpartition(".")[2]):
            return positional > 0
        if tensor_members.takes_sizes(qualified_name.rpartition(".")[2]) and positional > 1:
            return True
        if not keywords and positional < 1:
            return False
        from lint_plugin.mindspore import calls  # few files hold such a call

        return bool(calls.problems(qualified_name, positional, keywords, version, complete=False))
