"""MSP104: `register_buffer` on a Cell, below MindSpore 2.6."""

from __future__ import annotations

from lint_plugin.mindspore import versions
from lint_plugin.rules.rule import Documentation, Example, Rule, Text

_IN_TORCH = (
    "import torch\nfrom torch import nn\n\n\nclass Net(nn.Module):\n    def __init__(self):\n"
    "        super().__init__()\n        self.register_buffer('mask', torch.ones(2, 2))\n\n"
    "    def forward(self, x):\n        return x * self.mask\n\n\nnet = Net()\n"
    "for name, buffer in net.named_buffers():\n    print(name, tuple(buffer.shape))\n"
    "print(net(3.0).tolist())\n"
)


class RegisterBufferOnCell(Rule):
    """A call of `register_buffer` on a Cell that doesn't define it."""

    code = "MSP104"
    symbol = "register-buffer-on-cell"
    summary = Text(
        en="'register_buffer' is called on a Cell, which has no such method before MindSpore 2.6.",
        zh="在 Cell 上调用了 'register_buffer'，MindSpore 2.6 之前的 Cell 没有这个方法。",
    )
    topics = ("buffers",)
    accesses = frozenset({"register_buffer"})
    below = versions.NATIVE_BUFFERS
    messages = {
        "write": Text(
            en="'register_buffer' does not exist on a Cell before MindSpore 2.6: write {code}",
            zh="MindSpore 2.6 之前的 Cell 没有 'register_buffer'。请写成 {code}",
        ),
        "plain": Text(
            en="'register_buffer' does not exist on a Cell before MindSpore 2.6: a buffer that isn't persistent becomes "
            "a plain attribute: write {code}",
            zh="MindSpore 2.6 之前的 Cell 没有 'register_buffer'。不需要保存的 buffer 用普通属性即可，请写成 {code}",
        ),
    }
    documentation = {
        "en": Documentation(
            reports="A call of `.register_buffer(...)` on a Cell. It holds below MindSpore 2.6.",
            why="Up to MindSpore 2.5 the call raises `AttributeError: The 'Net' object has no attribute "
            "'register_buffer'.` MindSpore 2.6 has the method.",
            instead="A buffer that belongs into the checkpoint becomes a `Parameter` with `requires_grad=False`: "
            "`self.mask = Parameter(mask, name='mask', requires_grad=False)`. A buffer with `persistent=False` becomes "
            "a plain attribute, `self.mask = mask`, and a buffer of `None` `self.mask = None`.",
            exceptions="Classes that supply `register_buffer` themselves, or that get it by a patch such as "
            "`nn.Cell.register_buffer = ...` in the same file or a project module that it imports; receivers of another "
            "type; guarded code (`hasattr`, `try`, a test of MindSpore's version). Where the receiver can't be typed "
            "the finding is a guess, and made only in files that import MindSpore and neither torch nor a torch-like "
            "layer.",
        ),
        "zh": Documentation(
            reports="在 Cell 上调用 `.register_buffer(...)`。适用于 MindSpore 2.6 之前。",
            why="MindSpore 2.5 及以前，该调用抛出 `AttributeError: The 'Net' object has no attribute "
            "'register_buffer'.`；MindSpore 2.6 起才有这个方法。",
            instead="需要保存到 checkpoint 的 buffer 改为 `requires_grad=False` 的 `Parameter`："
            "`self.mask = Parameter(mask, name='mask', requires_grad=False)`。`persistent=False` 的 buffer 改为普通属性 "
            "`self.mask = mask`，值为 `None` 的 buffer 改为 `self.mask = None`。",
            exceptions="类自己提供了 `register_buffer`，或通过补丁（同一文件或其导入的项目模块中的 "
            "`nn.Cell.register_buffer = ...`）得到；不是 Cell 的对象；已判断该方法是否存在的代码（`hasattr`、`try`、MindSpore 版本判断）。"
            "对象的类型无法推断时置信度为 guess，且仅限于导入了 MindSpore、没有导入 torch 或类 torch 层的文件。",
        ),
    }
    bad = (
        Example(
            "from mindspore import nn, ops\n\n\nclass Net(nn.Cell):\n    def __init__(self):\n"
            "        super().__init__()\n        self.register_buffer('mask', ops.ones((2, 2)))\n\n"
            "    def construct(self, x):\n        return x * self.mask\n\n\nnet = Net()\n",
            (7,),
            "raises AttributeError: The 'Net' object has no attribute 'register_buffer'.",
            torch=_IN_TORCH,
        ),
        Example(
            "from mindspore import nn, ops\n\n\nclass Net(nn.Cell):\n    def __init__(self):\n"
            "        super().__init__()\n"
            "        self.register_buffer('mask', ops.ones((2, 2)), persistent=False)\n\n\nnet = Net()\n",
            (7,),
            "raises AttributeError: The 'Net' object has no attribute 'register_buffer'.",
            torch="import torch\nfrom torch import nn\n\n\nclass Net(nn.Module):\n    def __init__(self):\n"
            "        super().__init__()\n"
            "        self.register_buffer('mask', torch.ones(2, 2), persistent=False)\n\n\nnet = Net()\n"
            "print(list(net.state_dict()))\n",
        ),
    )
    good = (
        Example(
            "from mindspore import Parameter, nn, ops\n\n\nclass Net(nn.Cell):\n    def __init__(self):\n"
            "        super().__init__()\n"
            "        self.mask = Parameter(ops.ones((2, 2)), name='mask', requires_grad=False)\n\n"
            "    def construct(self, x):\n        return x * self.mask\n\n\nnet = Net()\n"
            "for p in net.untrainable_params():\n    print(p.name, p.shape)\n"
            "print(net(3.0).asnumpy().tolist())\n",
            claim="works",
            torch=_IN_TORCH,
        ),
        Example(
            "from mindspore import nn, ops\n\n\nclass Net(nn.Cell):\n    def __init__(self):\n"
            "        super().__init__()\n        self.mask = ops.ones((2, 2))\n\n    def construct(self, x):\n"
            "        return x * self.mask\n\n\nnet = Net()\nprint(net.untrainable_params())\n"
            "print(net(3.0).asnumpy().tolist())\n",
            claim="works",
            torch="import torch\nfrom torch import nn\n\n\nclass Net(nn.Module):\n    def __init__(self):\n"
            "        super().__init__()\n"
            "        self.register_buffer('mask', torch.ones(2, 2), persistent=False)\n\n"
            "    def forward(self, x):\n        return x * self.mask\n\n\nnet = Net()\n"
            "print(list(net.state_dict()))\nprint(net(3.0).tolist())\n",
        ),
    )
