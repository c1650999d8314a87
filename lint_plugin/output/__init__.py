"""How findings and rules are printed: one file a format."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lint_plugin.finding import Finding
from lint_plugin.output import json_format, text_format
from lint_plugin.output.rule_text import rule_explanation, rule_list

FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "json": json_format.render,
    "text": text_format.render,
}
"""Format -> what prints findings in it."""

__all__ = ["FORMATS", "rule_explanation", "rule_list"]
