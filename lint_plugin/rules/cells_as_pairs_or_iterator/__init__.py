"""MSP110: what `cells()`, `name_cells()` and `get_parameters()` return, used as what torch's methods return."""

from __future__ import annotations

from lint_plugin.rules.rule import Documentation, Example, Rule, Text

WHAT = {
    "cells": Text("a view of Cells", "Cell 的视图"),
    "name_cells": Text("a dict of Cells by their names", "从名称到 Cell 的字典"),
    "get_parameters": Text("a generator of Parameters", "参数的生成器"),
}


class CellsAsPairsOrIterator(Rule):
    """The result of `cells()`, `name_cells()` or `get_parameters()`, used as an iterator, by index, or as pairs."""

    code = "MSP110"
    symbol = "cells-as-pairs-or-iterator"
    summary = Text(
        en="What 'cells()', 'name_cells()' or 'get_parameters()' returns is used as what PyTorch's methods return.",
        zh="将 'cells()'、'name_cells()' 或 'get_parameters()' 的返回值当作 PyTorch 对应方法的返回值使用。",
    )
    topics = ("children", "named_children", "parameters", "cell")
    scope_accesses = frozenset(WHAT)
    messages = {
        "next": Text(
            en="{call} returns {what}, which is no iterator: write next(iter({listed}))",
            zh="{call} 返回{what}，它不是迭代器：请写成 next(iter({listed}))",
        ),
        "index": Text(
            en="{call} returns {what}, which has no positions: write list({listed})[{index}]",
            zh="{call} 返回{what}，不能按位置取元素：请写成 list({listed})[{index}]",
        ),
        "length": Text(
            en="{call} returns {what}, which has no length: write len(list({listed}))",
            zh="{call} 返回{what}，它没有长度：请写成 len(list({listed}))",
        ),
        "pairs": Text(
            en="{call} returns {what}, not (name, value) pairs, and what happens to have two parts is split in two "
            "without an error: write {pairs}",
            zh="{call} 返回{what}，而不是（名称，值）对，恰好能拆成两部分的元素会被静默拆开：请写成 {pairs}",
        ),
    }
    documentation = {
        "en": Documentation(
            reports="What `cells()`, `name_cells()` or `get_parameters()` of a Cell returns, also by a local name, used "
            "as what `children()`, `named_children()`, `parameters()` or `named_parameters()` return in PyTorch: "
            "`next(net.cells())`, `net.cells()[0]`, `for name, cell in net.name_cells()`, `next(net.name_cells())`, "
            "`net.get_parameters()[0]`, `len(net.get_parameters())`, `for name, p in net.get_parameters()`, "
            "`dict(net.get_parameters())`.",
            why="`cells()` returns a view and `name_cells()` a dict, so `next(...)` and an index raise `TypeError` or "
            "`KeyError`. Iterating the dict gives its names: `for name, cell in net.name_cells()` raises `ValueError: "
            "too many values to unpack (expected 2)`, and where all names have two letters it splits them without an "
            "error. `get_parameters()` is a generator of Parameters alone, without an index or a length, and a "
            "Parameter whose first dimension is 2 is split, too.",
            instead="Take pairs from `net.name_cells().items()`, `net.cells_and_names()` or "
            "`net.parameters_and_names()`; put a `list(...)` around what is indexed or measured, an `iter(...)` around "
            "what `next` is asked of.",
            exceptions="`next(net.get_parameters())`, `len(net.cells())`, `net.name_cells()['fc']`, `list(...)` of any of "
            "them; classes that define the method themselves; objects that aren't surely Cells; code in a `try` that "
            "catches the error.",
        ),
        "zh": Documentation(
            reports="将 Cell 的 `cells()`、`name_cells()` 或 `get_parameters()` 的返回值（包括先赋给局部变量的情形）当作 "
            "PyTorch 中 `children()`、`named_children()`、`parameters()`、`named_parameters()` 的返回值使用："
            "`next(net.cells())`、`net.cells()[0]`、`for name, cell in net.name_cells()`、`next(net.name_cells())`、"
            "`net.get_parameters()[0]`、`len(net.get_parameters())`、`for name, p in net.get_parameters()`、"
            "`dict(net.get_parameters())`。",
            why="`cells()` 返回视图，`name_cells()` 返回字典，因此 `next(...)` 和下标抛出 `TypeError` 或 `KeyError`。遍历"
            "字典得到的是名称：`for name, cell in net.name_cells()` 抛出 `ValueError: too many values to unpack (expected "
            "2)`；如果所有名称都恰好有两个字符，则会静默拆开。`get_parameters()` 是只产生参数的生成器，既没有下标，也没有"
            "长度；第一维为 2 的参数同样会被拆开。",
            instead="需要成对的名称时，使用 `net.name_cells().items()`、`net.cells_and_names()` 或 "
            "`net.parameters_and_names()`；需要下标或长度时先用 `list(...)` 转换，需要 `next` 时先用 `iter(...)` 转换。",
            exceptions="`next(net.get_parameters())`、`len(net.cells())`、`net.name_cells()['fc']`，以及对它们的 "
            "`list(...)`；自己定义了该方法的类；无法确定是 Cell 的对象；捕获该错误的 `try` 中的代码。",
        ),
    }
    bad = (
        Example(
            "from mindspore import nn\n\nnet = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())\nfirst = next(net.cells())\n",
            (4,),
            "raises TypeError: 'odict_values' object is not an iterator",
            torch="from torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 4), nn.ReLU())\nfirst = next(net.children())\n"
            "print(type(first).__name__)\n",
        ),
        Example(
            "from mindspore import nn\n\nnet = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())\nchildren = net.cells()\n"
            "first = children[0]\n",
            (5,),
            "raises TypeError: 'odict_values' object is not subscriptable",
        ),
        Example(
            "from mindspore import nn\n\nnet = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())\n"
            "count = len(net.get_parameters())\n",
            (4,),
            "raises TypeError: object of type 'generator' has no len()",
        ),
        Example(
            "from mindspore import nn\n\n\nclass Net(nn.Cell):\n    def __init__(self):\n        super().__init__()\n"
            "        self.fc = nn.Dense(4, 4)\n        self.bn = nn.BatchNorm1d(4)\n\n\n"
            "pairs = [(name, cell) for name, cell in Net().name_cells()]\n"
            "assert pairs == [('f', 'c'), ('b', 'n')]\n",
            (11,),
            "silently splits the names, each of two letters",
            "静默地拆开了名称，因为它们都恰好有两个字符",
            torch="from torch import nn\n\n\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
            "        self.fc = nn.Linear(4, 4)\n        self.bn = nn.BatchNorm1d(4)\n\n\n"
            "print([name for name, module in Net().named_children()])\n",
        ),
    )
    good = (
        Example(
            "from mindspore import nn\n\n\nclass Net(nn.Cell):\n    def __init__(self):\n        super().__init__()\n"
            "        self.fc = nn.Dense(4, 4)\n        self.bn = nn.BatchNorm1d(4)\n\n\n"
            "print([name for name, cell in Net().name_cells().items()])\n",
            claim="works",
            torch="from torch import nn\n\n\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
            "        self.fc = nn.Linear(4, 4)\n        self.bn = nn.BatchNorm1d(4)\n\n\n"
            "print([name for name, module in Net().named_children()])\n",
        ),
        Example(
            "from mindspore import nn\n\nnet = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())\n"
            "first, number = next(iter(net.cells())), len(net.cells())\nby_name = net.name_cells()['0']\n"
            "weight = next(net.get_parameters())\n",
            claim="works",
        ),
    )
