"""MSP226: a loop over `cells()` that is to find all layers of a kind, and meets the direct children alone."""

from __future__ import annotations

from lint_plugin.rules.rule import Applicability, Confidence, Rule, Text


class OnlyDirectCells(Rule):
    """A loop over a Cell's `cells()` sets up layers that also stand deeper than it reaches."""

    code = "MSP226"
    symbol = "only-direct-cells"
    summary = Text(
        en="A loop over 'cells()' sets up layers, and misses those inside the direct children, unlike torch's "
        "'modules()'.",
        zh="用 'cells()' 遍历并初始化层，但它只返回直接子 Cell，不像 PyTorch 的 'modules()' 那样包含更深的层。",
    )
    topics = ("cell:cells_and_names",)
    accesses = frozenset({"cells"})
    confidences = (Confidence.GUESS,)
    fixes = (Applicability.UNSAFE,)
    messages = {
        "direct": Text(
            en="'{receiver}.cells()' gives the direct children alone, not what '{child}' holds: if every {layer} is "
            "meant, as with torch's modules(), write 'for _, {target} in {receiver}.cells_and_names()'",
            zh="'{receiver}.cells()' 只返回直接子 Cell，不包含 '{child}' 内部的层。如果要像 PyTorch 的 modules() 那样"
            "处理所有 {layer}，请写成 'for _, {target} in {receiver}.cells_and_names()'",
        ),
    }
