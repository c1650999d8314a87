"""MSP108: the members of torch.nn.Module that a Cell lacks, but for those that have a rule of their own."""

from __future__ import annotations

from lint_plugin.mindspore import members, versions
from lint_plugin.rules.buffers_call_on_cell import BUFFERS
from lint_plugin.rules.rule import AccessText, Applicability, Confidence, Rule, Text

_ELSEWHERE = BUFFERS | {"forward", "register_buffer"}
"""The members that MSP102, MSP103, MSP104 and MSP207 report."""

_CASTS = frozenset({"bfloat16", "double", "float", "half", "type"})
"""What a Tensor has, too, and code computes with."""


class TorchModuleMethodOnCell(Rule):
    """A call of, or reference to, a member of torch.nn.Module on a Cell that hasn't got it."""

    code = "MSP108"
    symbol = "torch-module-method-on-cell"
    summary = Text(
        en="A method of torch.nn.Module is used on a Cell, which has no such method.",
        zh="在 Cell 上使用了 torch.nn.Module 的方法，而 Cell 没有这个方法。",
    )
    topics = ("cell",)
    accesses = frozenset(members.all_members()) - _ELSEWHERE
    premise = Text(en="if '{receiver}' is {kind}, ", zh="如果 '{receiver}' 是 {kind}，")
    confidences = (Confidence.HIGH, Confidence.INFERRED, Confidence.GUESS)
    fixes = (Applicability.SAFE, Applicability.UNSAFE)
    messages = {
        "guessed": Text(en="it has no '{method}': {remedy}", zh="它没有 '{method}' 方法：{remedy}"),
        "never": Text(
            en="'{receiver}' is a Cell and has no '{method}': {remedy}",
            zh="'{receiver}' 是 Cell，不存在 '{method}'：{remedy}",
        ),
        "below": Text(
            en="before MindSpore {since} a Cell has no '{method}': {remedy}",
            zh="MindSpore {since} 之前的 Cell 没有 '{method}'：{remedy}",
        ),
        "guessed_below": Text(
            en="before MindSpore {since} it has no '{method}': {remedy}",
            zh="它在 MindSpore {since} 之前没有 '{method}' 方法：{remedy}",
        ),
        "assign": Text(
            en="'load_state_dict' of a Cell has no keyword 'assign' in any MindSpore version, and the call raises "
            "TypeError: leave it out",
            zh="任何 MindSpore 版本的 Cell 的 'load_state_dict' 都没有 'assign' 关键字，该调用抛出 TypeError：请去掉它",
        ),
        "device": Text(
            en="a Cell knows no device {argument}, and the call raises ValueError: {remedy}",
            zh="Cell 不认识设备 {argument}，该调用抛出 ValueError：{remedy}",
        ),
    }

    def asks_for_access(self, access: AccessText) -> bool:
        """Return whether the receiver may be a Cell, as far as the text tells."""
        if access.is_of_module or access.is_of_slice or access.is_of_signature:
            return False
        if access.name == "type" and not access.may_be_called:
            return False  # an attribute of many objects
        if access.name == "eval" and not access.mentions_mindspore and access.arguments not in (None, (0, ())):
            return False  # a formula's; a network's takes nothing
        return access.name not in _CASTS or not access.is_of_array

    def accesses_at(self, version: versions.Version | None) -> frozenset[str]:
        """Return the members that a Cell of the version lacks, or that take less than torch's."""
        known = None if version is None else versions.known(version)
        lacking = {name for name in self.accesses if members.all_members()[name].lacking(known)}
        return frozenset(lacking | {"load_state_dict"} | ({"to"} if known is not None else set()))
