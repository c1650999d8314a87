"""MSP109: names of torch that MindSpore's namespaces lack."""

from __future__ import annotations

from lint_plugin.mindspore import namespaces, versions
from lint_plugin.rules.rule import Documentation, Example, Rule, Text


class NameMissingFromMindspore(Rule):
    """A name of torch, looked for in a namespace of MindSpore that lacks it."""

    code = "MSP109"
    symbol = "name-missing-from-mindspore"
    summary = Text(
        en="A name of torch is taken from a MindSpore namespace that has no such name.",
        zh="从 MindSpore 的命名空间取用了 PyTorch 才有的名称。",
    )
    topics = ("mapping_table",)
    namespaces = namespaces.NAMESPACES
    messages = {
        "never": Text(
            en="no MindSpore version has '{written}': {remedy}", zh="任何 MindSpore 版本都没有 '{written}'：{remedy}"
        ),
        "version": Text(
            en="MindSpore {version} has no '{written}': {remedy}",
            zh="MindSpore {version} 中不存在 '{written}'：{remedy}",
        ),
    }
    documentation = {
        "en": Documentation(
            reports="A name that torch has, taken from a namespace of MindSpore that lacks it: an attribute "
            "(`nn.Module`, `nn.functional.relu`, `mint.nn.init`), `getattr(nn, 'Module')`, or an import (`from "
            "mindspore.nn import Sequential`, `import mindspore.nn.functional as F`). Judged are `mindspore`, "
            "`mindspore.nn`, `mindspore.ops`, `mindspore.mint`, its `nn`, `nn.functional`, `optim` and `distributed`, "
            "`mindspore.nn.optim`, `mindspore.experimental.optim` and `mindspore.common.initializer`. Without a known "
            "MindSpore version only names that no version has are reported; of versions whose names weren't read, those "
            "that neither neighbour has.",
            why="The access raises `AttributeError: module 'mindspore.nn' has no attribute 'Module'`, the import "
            "`ImportError`: what is left when an import was ported and its uses weren't. In the body of a function "
            "nothing shows it before the function runs.",
            instead="Write the name that MindSpore has: `nn.Cell` for `nn.Module`, `nn.SequentialCell` for "
            "`nn.Sequential`, `nn.CellList` for `nn.ModuleList`, `mindspore.Parameter` for `nn.Parameter`, "
            "`mindspore.ops` or `mindspore.mint.nn.functional` for `nn.functional`, `mindspore.common.initializer` for "
            "`nn.init`. The message names it, where there is one.",
            exceptions="Names that the project puts there itself (`nn.Module = nn.Cell`), in the file or in a module "
            "that it imports; code guarded by `hasattr`, by a `try` that catches the error or by a test of MindSpore's "
            "version; code that doesn't run: under `if False` or `if TYPE_CHECKING`, and annotations that aren't "
            "evaluated; a project that has a package `mindspore` of its own; names of which torch knows nothing. What "
            "is taken from a missing name isn't reported again.",
        ),
        "zh": Documentation(
            reports="从 MindSpore 的命名空间取用只有 torch 才有的名称：属性（`nn.Module`、`nn.functional.relu`、"
            "`mint.nn.init`）、`getattr(nn, 'Module')`，或导入（`from mindspore.nn import Sequential`、"
            "`import mindspore.nn.functional as F`）。检查的命名空间有 `mindspore`、`mindspore.nn`、`mindspore.ops`、"
            "`mindspore.mint` 及其 `nn`、`nn.functional`、`optim`、`distributed`，以及 `mindspore.nn.optim`、"
            "`mindspore.experimental.optim`、`mindspore.common.initializer`。未知 MindSpore 版本时，只报告所有版本都没有"
            "的名称；对没有读取过名称的版本，只报告前后两个版本都没有的名称。",
            why="该访问抛出 `AttributeError: module 'mindspore.nn' has no attribute 'Module'`，导入则抛出 `ImportError`："
            "通常是迁移了导入语句而没有迁移其使用之处。如果位于函数体内，函数执行之前不会暴露。",
            instead="改用 MindSpore 的名称：`nn.Module` 改为 `nn.Cell`，`nn.Sequential` 改为 `nn.SequentialCell`，"
            "`nn.ModuleList` 改为 `nn.CellList`，`nn.Parameter` 改为 `mindspore.Parameter`，`nn.functional` 改为 "
            "`mindspore.ops` 或 `mindspore.mint.nn.functional`，`nn.init` 改为 `mindspore.common.initializer`。有对应"
            "名称时，消息会给出。",
            exceptions="项目自己补上的名称（在本文件或其导入的模块中写 `nn.Module = nn.Cell`）；由 `hasattr`、捕获该错误的 "
            "`try` 或 MindSpore 版本判断保护的代码；不会执行的代码：`if False`、`if TYPE_CHECKING` 之下，以及不求值的类型"
            "标注；自带 `mindspore` 包的项目；torch 也没有的名称。从缺失的名称再取用的内容不重复报告。",
        ),
    }
    bad = (
        Example(
            "from mindspore import nn\n\nnet = nn.Sequential(nn.Linear(4, 4), nn.ReLU())\n",
            (3,),
            "raises AttributeError: module 'mindspore.nn' has no attribute 'Sequential'",
        ),
        Example(
            "import mindspore as ms\nfrom mindspore import nn, ops\n\nx = ops.ones((2, 2), ms.float32)\n"
            "y = nn.functional.relu(x)\n",
            (5,),
            "raises AttributeError: module 'mindspore.nn' has no attribute 'functional'",
        ),
        Example(
            "from mindspore.nn import ModuleList\n",
            (1,),
            "raises ImportError: cannot import name 'ModuleList' from 'mindspore.nn'",
        ),
    )
    good = (
        Example(
            "import mindspore as ms\nfrom mindspore import nn, ops\n\nnet = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())\n"
            "y = ops.relu(net(ops.ones((2, 4), ms.float32)))\n",
            claim="works",
        ),
        Example(
            "from mindspore import nn\n\nlayers = nn.ModuleList if hasattr(nn, 'ModuleList') else nn.CellList\n"
            "net = layers([nn.Dense(4, 4)])\n",
            claim="works",
        ),
    )

    def asks_for(self, namespace: str, name: str, version: versions.Version | None) -> bool:
        """Return whether the namespace lacks the name."""
        return namespaces.lacks(namespace, name, version)
