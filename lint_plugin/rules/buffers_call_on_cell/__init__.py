"""MSP103: `buffers` and `named_buffers` on a Cell, below MindSpore 2.6."""

from __future__ import annotations

from lint_plugin.mindspore import versions
from lint_plugin.rules.rule import Documentation, Example, Rule, Text

BUFFERS = frozenset({"buffers", "named_buffers"})
_IN_TORCH = (
    "from torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4))\n"
    "for name, buffer in net.named_buffers():\n    if name != '1.num_batches_tracked':\n"
    "        print(tuple(buffer.shape), buffer.tolist())\n"
)


class BuffersCallOnCell(Rule):
    """A call of, or reference to, `buffers` or `named_buffers` on a Cell that doesn't define it."""

    code = "MSP103"
    symbol = "buffers-call-on-cell"
    summary = Text(
        en="'buffers' or 'named_buffers' is used on a Cell, which has neither before MindSpore 2.6.",
        zh="在 Cell 上使用了 'buffers' 或 'named_buffers'，MindSpore 2.6 之前的 Cell 没有它们。",
    )
    topics = ("buffers",)
    accesses = BUFFERS
    below = versions.NATIVE_BUFFERS
    messages = {
        "buffers": Text(
            en="'buffers' does not exist on a Cell before MindSpore 2.6: write {receiver}.untrainable_params(), which "
            "returns a list of Parameters",
            zh="MindSpore 2.6 之前的 Cell 没有 'buffers'。请改用 {receiver}.untrainable_params()，返回值为参数列表",
        ),
        "named_buffers": Text(
            en="'named_buffers' does not exist on a Cell before MindSpore 2.6: write "
            "[(p.name, p) for p in {receiver}.untrainable_params()]",
            zh="MindSpore 2.6 之前的 Cell 没有 'named_buffers'。请写成 "
            "[(p.name, p) for p in {receiver}.untrainable_params()]",
        ),
        "pairs": Text(
            en="'{method}' does not exist on a Cell before MindSpore 2.6: write "
            "'for {value} in {receiver}.untrainable_params()', and take the name from {value}.name",
            zh="MindSpore 2.6 之前的 Cell 没有 '{method}'。请写成 "
            "'for {value} in {receiver}.untrainable_params()'，并用 {value}.name 获取名称",
        ),
    }
    documentation = {
        "en": Documentation(
            reports="A call of `.buffers(...)` or `.named_buffers(...)` on a Cell, an access without a call "
            "(`f = net.named_buffers`), and `getattr(net, 'named_buffers')`. It holds below MindSpore 2.6; from 2.6 on "
            "`buffers-without-batchnorm-statistics` takes its place.",
            why="Up to MindSpore 2.5 a Cell has no buffers: the access raises `AttributeError: The 'Net' object has no "
            "attribute 'buffers'.` What PyTorch registers as a buffer, such as the moving statistics of BatchNorm, is "
            "a `Parameter` with `requires_grad=False` in MindSpore.",
            instead="`net.untrainable_params()` returns them as a list. Each `Parameter` carries its name in `.name`.",
            exceptions="Classes that supply the name themselves, or that get it by a patch such as "
            "`nn.Cell.buffers = ...` in the same file or a project module that it imports; receivers of another type; "
            "code guarded by `hasattr`, `getattr` with a default, `try ... except AttributeError` or a test of "
            "MindSpore's version. Where the receiver can't be typed only `named_buffers(...)` is reported, as a guess, "
            "and only in files that import MindSpore and neither torch nor a torch-like layer.",
        ),
        "zh": Documentation(
            reports="在 Cell 上调用 `.buffers(...)` 或 `.named_buffers(...)`，或不调用而只访问（`f = net.named_buffers`），"
            "以及 `getattr(net, 'named_buffers')`。适用于 MindSpore 2.6 之前；2.6 起由 "
            "`buffers-without-batchnorm-statistics` 代替。",
            why="MindSpore 2.5 及以前的 Cell 没有 buffer 的概念：访问时抛出 `AttributeError: The 'Net' object has no "
            "attribute 'buffers'.`。PyTorch 注册为 buffer 的内容（例如 BatchNorm 的动态均值和动态方差）在 MindSpore 中是 "
            "`requires_grad=False` 的 `Parameter`。",
            instead="`net.untrainable_params()` 以列表形式返回这些参数，每个 `Parameter` 的名称用 `.name` 获取。",
            exceptions="类自己提供了该名称，或通过补丁（同一文件或其导入的项目模块中的 `nn.Cell.buffers = ...`）得到；"
            "不是 Cell 的对象；由 `hasattr`、带默认值的 `getattr`、`try ... except AttributeError` 或 MindSpore 版本判断"
            "保护的代码。对象的类型无法推断时，只报告 `named_buffers(...)`，置信度为 guess，且仅限于导入了 MindSpore、没有导入 "
            "torch 或类 torch 层的文件。",
        ),
    }
    bad = (
        Example(
            "from mindspore import nn\n\nnet = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))\n"
            "for name, buffer in net.named_buffers():\n    print(name, buffer.shape)\n",
            (4,),
            "raises AttributeError: The 'SequentialCell' object has no attribute 'named_buffers'.",
            torch=_IN_TORCH,
        ),
        Example(
            "from mindspore import nn\n\nnet = nn.BatchNorm2d(4)\ncount = len(list(net.buffers()))\n",
            (4,),
            "raises AttributeError: The 'BatchNorm2d' object has no attribute 'buffers'.",
            torch="from torch import nn\n\nnet = nn.BatchNorm2d(4)\nprint(len(list(net.buffers())))\n",
        ),
        Example(
            "from mindspore import nn\n\nnet = nn.BatchNorm2d(4)\ntable = dict(net.named_buffers())\n",
            (4,),
            "raises AttributeError: The 'BatchNorm2d' object has no attribute 'named_buffers'.",
            torch="from torch import nn\n\nnet = nn.BatchNorm2d(4)\nprint(list(dict(net.named_buffers())))\n",
        ),
    )
    good = (
        Example(
            "from mindspore import nn\n\nnet = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))\n"
            "for p in net.untrainable_params():\n    print(p.shape, p.asnumpy().tolist())\n",
            claim="works",
            torch=_IN_TORCH,
        ),
        Example(
            "from mindspore import nn\n\nnet = nn.BatchNorm2d(4)\nif hasattr(net, 'named_buffers'):\n"
            "    print(dict(net.named_buffers()))\n",
            claim="works",
        ),
    )
