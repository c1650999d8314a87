"""MSP207: `buffers` and `named_buffers` on a Cell, from MindSpore 2.6 on."""

from __future__ import annotations

from lint_plugin.mindspore import versions
from lint_plugin.rules.buffers_call_on_cell import BUFFERS
from lint_plugin.rules.rule import Documentation, Example, Rule, Text

_IN_TORCH = (
    "from torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4))\n"
    "print([tuple(b.shape) for b in net.buffers() if b.dim()])\n"
)


class BuffersWithoutBatchnormStatistics(Rule):
    """A use of `buffers` or `named_buffers` on a Cell that doesn't define it, where MindSpore has them."""

    code = "MSP207"
    symbol = "buffers-without-batchnorm-statistics"
    summary = Text(
        en="'buffers' and 'named_buffers' of a Cell leave out the moving statistics of BatchNorm.",
        zh="Cell 的 'buffers' 和 'named_buffers' 不包含 BatchNorm 的动态均值和动态方差。",
    )
    topics = ("buffers",)
    accesses = BUFFERS
    since = versions.NATIVE_BUFFERS
    messages = {
        "left_out": Text(
            en="'{receiver}.{method}' silently leaves out the moving statistics of BatchNorm, which are Parameters in "
            "MindSpore: {receiver}.untrainable_params() has them; registered buffers alone are in '{method}'",
            zh="'{receiver}.{method}' 不包含 BatchNorm 的动态均值和动态方差，且不会报错：它们在 MindSpore 中是参数。"
            "请用 {receiver}.untrainable_params() 获取；'{method}' 只包含注册的 buffer",
        ),
    }
    documentation = {
        "en": Documentation(
            reports="A use of `buffers` or `named_buffers` on a Cell, from MindSpore 2.6 on, where the methods exist.",
            why="In PyTorch the buffers of a network include the running statistics of BatchNorm. In MindSpore these are "
            "Parameters (`moving_mean`, `moving_variance`; with `mint.nn` `running_mean`, `running_var`, "
            "`num_batches_tracked`), so `net.buffers()` of a network of BatchNorm layers is empty, without an error. "
            "Code that copies, averages or broadcasts buffers silently misses them.",
            instead="Take `net.untrainable_params()`, a list of Parameters that has the statistics; add `net.buffers()` "
            "for tensors that were registered by `register_buffer`. If only those are meant, suppress the finding.",
            exceptions="Classes that define the method themselves, receivers that aren't Cells, guarded code.",
        ),
        "zh": Documentation(
            reports="MindSpore 2.6 起，在 Cell 上使用 `buffers` 或 `named_buffers`（此时方法已存在）。",
            why="在 PyTorch 中，网络的 buffer 包含 BatchNorm 的动态均值和动态方差；而在 MindSpore 中它们是参数"
            "（`moving_mean`、`moving_variance`；`mint.nn` 中为 `running_mean`、`running_var`、"
            "`num_batches_tracked`），因此由 BatchNorm 组成的网络的 `net.buffers()` 为空，且不报错。复制、平均或广播 "
            "buffer 的代码会漏掉它们。",
            instead="使用 `net.untrainable_params()`，它返回的参数列表包含这些统计量；对通过 `register_buffer` 注册的张量，"
            "再加上 `net.buffers()`。如果只需要后者，请屏蔽该告警。",
            exceptions="自己定义了该方法的类、不是 Cell 的对象、已判断该方法是否存在的代码。",
        ),
    }
    bad = (
        Example(
            "from mindspore import nn\n\nnet = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))\n"
            "shapes = [b.shape for b in net.buffers()]\nassert shapes == []\nprint(shapes)\n",
            (4,),
            "silently leaves out moving_mean and moving_variance",
            "不报错，但遗漏了 moving_mean 和 moving_variance",
            torch=_IN_TORCH,
        ),
    )
    good = (
        Example(
            "from mindspore import nn\n\nnet = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))\n"
            "names = [p.name for p in net.untrainable_params()]\n"
            "assert [name.rpartition('.')[2] for name in names] == ['moving_mean', 'moving_variance']\n"
            "print([p.shape for p in net.untrainable_params()])\n",
            claim="works",
            torch=_IN_TORCH,
        ),
    )
