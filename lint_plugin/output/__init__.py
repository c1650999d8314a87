"""How findings and rules are printed: one file a format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from lint_plugin.output.outcome import Outcome
from lint_plugin.output.rule_text import rule_explanation, rule_list

FORMATS = ("github", "gitlab", "json", "junit", "sarif", "text")
"""The formats; each stands in the module of its name."""
FOR_PEOPLE = frozenset({"text"})
"""The formats that people read; the language of the others isn't the locale's business."""


def render(outcome: Outcome, name: str) -> str:
    """Return a run's outcome in a format; only that one's module is loaded."""
    printer: Callable[[Outcome], str] = import_module(f"lint_plugin.output.{name}_format").render
    return printer(outcome)


__all__ = ["FORMATS", "FOR_PEOPLE", "Outcome", "render", "rule_explanation", "rule_list"]
