"""MSP911: a persistent registered buffer, which `save_checkpoint` leaves out, from MindSpore 2.6 on."""

from __future__ import annotations

from lint_plugin.mindspore import versions
from lint_plugin.rules.rule import Rule, Text


class RegisteredBufferNotInCheckpoint(Rule):
    """A call of Cell's own `register_buffer` with a persistent buffer."""

    code = "MSP911"
    symbol = "registered-buffer-not-in-checkpoint"
    summary = Text(
        en="A persistent buffer is registered on a Cell; 'save_checkpoint' leaves it out.",
        zh="在 Cell 上注册了需要保存的 buffer，而 'save_checkpoint' 不保存它。",
    )
    topics = ("cell:register_buffer",)
    accesses = frozenset({"register_buffer"})
    since = versions.NATIVE_BUFFERS
    on_by_default = False
    messages = {
        "left_out": Text(
            en="mindspore.save_checkpoint silently leaves out the buffer {name}: save state_dict(), which has it, or "
            "make it a Parameter with requires_grad=False; persistent=False says that it need not be saved",
            zh="mindspore.save_checkpoint 会静默遗漏 buffer {name}：请保存包含它的 state_dict()，或改为 "
            "requires_grad=False 的 Parameter；不需要保存时写 persistent=False",
        ),
    }
