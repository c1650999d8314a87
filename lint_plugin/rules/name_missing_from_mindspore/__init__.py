"""MSP109: names of torch that MindSpore's namespaces lack."""

from __future__ import annotations

from lint_plugin.mindspore import namespaces, versions
from lint_plugin.rules.rule import Applicability, Rule, Text


class NameMissingFromMindspore(Rule):
    """A name of torch, looked for in a namespace of MindSpore that lacks it."""

    code = "MSP109"
    symbol = "name-missing-from-mindspore"
    summary = Text(
        en="A name of torch is taken from a MindSpore namespace that has no such name.",
        zh="从 MindSpore 的命名空间取用了 PyTorch 才有的名称。",
    )
    topics = ("mapping_table",)
    namespaces = namespaces.NAMESPACES
    fixes = (Applicability.SAFE, Applicability.UNSAFE)
    messages = {
        "never": Text(
            en="no MindSpore version has '{written}': {remedy}", zh="任何 MindSpore 版本都没有 '{written}'：{remedy}"
        ),
        "version": Text(
            en="MindSpore {version} has no '{written}': {remedy}",
            zh="MindSpore {version} 中不存在 '{written}'：{remedy}",
        ),
    }

    def asks_for(self, namespace: str, name: str, version: versions.Version | None) -> bool:
        """Return whether the namespace lacks the name."""
        return namespaces.lacks(namespace, name, version)
