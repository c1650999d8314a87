"""MSP108: the members of torch.nn.Module that a Cell lacks, but for those that have a rule of their own."""

from __future__ import annotations

from lint_plugin.mindspore import members, versions
from lint_plugin.rules.buffers_call_on_cell import BUFFERS
from lint_plugin.rules.rule import Documentation, Example, Rule, Text

_ELSEWHERE = BUFFERS | {"forward", "register_buffer"}
"""The members that MSP102, MSP103, MSP104 and MSP207 report."""


class TorchModuleMethodOnCell(Rule):
    """A call of, or reference to, a member of torch.nn.Module on a Cell that hasn't got it."""

    code = "MSP108"
    symbol = "torch-module-method-on-cell"
    summary = Text(
        en="A method of torch.nn.Module is used on a Cell, which has no such method.",
        zh="在 Cell 上使用了 torch.nn.Module 的方法，而 Cell 没有这个方法。",
    )
    topics = ("cell",)
    accesses = frozenset(members.all_members()) - _ELSEWHERE
    messages = {
        "never": Text(
            en="'{receiver}' is a Cell and has no '{method}': {remedy}",
            zh="'{receiver}' 是 Cell，不存在 '{method}'：{remedy}",
        ),
        "below": Text(
            en="before MindSpore {since} a Cell has no '{method}': {remedy}",
            zh="MindSpore {since} 之前的 Cell 没有 '{method}'：{remedy}",
        ),
        "assign": Text(
            en="'load_state_dict' of a Cell has no keyword 'assign' in any MindSpore version, and the call raises "
            "TypeError: leave it out",
            zh="任何 MindSpore 版本的 Cell 的 'load_state_dict' 都没有 'assign' 关键字，该调用抛出 TypeError：请去掉它",
        ),
        "device": Text(
            en="a Cell knows no device {argument}, and the call raises ValueError: {remedy}",
            zh="Cell 不认识设备 {argument}，该调用抛出 ValueError：{remedy}",
        ),
    }
    documentation = {
        "en": Documentation(
            reports="A call of, or a reference to, a public member of `torch.nn.Module` that a Cell of the project's "
            "MindSpore version lacks, on a Cell: `parameters`, `named_parameters`, `modules`, `named_modules`, "
            "`children`, `named_children`, `eval`, `train`, `zero_grad`, `requires_grad_`, `cuda`, `cpu`, `half`, "
            "`float`, `double`, `type`, `add_module`, `register_parameter` and so on; below MindSpore 2.6 `state_dict`, "
            "`load_state_dict` and their hooks, too, and below 2.10 `to`. Without a known version only what no version "
            "has. Also `load_state_dict(..., assign=True)`, a keyword that no version takes, and `to('cuda')` from "
            "MindSpore 2.10 on. `forward`, `buffers`, `named_buffers` and `register_buffer` have rules of their own.",
            why="The access raises `AttributeError: The 'Net' object has no attribute 'parameters'.`, when it is reached.",
            instead="Write the method that a Cell has; the message names it with the difference that it makes: "
            "`get_parameters()`, or `trainable_params()` for an optimizer, for `parameters()`; `set_train()` and "
            "`set_train(False)` for `train()` and `eval()`; `parameters_and_names()`, `cells_and_names()`, `cells()` and "
            "`name_cells().items()` for the named and unnamed iterators. `zero_grad()` goes away: the gradients are what "
            "`mindspore.value_and_grad` returns.",
            exceptions="Names that the class, a base, a mixin, a subclass in the same file (for `self`) or a patch "
            "supplies, or that code of the file gives to a Cell from outside (`layer.type = ...`); MindSpore's own "
            "Cells that have such a name (`nn.Optimizer.parameters`, bijectors, distributions); receivers that aren't "
            "Cells, such as `mindspore.Model`, metrics and torch modules; guarded code. Where the receiver can't be typed "
            "only calls of `parameters` and `named_parameters` are reported, as a guess, and only in files that import "
            "MindSpore and neither torch nor a torch-like layer.",
        ),
        "zh": Documentation(
            reports="在 Cell 上调用或引用 `torch.nn.Module` 的公有成员，而项目的 MindSpore 版本的 Cell 没有它：`parameters`、"
            "`named_parameters`、`modules`、`named_modules`、`children`、`named_children`、`eval`、`train`、"
            "`zero_grad`、`requires_grad_`、`cuda`、`cpu`、`half`、`float`、`double`、`type`、`add_module`、"
            "`register_parameter` 等；MindSpore 2.6 之前还包括 `state_dict`、`load_state_dict` 及其 hook，2.10 之前还包括 "
            "`to`。未知版本时只报告所有版本都没有的成员。也报告任何版本都不接受的关键字 `load_state_dict(..., "
            "assign=True)`，以及 MindSpore 2.10 起的 `to('cuda')`。`forward`、`buffers`、`named_buffers` 和 "
            "`register_buffer` 另有规则。",
            why="执行到此处时抛出 `AttributeError: The 'Net' object has no attribute 'parameters'.`。",
            instead="改用 Cell 的方法，消息会给出该方法及其差异：`parameters()` 改为 `get_parameters()`，优化器用 "
            "`trainable_params()`；`train()` 和 `eval()` 改为 `set_train()` 和 `set_train(False)`；各种迭代器改为 "
            "`parameters_and_names()`、`cells_and_names()`、`cells()`、`name_cells().items()`。`zero_grad()` 可以删除："
            "梯度是 `mindspore.value_and_grad` 的返回值。",
            exceptions="类、基类、Mixin 类、同一文件中的子类（对 `self` 而言）或补丁提供的名称，以及文件中的代码从外部赋给 Cell "
            "的名称（`layer.type = ...`）；本来就有这类名称的 MindSpore 的 Cell（`nn.Optimizer.parameters`、bijector、"
            "distribution）；不是 Cell 的对象，例如 `mindspore.Model`、评价指标、torch 模块；已判断该名称是否存在的代码。"
            "对象的类型无法推断时，只报告对 `parameters` 和 `named_parameters` 的调用，置信度为 guess，且仅限于导入了 MindSpore、没有导入 "
            "torch 或类 torch 层的文件。",
        ),
    }
    bad = (
        Example(
            "from mindspore import nn\n\nnet = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))\n"
            "optimizer = nn.SGD(net.parameters(), 0.1)\n",
            (4,),
            "raises AttributeError: The 'SequentialCell' object has no attribute 'parameters'.",
        ),
        Example(
            "from mindspore import nn\n\nnet = nn.Dense(4, 4)\nnet.eval()\n",
            (4,),
            "raises AttributeError: The 'Dense' object has no attribute 'eval'.",
        ),
        Example(
            "from mindspore import nn\n\nnet = nn.Dense(4, 4)\n"
            "net.load_state_dict(net.state_dict(), strict=False, assign=True)\n",
            (4,),
            "raises TypeError: Cell.load_state_dict() got an unexpected keyword argument 'assign'",
            since=versions.NATIVE_BUFFERS,
        ),
        Example(
            "from mindspore import nn\n\nnet, has_cuda = nn.Dense(4, 4), True\nnet.cuda() if has_cuda else net.to('cuda')\n",
            (4,),
            "raises AttributeError: The 'Dense' object has no attribute 'cuda'.",
        ),
        Example(
            "from mindspore import nn\n\n\nclass Net(nn.Cell):\n    def __init__(self):\n        super().__init__()\n"
            "        self.fc = nn.Dense(4, 4)\n        for name, p in self.named_parameters():\n            print(name)\n"
            "\n\nnet = Net()\n",
            (8,),
            "raises AttributeError: The 'Net' object has no attribute 'named_parameters'.",
        ),
    )
    good = (
        Example(
            "from mindspore import nn\n\nnet = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))\n"
            "optimizer = nn.SGD(net.trainable_params(), 0.1)\nfirst = optimizer.parameters[0]\nnet.set_train(False)\n"
            "for name, p in net.parameters_and_names():\n    print(name, p.shape)\n",
            claim="works",
        ),
        Example(
            "from mindspore import nn\n\nnet = nn.Dense(4, 4)\nif hasattr(net, 'eval'):\n    net.eval()\n",
            claim="works",
        ),
        Example(
            "import mindspore as ms\nfrom mindspore import nn\n\nmodel = ms.Model(nn.Dense(4, 4))\nevaluate = model.eval\n"
            "train = model.train\n",
            claim="works",
        ),
    )

    def accesses_at(self, version: versions.Version | None) -> frozenset[str]:
        """Return the members that a Cell of the version lacks, or that take less than torch's."""
        known = None if version is None else versions.known(version)
        lacking = {name for name in self.accesses if members.all_members()[name].lacking(known)}
        return frozenset(lacking | {"load_state_dict"} | ({"to"} if known is not None else set()))
