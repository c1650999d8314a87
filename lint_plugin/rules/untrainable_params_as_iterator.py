"""MSP105: the list of `untrainable_params()` used as a generator."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lint_plugin.rules.rule import (
    Documentation,
    Example,
    Look,
    Report,
    Rule,
    Text,
    definition_span,
    name_span,
    written_receiver,
)
from lint_plugin.rules.untrainable_params_as_pairs import list_call, list_span
from lint_plugin.semantics.calls import is_generator
from lint_plugin.semantics.classes import ClassKind, ProjectClass, kind
from lint_plugin.semantics.methods import PARAMETER_LISTS
from lint_plugin.semantics.scopes import FunctionNode, Kind, Scope
from lint_plugin.semantics.values import External, Parameters

_GENERATOR_METHODS = frozenset({"__next__", "send", "throw", "close"})
_ITERATOR_TYPES = frozenset({"Iterator", "Generator", "GeneratorType"})
_GENERATOR_TESTS = frozenset({"inspect.isgenerator"})
_ERRORS = frozenset({"AttributeError", "TypeError"})
"""What a list raises that is used as a generator."""

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
    scope_attributes = PARAMETER_LISTS
    methods = PARAMETER_LISTS
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

    def check_class(self, cls: ProjectClass, look: Look) -> Iterator[Report]:
        """Yield a report for each override that is a generator function."""
        is_a, confidence = kind(look.model, cls)
        if is_a is not ClassKind.CELL:
            return
        for method in sorted(PARAMETER_LISTS):
            for definition in dict.fromkeys(cls.body_names().get(method, ())):
                node = definition.node
                if definition.kind is Kind.FUNCTION and isinstance(node, FunctionNode) and is_generator(node):
                    fields = {"cls": cls.name, "method": method}
                    yield Report(definition_span(node, look.module), "override", confidence, fields)

    def check_scope(self, scope: Scope, nodes: list[ast.AST], look: Look) -> Iterator[Report]:
        """Yield a report for each place of a scope that uses the list as a generator."""
        for node in nodes:
            for source, message, fields in _used(node, scope, look):
                parameters = look.model.evaluate(source, scope)
                if not isinstance(parameters, Parameters) or not parameters.is_list:
                    continue
                if any(look.guarded(source, name, errors=_ERRORS) for name in (parameters.method, "__next__")):
                    continue
                span = name_span(node) if isinstance(node, ast.Attribute) else list_span(source)
                known = {"call": list_call(parameters), "source": written_receiver(source)}
                yield Report(span, message, parameters.confidence, {**known, **fields})


def _used(node: ast.AST, scope: Scope, look: Look) -> Iterator[tuple[ast.expr, str, dict[str, str]]]:
    """Yield (value, message, fields) where a node needs a generator or an iterator."""
    if isinstance(node, ast.Attribute) and node.attr in _GENERATOR_METHODS:
        yield node.value, "method", {"method": node.attr}
    elif isinstance(node, ast.Call) and node.args and isinstance(node.func, (ast.Name, ast.Attribute)):
        path = _path(node.func, scope, look)
        if path == "builtins.next":
            yield node.args[0], "next", {}
        elif path in _GENERATOR_TESTS or (path == "builtins.isinstance" and _tests_iterator(node, scope, look)):
            yield node.args[0], "test", {}
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        yield from ((node.value, "annotated", {"type": name}) for name in _iterator_name(node.annotation, scope, look))
    elif isinstance(node, ast.Return) and node.value is not None and isinstance(scope.node, FunctionNode):
        if scope.node.returns is not None and scope.parent is not None and not is_generator(scope.node):
            names = _iterator_name(scope.node.returns, scope.parent, look)
            yield from ((node.value, "annotated", {"type": name}) for name in names)


def _path(node: ast.expr, scope: Scope, look: Look) -> str:
    value = look.model.evaluate(node, scope)
    return value.path if isinstance(value, External) else ""


def _tests_iterator(node: ast.Call, scope: Scope, look: Look) -> bool:
    """Return whether every class that an isinstance call tests for is a generator's or iterator's."""
    if len(node.args) != 2:
        return False
    classes = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
    return bool(classes) and all(_iterator_name(cls, scope, look) for cls in classes)


def _iterator_name(node: ast.expr, scope: Scope, look: Look) -> list[str]:
    """Return the name of the iterator type that an annotation or class expression names, nothing for others."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        name = node.value.partition("[")[0].rpartition(".")[2].strip()
        return [name] if name in _ITERATOR_TYPES else []
    if isinstance(node, ast.Subscript):
        node = node.value
    path = _path(node, scope, look)
    name = path.rpartition(".")[2]
    return [name] if name in _ITERATOR_TYPES and path.partition(".")[0] in ("typing", "types", "collections") else []
