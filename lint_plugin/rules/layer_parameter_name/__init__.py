"""MSP128: a Parameter of a layer, asked for by the name that torch has for it."""

from __future__ import annotations

from lint_plugin.mindspore import layers
from lint_plugin.rules.rule import AccessText, Rule, Text


class LayerParameterName(Rule):
    """`weight` of an nn.Embedding, whose Parameter is called `embedding_table`."""

    code = "MSP128"
    symbol = "layer-parameter-name"
    summary = Text(
        en="A layer's Parameter is asked for by torch's name, which MindSpore's layer lacks.",
        zh="以 PyTorch 的名称访问层的参数，而 MindSpore 的层没有这个名称。",
    )
    topics = ("cell",)
    accesses = frozenset(name for names in layers.PARAMETERS.values() for name in names)
    messages = {
        "renamed": Text(
            en="'{receiver}' is an {layer}, whose '{name}' is called '{ours}': write {receiver}.{ours}",
            zh="'{receiver}' 是 {layer}，其 '{name}' 名为 '{ours}'：请写成 {receiver}.{ours}",
        ),
    }

    def asks_for_access(self, access: AccessText) -> bool:
        """Return whether the receiver may be a layer: no module, nor the object whose class the code is."""
        return not access.is_of_module and not access.before.endswith((b"self", b"cls"))
