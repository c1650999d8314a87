"""MSP101: a Cell whose computation stands in `forward`."""

from __future__ import annotations

from lint_plugin.rules.rule import Documentation, Example, Rule, Text

_IN_TORCH = (
    "import torch\nfrom torch import nn\n\n\nclass Net(nn.Module):\n    def __init__(self):\n"
    "        super().__init__()\n        self.dense = nn.Linear(4, 2)\n\n    def forward(self, x):\n"
    "        return self.dense(x)\n\n\nnet = Net()\nprint(tuple(net(torch.ones(1, 4)).shape))\n"
)


class ForwardInCell(Rule):
    """A Cell that defines `forward` while nothing supplies `construct` for it."""

    code = "MSP101"
    symbol = "forward-in-cell"
    summary = Text(
        en="A Cell defines 'forward', which MindSpore never calls; it calls 'construct'.",
        zh="Cell 定义了 'forward'，但 MindSpore 只会调用 'construct'，不会调用 'forward'。",
    )
    topics = ("typical_api", "model_and_cell", "model_migration")
    defines = frozenset({"forward"})
    messages = {
        "unknown": Text(
            en="MindSpore never calls '{cls}.forward': calling a Cell runs 'construct', and without one it returns "
            "None up to MindSpore 1.10 and raises AttributeError from 2.0: rename it to 'construct'",
            zh="MindSpore 不会调用 '{cls}.forward'：调用 Cell 时执行的是 'construct'，未定义时 MindSpore 1.10 及以前返回 "
            "None，2.0 起抛出 AttributeError。请改名为 'construct'",
        ),
        "raises": Text(
            en="MindSpore never calls '{cls}.forward': calling a Cell runs 'construct', and without one it raises "
            "AttributeError: rename it to 'construct'",
            zh="MindSpore 不会调用 '{cls}.forward'：调用 Cell 时执行的是 'construct'，未定义时抛出 AttributeError。"
            "请改名为 'construct'",
        ),
        "silent": Text(
            en="MindSpore never calls '{cls}.forward': calling a Cell runs 'construct', and without one it only warns "
            "and returns None (up to MindSpore 1.10): rename it to 'construct'",
            zh="MindSpore 不会调用 '{cls}.forward'：调用 Cell 时执行的是 'construct'，未定义时只打印警告并返回 None"
            "（MindSpore 1.10 及以前）。请改名为 'construct'",
        ),
        "layer": Text(
            en="MindSpore never calls '{cls}.forward': calling a '{cls}' silently runs the 'construct' of "
            "{layer}: rename it to 'construct'",
            zh="MindSpore 不会调用 '{cls}.forward'：调用 '{cls}' 时不会报错，但实际执行的是 {layer} 的 'construct'。请改名为 'construct'",
        ),
        "autograd": Text(
            en="MindSpore never calls '{cls}.forward': '{cls}' is a Cell, not an autograd function: write 'construct' "
            "and 'bprop', or derive from mindspore.common._Function (from MindSpore 2.6)",
            zh="MindSpore 不会调用 '{cls}.forward'：'{cls}' 是 Cell，不是自动微分函数。请实现 'construct' 和 'bprop'，"
            "或继承 mindspore.common._Function（MindSpore 2.6 起）",
        ),
    }
    documentation = {
        "en": Documentation(
            reports="A class that derives from `mindspore.nn.Cell`, in this file or through any number of others, and "
            "defines `forward` while neither it nor any base in the project supplies `construct`.",
            why="In PyTorch calling a module runs `forward`. MindSpore runs `construct`, and `forward` is a method like "
            "any other. Up to MindSpore 1.10 such a Cell only logs a warning and returns `None`; from 2.0 on calling "
            "it raises `AttributeError: For 'Cell', the method 'construct' is not defined.` A subclass of a concrete "
            "layer (`nn.Dense`, `nn.SequentialCell`) silently runs that layer's own `construct`.",
            instead="Rename `forward` to `construct`. A static `forward(ctx, ...)` that was ported from "
            "`torch.autograd.Function` becomes a Cell's `construct` and `bprop`, or a subclass of "
            "`mindspore.common._Function` (from MindSpore 2.6).",
            exceptions="`construct` in any base of the project, as a method, an assignment (`construct = forward`), on "
            "`self`, or patched onto the class; a `__call__` that doesn't end in Cell's own; a base class all of whose "
            "subclasses in the same file supply `construct`; a `forward` that a mixin or one of MindSpore's own classes "
            "(the bijectors) supplies or calls; classes whose bases can't be resolved; real `torch.nn.Module`s.",
        ),
        "zh": Documentation(
            reports="直接或经由其他文件继承自 `mindspore.nn.Cell` 的类定义了 `forward`，而该类及其在项目中的基类都没有提供 "
            "`construct`。",
            why="在 PyTorch 中，调用网络时执行 `forward`；MindSpore 执行的是 `construct`，`forward` 只是一个普通方法。"
            "MindSpore 1.10 及以前，这样的 Cell 只打印警告并返回 `None`；2.0 起调用时抛出 "
            "`AttributeError: For 'Cell', the method 'construct' is not defined.`。如果基类是具体的网络层"
            "（`nn.Dense`、`nn.SequentialCell`），则不会报错，但执行的是该层自己的 `construct`。",
            instead="将 `forward` 改名为 `construct`。由 `torch.autograd.Function` 移植来的静态方法 `forward(ctx, ...)` "
            "应改写为 Cell 的 `construct` 和 `bprop`，或继承 `mindspore.common._Function`（MindSpore 2.6 起）。",
            exceptions="项目中的任一基类以方法、赋值（`construct = forward`）、`self` 属性或补丁的方式提供了 `construct`；"
            "`__call__` 没有转到 Cell 自己的实现；基类在同一文件中的所有子类都提供了 `construct`；`forward` 由 Mixin 类或 "
            "MindSpore 自己的类（bijector）提供或调用；基类无法解析的类；真正的 `torch.nn.Module`。",
        ),
    }
    bad = (
        Example(
            "from mindspore import nn, ops\n\n\nclass Net(nn.Cell):\n    def __init__(self):\n"
            "        super().__init__()\n        self.dense = nn.Dense(4, 2)\n\n    def forward(self, x):\n"
            "        return self.dense(x)\n\n\nnet = Net()\nprint(net(ops.ones((1, 4))).shape)\n",
            (9,),
            "raises AttributeError: For 'Cell', the method 'construct' is not defined.",
            torch=_IN_TORCH,
        ),
        Example(
            "import mindspore.nn as nn\nfrom mindspore import ops\n\n\nclass Double(nn.Dense):\n"
            "    def forward(self, x):\n        return 2 * x\n\n\n"
            "double = Double(3, 3, weight_init='ones', has_bias=False)\n"
            "y = double(ops.ones((1, 3))).asnumpy().tolist()\nassert y == [[3.0, 3.0, 3.0]]\nprint(y)\n",
            (6,),
            "silently runs the construct of nn.Dense",
            "不报错，但执行的是 nn.Dense 的 construct",
            torch="import torch\nfrom torch import nn\n\n\nclass Double(nn.Linear):\n    def forward(self, x):\n"
            "        return 2 * x\n\n\ndouble = Double(3, 3, bias=False)\n"
            "print(double(torch.ones(1, 3)).tolist())\n",
        ),
        Example(
            "from mindspore import nn, ops\n\n\nclass Square(nn.Cell):\n    @staticmethod\n"
            "    def forward(ctx, x):\n        return x * x\n\n\nprint(Square()(ops.ones((2,))))\n",
            (6,),
            "raises AttributeError: For 'Cell', the method 'construct' is not defined.",
            torch="import torch\n\n\nclass Square(torch.autograd.Function):\n    @staticmethod\n"
            "    def forward(ctx, x):\n        return x * x\n\n\nprint(Square.apply(torch.ones(2)))\n",
        ),
    )
    good = (
        Example(
            "from mindspore import nn, ops\n\n\nclass Net(nn.Cell):\n    def __init__(self):\n"
            "        super().__init__()\n        self.dense = nn.Dense(4, 2)\n\n    def construct(self, x):\n"
            "        return self.dense(x)\n\n\nnet = Net()\nprint(net(ops.ones((1, 4))).shape)\n",
            claim="works",
            torch=_IN_TORCH,
        ),
        Example(
            "from mindspore import nn\n\n\nclass Net(nn.Cell):\n    def forward(self, x):\n        return x\n\n"
            "    construct = forward\n\n\nnet = Net()\nprint(net(1))\n",
            claim="works",
            torch="from torch import nn\n\n\nclass Net(nn.Module):\n    def forward(self, x):\n        return x\n\n\n"
            "net = Net()\nprint(net(1))\n",
        ),
    )
