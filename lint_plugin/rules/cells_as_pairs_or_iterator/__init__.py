"""MSP110: what `cells()`, `name_cells()` and `get_parameters()` return, used as what torch's methods return."""

from __future__ import annotations

from lint_plugin.rules.rule import AccessText, Applicability, Confidence, Rule, Text

WHAT = {
    "cells": Text("a view of Cells", "Cell 的视图"),
    "name_cells": Text("a dict of Cells by their names", "从名称到 Cell 的字典"),
    "get_parameters": Text("a generator of Parameters", "参数的生成器"),
}


PAIRS = {
    "cells_and_names": (Text("a Cell", "Cell"), Text("(name, Cell) pairs", "（名称，Cell）对")),
    "parameters_and_names": (
        Text("a Parameter", "Parameter"),
        Text("(name, Parameter) pairs", "（名称，Parameter）对"),
    ),
}
"""What one is taken for that iterating the result of a method gives, and what it gives."""


class CellsAsPairsOrIterator(Rule):
    """The result of `cells()`, `name_cells()` or `get_parameters()`, used as an iterator, by index, or as pairs.

    And pairs, used as what stands in them.
    """

    code = "MSP110"
    symbol = "cells-as-pairs-or-iterator"
    summary = Text(
        en="What 'cells()', 'name_cells()' or 'get_parameters()' returns is used as what PyTorch's methods return.",
        zh="将 'cells()'、'name_cells()' 或 'get_parameters()' 的返回值当作 PyTorch 对应方法的返回值使用。",
    )
    topics = ("children", "named_children", "parameters", "cell")
    scope_accesses = frozenset(WHAT) | frozenset(PAIRS)
    premise = Text(en="if '{receiver}' is a Cell, ", zh="如果 '{receiver}' 是 Cell，")
    confidences = (Confidence.HIGH, Confidence.INFERRED, Confidence.GUESS)
    fixes = (Applicability.SAFE, Applicability.UNSAFE)
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
        "pair": Text(
            en="{call} gives {what}, so '{target}' is a pair and never {one}: write for _, {target} in {call}",
            zh="{call} 给出{what}，因此 '{target}' 是一对值，而不是 {one}：请写成 for _, {target} in {call}",
        ),
    }

    def asks_for_access(self, access: AccessText) -> bool:
        """Return whether what is returned may be used as what torch's method returns, as far as the text tells."""
        if access.name in PAIRS:
            return not access.is_unpacked_in_loop
        if access.name == "get_parameters":
            return not (access.is_given_to_next or access.is_looped_over)
        return access.name != "name_cells" or not access.behind.startswith((b"().items(", b"().keys(", b"().values("))
