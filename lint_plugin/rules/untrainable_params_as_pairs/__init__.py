"""MSP106: the list of `untrainable_params()` used as (name, parameter) pairs."""

from __future__ import annotations

from lint_plugin.mindspore.cells import PARAMETER_LISTS
from lint_plugin.rules.rule import Documentation, Example, Rule, Text


class UntrainableParamsAsPairs(Rule):
    """The list that `untrainable_params()` or `trainable_params()` returns, used as pairs."""

    code = "MSP106"
    symbol = "untrainable-params-as-pairs"
    summary = Text(
        en="The list of 'untrainable_params()' is used as (name, parameter) pairs; it holds Parameters.",
        zh="将 'untrainable_params()' 返回的列表当作（名称，参数）对使用；列表中的元素是参数。",
    )
    topics = ("buffers",)
    scope_accesses = PARAMETER_LISTS
    messages = {
        "loop": Text(
            en="{call} holds Parameters, not (name, parameter) pairs, and a parameter whose first dimension is 2 splits "
            "in two without an error: write 'for {value} in {source}', and take the name from {value}.name",
            zh="{call} 中是参数，不是（名称，参数）对，第一维为 2 的参数会被拆成两个张量且不报错。请写成 "
            "'for {value} in {source}'，并用 {value}.name 获取名称",
        ),
        "dict": Text(
            en="{call} holds Parameters, not (name, parameter) pairs, and a parameter whose first dimension is 2 splits "
            "in two without an error: write {{p.name: p for p in {source}}}",
            zh="{call} 中是参数，不是（名称，参数）对，第一维为 2 的参数会被拆成两个张量且不报错。请写成 "
            "{{p.name: p for p in {source}}}",
        ),
    }
    documentation = {
        "en": Documentation(
            reports="The list that `untrainable_params()` (or `trainable_params()`) returns, used as (name, parameter) "
            "pairs: `for name, p in ...`, the same in comprehensions and under `enumerate`, `dict(...)`, "
            "`OrderedDict(...)`, `zip(*...)`; also when it went through a local name, `list()`, `tuple()`, `sorted()` "
            "or `reversed()`.",
            why="PyTorch's `named_buffers()` yields pairs; MindSpore's list holds Parameters, which are tensors and can "
            "be unpacked themselves. A parameter whose first dimension is 2 silently splits into two tensors; any "
            "other raises `ValueError: too many values to unpack (expected 2)` or `not enough values to unpack`. "
            "`dict(...)` of such a list raises, or gives `{Tensor: Tensor}`.",
            instead="Loop over the Parameters and take the name from `.name`: `for p in net.untrainable_params()`, "
            "`{p.name: p for p in net.untrainable_params()}`.",
            exceptions="`for p in ...`, `enumerate(...)` with two targets, `zip(names, ...)`, a list of exactly two that "
            "is unpacked on purpose (`a, b = net.untrainable_params()`), generators of pairs "
            "(`parameters_and_names()`), classes that override the method.",
        ),
        "zh": Documentation(
            reports="将 `untrainable_params()`（或 `trainable_params()`）返回的列表当作（名称，参数）对使用："
            "`for name, p in ...`、推导式和 `enumerate` 中的同类写法、`dict(...)`、`OrderedDict(...)`、`zip(*...)`；"
            "包括先赋给局部变量，或经过 `list()`、`tuple()`、`sorted()`、`reversed()` 的情形。",
            why="PyTorch 的 `named_buffers()` 产生（名称，张量）对；MindSpore 的列表中是参数，而参数是张量，本身可以被拆包。"
            "第一维为 2 的参数会被拆成两个张量，且不报错；其他参数抛出 `ValueError: too many values to unpack (expected 2)` 或 "
            "`not enough values to unpack`。对它调用 `dict(...)` 会抛出异常，或得到 `{Tensor: Tensor}`。",
            instead="遍历参数，名称用 `.name` 获取：`for p in net.untrainable_params()`、"
            "`{p.name: p for p in net.untrainable_params()}`。",
            exceptions="`for p in ...`、两个目标的 `enumerate(...)`、`zip(names, ...)`、有意拆开恰有两个元素的列表"
            "（`a, b = net.untrainable_params()`）、产生对的生成器（`parameters_and_names()`）、重写了该方法的类。",
        ),
    }
    bad = (
        Example(
            "from mindspore import nn\n\nnet = nn.BatchNorm2d(2)\nfor name, p in net.untrainable_params():\n"
            "    assert name.shape == () and p.shape == ()\n    print(name, p)\n",
            (4,),
            "silently splits each parameter in two",
            "不报错，但每个参数被拆成了两个张量",
            torch="from torch import nn\n\nnet = nn.BatchNorm2d(2)\nfor name, buffer in net.named_buffers():\n"
            "    print(name, buffer)\n",
        ),
        Example(
            "from mindspore import nn\n\nnet = nn.BatchNorm2d(4)\nfor name, p in net.untrainable_params():\n"
            "    print(p.shape)\n",
            (4,),
            "raises ValueError: too many values to unpack (expected 2)",
            torch="from torch import nn\n\nnet = nn.BatchNorm2d(4)\nfor name, buffer in net.named_buffers():\n"
            "    print(tuple(buffer.shape))\n",
        ),
        Example(
            "from mindspore import nn\n\nnet = nn.BatchNorm2d(4)\nbuffers = net.untrainable_params()\n"
            "table = dict(buffers)\n",
            (5,),
            "raises ValueError: dictionary update sequence element #0 has length 4; 2 is required",
            torch="from torch import nn\n\nnet = nn.BatchNorm2d(4)\nbuffers = net.named_buffers()\n"
            "print(list(dict(buffers)))\n",
        ),
    )
    good = (
        Example(
            "from mindspore import nn\n\nnet = nn.BatchNorm2d(2)\nfor p in net.untrainable_params():\n"
            "    print(p.name, p.shape)\ntable = {p.name: p for p in net.untrainable_params()}\n"
            "mean, variance = net.untrainable_params()\n",
            claim="works",
        ),
    )
