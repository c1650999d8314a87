"""MSP927: a call that leaves an argument to MindSpore's default, which isn't torch's. For the audit of a port."""

from __future__ import annotations

from lint_plugin.mindspore import differences
from lint_plugin.rules.rule import Applicability, Rule, Text


class LayerDefaultDiffers(Rule):
    """A layer or function whose default isn't that of torch's counterpart."""

    code = "MSP927"
    symbol = "layer-default-differs"
    summary = Text(
        en="A layer or function is left to a default that differs from torch's.",
        zh="层或函数使用了与 PyTorch 不同的默认值。",
    )
    topics = ("general_differences",)
    calls = frozenset(differences.DEFAULTS)
    on_by_default = False
    fixes = (Applicability.UNSAFE,)
    messages = {
        "default": Text(
            en="defaults of {callee} differ from torch's: {what}: if the code was ported from torch, write {code}",
            zh="{callee} 的默认值与 PyTorch 不同：{what}。如果代码由 PyTorch 迁移而来，请写明 {code}",
        ),
    }
