"""MSP116: names of torch that a ported file still uses and no longer imports."""

from __future__ import annotations

from lint_plugin.mindspore import versions
from lint_plugin.rules.rule import Confidence, Rule, Text

_CELLS = frozenset({"Cell", "CellList", "SequentialCell"})
"""MindSpore's own, of which torch has none; mindspore.mint.nn has the first alone."""


class TorchLeftBehind(Rule):
    """A name of torch that nothing binds any more, or one of MindSpore's taken from where it isn't."""

    code = "MSP116"
    symbol = "torch-left-behind"
    summary = Text(
        en="A file on MindSpore uses torch, or a module of it, that nothing in it imports any more.",
        zh="使用 MindSpore 的文件仍在使用不再导入的 torch 或其模块。",
    )
    topics = ("mapping_table",)
    names = frozenset({"torch", "F", "nn"})
    namespaces = frozenset({"mindspore.nn", "mindspore.mint.nn"})
    confidences = (Confidence.HIGH,)
    messages = {
        "unbound": Text(
            en="nothing in this file defines '{name}', '{written}' raises NameError: {remedy}",
            zh="此文件中没有定义 '{name}'，'{written}' 会抛出 NameError：{remedy}",
        ),
        "elsewhere": Text(
            en="'{name}' is {module} here, which has no '{attribute}': write {code}",
            zh="此处的 '{name}' 是 {module}，没有 '{attribute}'：请写成 {code}",
        ),
        "module": Text(
            en="'{written}' is a module, and no class derives from one: write {code}",
            zh="'{written}' 是模块，不能作为基类：请写成 {code}",
        ),
    }

    def asks_for(self, namespace: str, name: str, version: versions.Version | None) -> bool:
        """Return whether the namespace has a name of Cell's that isn't the class."""
        if namespace == "mindspore.nn":
            return name == "cell"
        return name in _CELLS - {"Cell"}

    def asks_for_name(self, name: str, attribute: str, *, of_torch: bool) -> bool:
        """Return whether nothing binds the name, or MindSpore's own classes are looked for in torch."""
        return not of_torch or attribute in _CELLS
