"""MSP112: calls of MindSpore's callables with arguments that they can't be given."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from lint_plugin.mindspore import signatures, versions
from lint_plugin.rules.rule import Applicability, Rule, Text

_BASES = frozenset({"mindspore.nn.Cell", "mindspore.nn.Optimizer"})
"""Classes that are there to be derived from: torch's are given as few arguments as they are."""


class ArgumentNotAccepted(Rule):
    """A call that can't be bound to the parameters of what it calls in any supported version."""

    code = "MSP112"
    symbol = "argument-not-accepted"
    summary = Text(
        en="A MindSpore callable is given arguments that it doesn't take, mostly torch's.",
        zh="调用 MindSpore 接口时传入了它不接受的参数，多为 PyTorch 的参数。",
    )
    topics = ("mapping_table",)
    call_namespaces = frozenset({"mindspore"})
    fixes = (Applicability.SAFE, Applicability.UNSAFE)
    messages = {
        "advised": Text(en="{callee} {complaint}: {advice}", zh="{callee} {complaint}：{advice}"),
        "refused": Text(en="{callee} {complaint}", zh="{callee} {complaint}"),
    }

    def asks_for_call(self, qualified_name: str, version: versions.Version | None) -> bool:
        """Return whether it is known how the callable may be called."""
        known = signatures.signature(qualified_name)
        return known is not None and known.qualified_name not in _BASES

    def asks_for_arguments(
        self, qualified_name: str, positional: int, keywords: Sequence[str], version: versions.Version | None
    ) -> bool:
        """Return whether the call can't be bound, or gives a shape in separate numbers."""
        return _cannot_be_bound(qualified_name, positional, tuple(keywords), version)


@functools.lru_cache(maxsize=4096)
def _cannot_be_bound(
    qualified_name: str, positional: int, keywords: tuple[str, ...], version: versions.Version | None
) -> bool:
    from lint_plugin.mindspore import calls  # a file may have no call of MindSpore's

    if calls.problems(qualified_name, positional, keywords, version):
        return True
    shape = calls.shape_index(qualified_name)
    return shape is not None and positional > shape + 1
