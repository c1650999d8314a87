"""MSP112: calls of MindSpore's callables with arguments that they can't be given."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.mindspore import call_words, calls, versions
from lint_plugin.rules.rule import Rule, Text


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
    messages = {
        "advised": Text(en="{callee} {complaint}: {advice}", zh="{callee} {complaint}：{advice}"),
        "refused": Text(en="{callee} {complaint}", zh="{callee} {complaint}"),
    }

    def asks_for_call(self, qualified_name: str, version: versions.Version | None) -> bool:
        """Return whether the name is below `mindspore`: which of them is a callable, the call's text decides."""
        return qualified_name.startswith("mindspore.")

    def asks_for_arguments(
        self, qualified_name: str, positional: int, keywords: Sequence[str], version: versions.Version | None
    ) -> bool:
        """Return whether the call can't be bound."""
        leaf = qualified_name.rpartition(".")[2]
        if call_words.keywords().isdisjoint(keywords) and leaf not in call_words.counted():
            return False
        return bool(calls.problems(qualified_name, positional, keywords, version))
