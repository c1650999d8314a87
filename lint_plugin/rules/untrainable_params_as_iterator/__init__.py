"""MSP105: the list of `untrainable_params()` used as a generator."""

from __future__ import annotations

from lint_plugin.mindspore.cells import PARAMETER_LISTS
from lint_plugin.rules.rule import Applicability, Rule, Text


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
    fixes = (Applicability.SAFE, Applicability.UNSAFE)
    messages = {
        "next": Text(
            en="{call} returns a list, not a generator: this raises TypeError: write next(iter({source})), or "
            "{source}[0]",
            zh="{call} 返回列表而不是生成器，此处会抛出 TypeError。请写成 next(iter({source})) 或 {source}[0]",
        ),
        "method": Text(
            en="{call} returns a list, which has no '{method}': this raises AttributeError: loop over the list, or "
            "take iter({source}) first",
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
