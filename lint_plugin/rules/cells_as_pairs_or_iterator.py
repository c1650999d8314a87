"""MSP110: what `cells()`, `name_cells()` and `get_parameters()` return, used as what torch's methods return."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from lint_plugin.rules.rule import (
    Documentation,
    Example,
    Look,
    Report,
    Rule,
    Text,
    name_span,
    receiver_of,
    span_of,
    written,
    written_receiver,
)
from lint_plugin.rules.untrainable_params_as_pairs import taken_apart
from lint_plugin.semantics.classes import ClassKind, kind
from lint_plugin.semantics.scopes import Kind, Scope
from lint_plugin.semantics.values import BuiltinMethod, Confidence, External, Instance, members

_ERRORS = frozenset({"AttributeError", "KeyError", "TypeError", "ValueError"})
"""What these uses raise."""
_WHAT = {
    "cells": Text("a view of Cells", "Cell 的视图"),
    "name_cells": Text("a dict of Cells by their names", "从名称到 Cell 的字典"),
    "get_parameters": Text("a generator of Parameters", "参数的生成器"),
}
_PAIRS = {"cells": "name_cells().items()", "name_cells": "name_cells().items()",
          "get_parameters": "parameters_and_names()"}  # fmt: skip
_LISTED = {"cells": "cells()", "name_cells": "name_cells().values()", "get_parameters": "get_parameters()"}


class CellsAsPairsOrIterator(Rule):
    """The result of `cells()`, `name_cells()` or `get_parameters()`, used as an iterator, by index, or as pairs."""

    code = "MSP110"
    symbol = "cells-as-pairs-or-iterator"
    summary = Text(
        en="What 'cells()', 'name_cells()' or 'get_parameters()' returns is used as what PyTorch's methods return.",
        zh="将 'cells()'、'name_cells()' 或 'get_parameters()' 的返回值当作 PyTorch 对应方法的返回值使用。",
    )
    topics = ("children", "named_children", "parameters", "cell")
    scope_attributes = frozenset(_WHAT)
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

    def check_scope(self, scope: Scope, nodes: list[ast.AST], look: Look) -> Iterator[Report]:
        """Yield a report for each place of a scope that takes what a method returned for what torch's returns."""
        for node in nodes:
            for source, message, index in _used(node, scope, look):
                found = _returned(source, scope, look)
                if found is None or not _fails(found.method, message, index):
                    continue
                if look.guarded(source, found.method, errors=_ERRORS):
                    continue
                receiver = written_receiver(receiver_of(found.call.func))
                is_named = isinstance(source, ast.Name)
                fields: dict[str, str | Text] = {
                    "call": written(found.call),
                    "what": _WHAT[found.method],
                    "listed": written(source)
                    if is_named and found.method != "name_cells"
                    else f"{receiver}.{_LISTED[found.method]}",
                    "pairs": f"{receiver}.{_PAIRS[found.method]}",
                    "index": "" if index is None else written(index),
                }
                span = span_of(source) if is_named else name_span(found.called)
                yield Report(span, message, found.confidence, fields)


@dataclass(frozen=True)
class _Returned:
    """A call of one of the methods on a Cell, whose result a value is."""

    call: ast.Call
    called: ast.Attribute
    confidence: Confidence

    @property
    def method(self) -> str:
        return self.called.attr


def _returned(node: ast.expr, scope: Scope, look: Look) -> _Returned | None:
    """Return the call that a value comes from, straight or by a local name that nothing else is assigned to."""
    if isinstance(node, ast.Name):
        definitions, where = scope.reaching(node)
        if len(definitions) != 1 or definitions[0].kind is not Kind.VALUE or definitions[0].path:
            return None
        given = definitions[0].node
        return _returned(given, where, look) if isinstance(given, ast.Call) else None
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in _WHAT:
        return None
    confidence = Confidence.HIGH
    for value in members(look.model.evaluate(node.func, scope)):
        if not isinstance(value, BuiltinMethod) or not isinstance(value.receiver, Instance):
            return None
        is_a, sure = kind(look.model, value.receiver.cls)
        if is_a is not ClassKind.CELL:
            return None
        confidence = min(confidence, sure, value.receiver.confidence)
    return _Returned(node, node.func, confidence)


def _fails(method: str, message: str, index: ast.expr | None) -> bool:
    """Return whether what a method returns can't be used so."""
    if message == "next":
        return method != "get_parameters"
    if message == "length":
        return method == "get_parameters"
    if message == "index" and method == "name_cells":  # a dict: any other key may be a name
        return isinstance(index, (ast.Slice, ast.UnaryOp)) or (
            isinstance(index, ast.Constant) and isinstance(index.value, int)
        )
    return True


def _used(node: ast.AST, scope: Scope, look: Look) -> Iterator[tuple[ast.expr, str, ast.expr | None]]:
    """Yield (value, message, index) where a node would use what torch's methods return."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        yield node.value, "index", node.slice
    elif isinstance(node, ast.Attribute) and node.attr == "__next__":
        yield node.value, "next", None
    elif isinstance(node, ast.Call) and len(node.args) in (1, 2) and getattr(node.func, "id", "") in ("next", "len"):
        callee = look.model.evaluate(node.func, scope)
        path = callee.path if isinstance(callee, External) else ""
        if path == "builtins.next":
            yield node.args[0], "next", None
        elif path == "builtins.len":
            yield node.args[0], "length", None
    for source, _, message in taken_apart(node, scope, look):
        method = source.func.attr if isinstance(source, ast.Call) and isinstance(source.func, ast.Attribute) else ""
        if message != "dict" or (method and method != "name_cells"):
            yield source, "pairs", None
