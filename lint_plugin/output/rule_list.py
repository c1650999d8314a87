"""The rules, a line for each, as `--list-rules` prints them."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.rules.rule import Rule


def rule_list(rules: Sequence[Rule], language: str) -> str:
    """Return a line for each rule: code, pylint id, symbol, summary."""
    width = max(len(rule.symbol) for rule in rules)
    return "\n".join(
        f"{rule.code} {rule.pylint_id} {rule.symbol:{width}} {rule.summary.format(language)}" for rule in rules
    )
