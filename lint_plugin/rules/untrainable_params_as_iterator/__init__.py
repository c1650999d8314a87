"""MSP105: the list of `untrainable_params()` used as a generator."""

from __future__ import annotations

from lint_plugin.mindspore.cells import PARAMETER_LISTS
from lint_plugin.rules.rule import Documentation, Example, Rule, Text

_IN_TORCH = "from torch import nn\n\nnet = nn.BatchNorm2d(4)\nprint(next(net.buffers()).tolist())\n"


class UntrainableParamsAsIterator(Rule):
    """The list that `untrainable_params()` or `trainable_params()` returns, used as a generator."""

    code = "MSP105"
    symbol = "untrainable-params-as-iterator"
    summary = Text(
        en="The list of 'untrainable_params()' is used as a generator, or a Cell overrides it with one.",
        zh="将 'untrainable_params()' 返回的列表当作生成器使用，或 Cell 用生成器重写了它。",
    )
    topics = ("buffers",)
    scope_accesses = PARAMETER_LISTS
    defines = PARAMETER_LISTS
    messages = {
        "next": Text(
            en="{call} returns a list, not a generator: this raises TypeError: write next(iter({source})), or {source}[0]",
            zh="{call} 返回列表而不是生成器，此处会抛出 TypeError。请写成 next(iter({source})) 或 {source}[0]",
        ),
        "method": Text(
            en="{call} returns a list, which has no '{method}': this raises AttributeError: loop over the list, or take "
            "iter({source}) first",
            zh="{call} 返回列表，没有 '{method}'，此处会抛出 AttributeError。请遍历列表，或先使用 iter({source})",
        ),
        "test": Text(
            en="{call} returns a list, so this test is always False: test for list, or drop the test",
            zh="{call} 返回列表，该判断恒为 False。请改为判断 list，或去掉该判断",
        ),
        "annotated": Text(
            en="{call} returns a list, which is no {type}: annotate it as list[Parameter], or hand over iter({source})",
            zh="{call} 返回列表，不是 {type}。请将类型标注改为 list[Parameter]，或改用 iter({source})",
        ),
        "override": Text(
            en="'{cls}.{method}' is a generator, but MindSpore and its callers expect a list (len, indexing, a second "
            "loop): return a list",
            zh="'{cls}.{method}' 是生成器，而 MindSpore 和调用者需要列表（取长度、下标访问、多次遍历）。请返回列表",
        ),
    }
    documentation = {
        "en": Documentation(
            reports="The list that `untrainable_params()` (or `trainable_params()`) returns, used as a generator: "
            "`next(...)`, `.__next__()`, `.send()`, `.throw()`, `.close()`, `isinstance(..., Generator)`, "
            "`inspect.isgenerator(...)`, annotated or returned as `Iterator` or `Generator`; also when it went through "
            "a local name. And a Cell that overrides the method with a generator function.",
            why="PyTorch's `buffers()` returns a generator, MindSpore's `untrainable_params()` a list, in every version. "
            "`next()` of it raises `TypeError: 'list' object is not an iterator`; a test for a generator is silently "
            "false. A generator in place of the list fails wherever MindSpore takes its length or loops twice: an "
            "optimizer that is given one finds it empty the second time.",
            instead="Loop over the list, index it, or take `iter(...)` of it first. An override returns a list.",
            exceptions="`list(...)`, `len`, indexing, `for p in ...`, `iter(...)`, `yield from`; methods that do return "
            "generators (`get_parameters()`, `parameters_and_names()`); uses of an override, which is reported at its "
            "`def`.",
        ),
        "zh": Documentation(
            reports="将 `untrainable_params()`（或 `trainable_params()`）返回的列表当作生成器使用：`next(...)`、"
            "`.__next__()`、`.send()`、`.throw()`、`.close()`、`isinstance(..., Generator)`、"
            "`inspect.isgenerator(...)`，标注为或作为 `Iterator`、`Generator` 返回；包括先赋给局部变量的情形。"
            "以及用生成器函数重写该方法的 Cell。",
            why="PyTorch 的 `buffers()` 返回迭代器；MindSpore 的 `untrainable_params()` 在所有版本中都返回列表。对它调用 "
            "`next()` 抛出 `TypeError: 'list' object is not an iterator`；对生成器类型的判断不报错，但恒为假。用生成器代替列表时，"
            "MindSpore 取长度或第二次遍历时会出错：优化器第二次遍历时得到的是空的。",
            instead="遍历列表、使用下标，或先用 `iter(...)` 转换。重写的方法应返回列表。",
            exceptions="`list(...)`、`len`、下标、`for p in ...`、`iter(...)`、`yield from`；本来就返回生成器的方法"
            "（`get_parameters()`、`parameters_and_names()`）；对重写方法的使用（只在其 `def` 处报告）。",
        ),
    }
    bad = (
        Example(
            "from mindspore import nn\n\nnet = nn.BatchNorm2d(4)\n"
            "print(next(net.untrainable_params()).asnumpy().tolist())\n",
            (4,),
            "raises TypeError: 'list' object is not an iterator",
            torch=_IN_TORCH,
        ),
        Example(
            "import types\n\nfrom mindspore import nn\n\nnet = nn.BatchNorm2d(4)\n"
            "buffers = net.untrainable_params()\nlazy = isinstance(buffers, types.GeneratorType)\n"
            "assert not lazy\nprint(lazy)\n",
            (7,),
            "silently tests for what never holds",
            "不报错，但该判断恒为 False",
            torch="import types\n\nfrom torch import nn\n\nnet = nn.BatchNorm2d(4)\nbuffers = net.buffers()\n"
            "print(isinstance(buffers, types.GeneratorType))\n",
        ),
        Example(
            "from mindspore import nn\n\nnet = nn.BatchNorm2d(4)\nprint(net.untrainable_params().__next__())\n",
            (4,),
            "raises AttributeError: 'list' object has no attribute '__next__'",
            torch="from torch import nn\n\nnet = nn.BatchNorm2d(4)\nprint(net.buffers().__next__())\n",
        ),
        Example(
            "from collections.abc import Iterator\n\nfrom mindspore import Parameter, nn\n\n\n"
            "def buffers(net: nn.Cell) -> Iterator[Parameter]:\n    return net.untrainable_params()\n\n\n"
            "found = buffers(nn.BatchNorm2d(4))\nassert isinstance(found, list)\nprint(type(found))\n",
            (7,),
            "returns a list",
            claim_zh="返回列表",
            torch="from collections.abc import Iterator\n\nfrom torch import Tensor, nn\n\n\n"
            "def buffers(net: nn.Module) -> Iterator[Tensor]:\n    return net.buffers()\n\n\n"
            "print(type(buffers(nn.BatchNorm2d(4))))\n",
        ),
        Example(
            "from mindspore import nn\n\n\nclass Net(nn.Cell):\n    def untrainable_params(self, recurse=True):\n"
            "        yield from super().untrainable_params(recurse)\n\n\n"
            "count = len(Net().untrainable_params())\n",
            (5,),
            "raises TypeError: object of type 'generator' has no len()",
        ),
    )
    good = (
        Example(
            "from mindspore import nn\n\nnet = nn.BatchNorm2d(4)\n"
            "print(next(iter(net.untrainable_params())).asnumpy().tolist())\n",
            claim="works",
            torch=_IN_TORCH,
        ),
        Example(
            "from mindspore import nn\n\nnet = nn.BatchNorm2d(4)\n"
            "print(net.untrainable_params()[0].asnumpy().tolist())\n"
            "first_of_all = next(net.get_parameters())\n",
            claim="works",
            torch=_IN_TORCH,
        ),
    )
