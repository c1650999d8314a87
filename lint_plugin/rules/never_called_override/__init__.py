"""MSP225: a method that torch calls, and MindSpore never does; `requires_grad` of a Cell, which freezes nothing."""

from __future__ import annotations

from lint_plugin.patterns import later
from lint_plugin.rules.rule import AccessText, Rule, Text

_ASSIGNED = later(rb"[\s\\)]*(?:#|=(?!=)[\s\\(]*(?:True|False|#))|[\s\\)(=]{200}")


class NeverCalledOverride(Rule):
    """A Cell relies on a hook of torch.nn.Module that MindSpore doesn't have."""

    code = "MSP225"
    symbol = "never-called-override"
    summary = Text(
        en="A Cell defines a method that torch would call and MindSpore never does, or is given 'requires_grad'.",
        zh="Cell 定义了 PyTorch 会调用而 MindSpore 不会调用的方法，或被设置了 'requires_grad'。",
    )
    topics = ("cell",)
    defines = frozenset({"train", "reset_parameters"})
    accesses = frozenset({"requires_grad"})
    messages = {
        "train": Text(
            en="MindSpore never calls '{cls}.train', as train() of a network around it does in torch: name it "
            "'set_train', call super().set_train in it, and call it on this Cell after set_train() of the network",
            zh="MindSpore 不会调用 '{cls}.train'，而 PyTorch 外层网络的 train() 会调用它。请改名为 'set_train'，"
            "在其中调用 super().set_train，并在网络的 set_train() 之后对该 Cell 调用它",
        ),
        "reset": Text(
            en="MindSpore never calls '{cls}.reset_parameters', as the __init__ of torch's layer does: call "
            "self.reset_parameters() at the end of '{cls}.__init__'",
            zh="MindSpore 不会调用 '{cls}.reset_parameters'，而 PyTorch 的层会在 __init__ 中调用它。"
            "请在 '{cls}.__init__' 的末尾调用 self.reset_parameters()",
        ),
        "requires_grad": Text(
            en="'requires_grad' of a Cell changes none of its Parameters: write "
            "'for p in {receiver}.get_parameters(): p.requires_grad = {value}'",
            zh="设置 Cell 的 'requires_grad' 不会改变任何参数。请写成 "
            "'for p in {receiver}.get_parameters(): p.requires_grad = {value}'",
        ),
    }

    def asks_for_access(self, access: AccessText) -> bool:
        """Return whether a truth value may be assigned, to something else than `self`, as far as the text tells."""
        return _ASSIGNED.match(access.behind) is not None
