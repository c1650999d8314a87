"""MSP102: `.forward` on a Cell that has no `forward`."""

from __future__ import annotations

from lint_plugin.rules.rule import Documentation, Example, Rule, Text

_IN_TORCH = (
    "from torch import nn\n\n\nclass Net(nn.Module):\n    def forward(self, x):\n        return x\n\n\n"
    "net = Net()\nprint(net.forward(1))\n"
)


class ForwardCallOnCell(Rule):
    """A call of, or reference to, `.forward` on a Cell for which no class defines it."""

    code = "MSP102"
    symbol = "forward-call-on-cell"
    summary = Text(
        en="'.forward' is used on a Cell, which has no such method.",
        zh="在 Cell 上使用了 '.forward'，而 Cell 没有这个方法。",
    )
    topics = ("typical_api", "model_and_cell", "model_migration")
    accesses = frozenset({"forward"})
    messages = {
        "call": Text(
            en="'{receiver}' is a Cell and has no 'forward': this raises AttributeError: call the Cell itself, "
            "{receiver}({arguments})",
            zh="'{receiver}' 是 Cell，没有 'forward'，此处会抛出 AttributeError。请直接调用 Cell，即 {receiver}({arguments})",
        ),
        "construct": Text(
            en="'{receiver}' is a Cell and has no 'forward': this raises AttributeError: write "
            "{receiver}.construct({arguments})",
            zh="'{receiver}' 是 Cell，没有 'forward'，此处会抛出 AttributeError。请写成 {receiver}.construct({arguments})",
        ),
        "reference": Text(
            en="'{receiver}' is a Cell and has no 'forward': this raises AttributeError: write {receiver}.construct, or "
            "hand over the Cell itself",
            zh="'{receiver}' 是 Cell，没有 'forward'，此处会抛出 AttributeError。请写成 {receiver}.construct，或直接传入 "
            "Cell 本身",
        ),
    }
    documentation = {
        "en": Documentation(
            reports="A call of `.forward(...)`, or a reference to `.forward` (handed to a checkpoint function, "
            "`inspect.signature(net.forward)`), on a Cell for which no class, mixins included, defines `forward`: on "
            "`self`, `super()`, a local name, an attribute, or the class itself (`Net.forward(net, x)`).",
            why="No MindSpore version has `Cell.forward`: the access raises `AttributeError: The 'Net' object has no "
            "attribute 'forward'.`, often in a branch that no test runs (gradient checkpointing, auxiliary losses).",
            instead="Call the Cell itself, `net(x)`: that runs `construct` with the hooks and in the mode that was "
            "set. Where a function object is wanted, hand over the Cell or `net.construct`.",
            exceptions="`forward` supplied by the class, a base or a mixin in any way (a method, an attribute, "
            "`setattr`, a `__getattr__` that hands on to another object); for `self.forward` also by a subclass in the "
            "same file; a `construct` that hands all its arguments on, as a base class does whose users write `forward`; "
            "receivers that aren't surely Cells; code guarded by `hasattr(net, 'forward')`.",
        ),
        "zh": Documentation(
            reports="在 Cell 上调用 `.forward(...)`，或引用 `.forward`（传给重计算函数、`inspect.signature(net.forward)` "
            "等），而该 Cell 的类、基类和 Mixin 类都没有定义 `forward`。调用对象可以是 `self`、`super()`、局部变量、属性或类本身"
            "（`Net.forward(net, x)`）。",
            why="任何 MindSpore 版本都没有 `Cell.forward`：访问时抛出 `AttributeError: The 'Net' object has no "
            "attribute 'forward'.`，而且常常位于测试覆盖不到的分支（重计算、辅助损失）。",
            instead="直接调用 Cell：`net(x)`，它会按设置的模式执行 `construct` 以及注册的 hook。需要函数对象时，传入 Cell "
            "本身或 `net.construct`。",
            exceptions="类、基类或 Mixin 类以任何方式提供了 `forward`（方法、属性、`setattr`、转发到其他对象的 "
            "`__getattr__`）；对 `self.forward`，同一文件中的子类提供了它；`construct` 把全部参数转交给 `self.forward` 的基类（由其使用者编写 `forward`）；无法确定是 Cell 的对象；由 "
            "`hasattr(net, 'forward')` 保护的代码。",
        ),
    }
    bad = (
        Example(
            "from mindspore import nn\n\n\nclass Net(nn.Cell):\n    def construct(self, x):\n        return x\n\n\n"
            "net = Net()\nprint(net.forward(1))\n",
            (10,),
            "raises AttributeError: The 'Net' object has no attribute 'forward'.",
            torch=_IN_TORCH,
        ),
        Example(
            "from mindspore import nn\n\n\nclass Net(nn.Cell):\n    def construct(self, x):\n        return x\n\n\n"
            "net = Net()\nprint(Net.forward(net, 1))\n",
            (10,),
            "raises AttributeError: type object 'Net' has no attribute 'forward'",
            torch="from torch import nn\n\n\nclass Net(nn.Module):\n    def forward(self, x):\n        return x\n\n\n"
            "net = Net()\nprint(Net.forward(net, 1))\n",
        ),
        Example(
            "from mindspore import nn\n\n\nclass Net(nn.Cell):\n    def construct(self, x):\n        return x\n\n\n"
            "net = Net()\nstep = net.forward\nprint(step(1))\n",
            (10,),
            "raises AttributeError: The 'Net' object has no attribute 'forward'.",
            torch="from torch import nn\n\n\nclass Net(nn.Module):\n    def forward(self, x):\n        return x\n\n\n"
            "net = Net()\nstep = net.forward\nprint(step(1))\n",
        ),
    )
    good = (
        Example(
            "from mindspore import nn\n\n\nclass Net(nn.Cell):\n    def construct(self, x):\n        return x\n\n\n"
            "net = Net()\nprint(net(1))\n",
            claim="works",
            torch=_IN_TORCH,
        ),
        Example(
            "from mindspore import nn\n\n\nclass Net(nn.Cell):\n    def construct(self, x):\n"
            "        return self.forward(x)\n\n    def forward(self, x):\n        return x\n\n\nnet = Net()\n"
            "print(net(1))\n",
            claim="works",
        ),
    )
