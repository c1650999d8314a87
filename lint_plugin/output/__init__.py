"""How findings and rules are printed: one file a format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from lint_plugin.output.outcome import Outcome
from lint_plugin.output.rule_list import rule_list
from lint_plugin.rules.rule import Rule

FORMATS = ("github", "gitlab", "json", "junit", "sarif", "text")
"""The formats; each stands in the module of its name."""
FOR_PEOPLE = frozenset({"text"})
"""The formats that people read; the language of the others isn't the locale's business."""


def render(outcome: Outcome, name: str) -> str:
    """Return a run's outcome in a format; only that one's module is loaded."""
    printer: Callable[[Outcome], str] = import_module(f"lint_plugin.output.{name}_format").render
    return printer(outcome)


def rule_explanation(rule: Rule, language: str) -> str:
    """Return a rule's page, and where that stands in the documentation; only this loads what reads a rule's files."""
    explain: Callable[[Rule, str], str] = import_module("lint_plugin.output.rule_text").rule_explanation
    return explain(rule, language)


__all__ = ["FORMATS", "FOR_PEOPLE", "Outcome", "render", "rule_explanation", "rule_list"]
