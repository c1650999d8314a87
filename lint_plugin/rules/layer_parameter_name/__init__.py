"""MSP128: a Parameter of a layer, asked for by the name that torch has for it."""

from __future__ import annotations

import functools
import re

from lint_plugin.mindspore import layers
from lint_plugin.patterns import later
from lint_plugin.rules.rule import AccessText, Applicability, Rule, Text


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
    fixes = (Applicability.SAFE, Applicability.UNSAFE)
    messages = {
        "renamed": Text(
            en="'{receiver}' is an {layer}, whose '{name}' is called '{ours}': write {receiver}.{ours}",
            zh="'{receiver}' 是 {layer}，其 '{name}' 名为 '{ours}'：请写成 {receiver}.{ours}",
        ),
    }

    def asks_for_access(self, access: AccessText) -> bool:
        """Return whether the receiver may be a layer: no module, nor the object whose class the code is.

        The file mentions such a layer, and not of mint alone, whose layers have torch's names; or it is called one.
        """
        if access.before.endswith((b"self", b"cls")) or access.is_of_module:
            return False
        return _mentions_layer(access.source) or _EMBEDDING.search(access.before) is not None


@functools.lru_cache(maxsize=1)  # most files ask for many
def _mentions_layer(source: bytes) -> bool:
    return any(
        stem in source and any(_layer(leaf).search(source) for leaf in leaves) for stem, leaves in _LEAVES.items()
    )


@functools.cache
def _layer(leaf: bytes) -> re.Pattern[bytes]:
    """Return what finds a layer's name; it begins with a fixed text, which is many times faster."""
    return re.compile(rb"%s\b(?:(?<![\w.]%s)|(?<=\.%s)(?<!mint\.nn\.%s))" % (leaf, leaf, leaf, leaf))


_EMBEDDING = later(rb"(?i:embedding)\w*$")
_LEAVES: dict[bytes, list[bytes]] = {}
"""The names of layers by what several have in common, which is fixed text, too."""
for _leaf in sorted({name.rpartition(".")[2].encode() for name in layers.PARAMETERS}):
    _LEAVES.setdefault(_leaf.removeprefix(b"Sync").rstrip(b"123d"), []).append(_leaf)
