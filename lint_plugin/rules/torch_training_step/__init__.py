"""MSP115: torch's training step, by an optimizer's `zero_grad()` and `step()` and the loss's `backward()`."""

from __future__ import annotations

from lint_plugin.rules.rule import AccessText, Applicability, Confidence, Rule, Text

_TOO_MANY = 2
"""Positional arguments that no `step` of torch's optimizers and schedules takes."""


class TorchTrainingStep(Rule):
    """A step of torch's training on MindSpore's optimizer, schedule or loss."""

    code = "MSP115"
    symbol = "torch-training-step"
    summary = Text(
        en="A MindSpore optimizer, schedule or loss is used as in a training step of torch.",
        zh="按 PyTorch 的训练步骤使用 MindSpore 的优化器、学习率或损失。",
    )
    topics = ("mapping_table",)
    accesses = frozenset({"zero_grad", "step", "param_groups", "add_param_group", "backward"})
    confidences = (Confidence.HIGH, Confidence.INFERRED, Confidence.GUESS)
    fixes = (Applicability.UNSAFE,)
    messages = {
        "optimizer": Text(
            en="MindSpore's optimizers have no '{name}', which '{receiver}' is asked for: {remedy}",
            zh="MindSpore 的优化器 '{receiver}' 没有 '{name}'：{remedy}",
        ),
        "schedule": Text(
            en="'{receiver}' is a schedule of MindSpore, which has no 'step': leave it out, an optimizer that is made "
            "with learning_rate={receiver} moves it on itself",
            zh="'{receiver}' 是 MindSpore 的学习率，没有 'step'：请去掉它，以 learning_rate={receiver} "
            "创建的优化器会自行更新学习率",
        ),
        "backward": Text(
            en="'{receiver}' is a Tensor, and MindSpore's has no 'backward': {remedy}",
            zh="'{receiver}' 是 Tensor，而 MindSpore 的 Tensor 没有 'backward'：{remedy}",
        ),
        "perhaps": Text(
            en="if '{receiver}' is MindSpore's, it has no '{name}': {remedy}",
            zh="若 '{receiver}' 是 MindSpore 的对象，则没有 '{name}'：{remedy}",
        ),
    }

    def asks_for_access(self, access: AccessText) -> bool:
        """Return whether it may be a step of torch's training, as far as the text tells: none takes two arguments."""
        if access.is_of_module or access.is_of_signature:
            return False
        return access.name != "step" or access.arguments is None or access.arguments[0] < _TOO_MANY
