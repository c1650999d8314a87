"""MSP911: a persistent registered buffer, which `save_checkpoint` leaves out, from MindSpore 2.6 on."""

from __future__ import annotations

from lint_plugin.mindspore import versions
from lint_plugin.rules.rule import Documentation, Example, Rule, Text

_BUFFER_IN_CHECKPOINT = (
    "import mindspore as ms\nfrom mindspore import Parameter, nn, ops\n\n\nclass Net(nn.Cell):\n    def __init__(self):\n"
    "        super().__init__()\n        self.fc = nn.Dense(2, 2, has_bias=False)\n        {statement}\n\n\n"
    "ms.save_checkpoint(Net(), 'net.ckpt')\nassert sorted(ms.load_checkpoint('net.ckpt')) == {saved}\n"
)


class RegisteredBufferNotInCheckpoint(Rule):
    """A call of Cell's own `register_buffer` with a persistent buffer."""

    code = "MSP911"
    symbol = "registered-buffer-not-in-checkpoint"
    summary = Text(
        en="A persistent buffer is registered on a Cell; 'save_checkpoint' leaves it out.",
        zh="在 Cell 上注册了需要保存的 buffer，而 'save_checkpoint' 不保存它。",
    )
    topics = ("cell",)
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
    documentation = {
        "en": Documentation(
            reports="From MindSpore 2.6 on, a call of Cell's own `register_buffer` without `persistent=False`.",
            why="In PyTorch a persistent buffer is part of what is saved. In MindSpore it is part of `state_dict()`, but "
            "`mindspore.save_checkpoint(net, ...)` saves Parameters alone: the buffer is left out without an error, and "
            "after loading the network computes with the buffer's first value.",
            instead="Save `net.state_dict()`, make the buffer a `Parameter` with `requires_grad=False`, or say "
            "`persistent=False` of one that is computed when the network is made.",
            exceptions="Buffers of `None`; classes that define `register_buffer` themselves; objects that aren't surely "
            "Cells. The rule is off by default: a project that saves `state_dict()` loses nothing.",
        ),
        "zh": Documentation(
            reports="MindSpore 2.6 起，对 Cell 自带的 `register_buffer` 的调用，且没有写 `persistent=False`。",
            why="在 PyTorch 中，需要保存的 buffer 会随网络一起保存。在 MindSpore 中，它包含在 `state_dict()` 中，但 "
            "`mindspore.save_checkpoint(net, ...)` 只保存参数：buffer 被静默遗漏，加载之后网络使用的是 buffer 的初始值。",
            instead="保存 `net.state_dict()`，或将 buffer 改为 `requires_grad=False` 的 `Parameter`；创建网络时重新计算的 "
            "buffer 可写 `persistent=False`。",
            exceptions="值为 `None` 的 buffer；自己定义了 `register_buffer` 的类；无法确定是 Cell 的对象。该规则默认关闭："
            "保存 `state_dict()` 的项目不会丢失内容。",
        ),
    }
    bad = (
        Example(
            _BUFFER_IN_CHECKPOINT.format(statement="self.register_buffer('scale', ops.ones(2))", saved="['fc.weight']"),
            (9,),
            "silently saves a checkpoint without the buffer",
            "静默地保存了不含该 buffer 的 checkpoint",
        ),
    )
    good = (
        Example(
            _BUFFER_IN_CHECKPOINT.format(
                statement="self.scale = Parameter(ops.ones(2), name='scale', requires_grad=False)",
                saved="['fc.weight', 'scale']",
            ),
            claim="works",
        ),
        Example(
            _BUFFER_IN_CHECKPOINT.format(
                statement="self.register_buffer('scale', ops.ones(2), persistent=False)", saved="['fc.weight']"
            ),
            claim="works",
        ),
    )
