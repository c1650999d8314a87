"""How findings and rules are printed: one file a format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from lint_plugin.output.outcome import Outcome
from lint_plugin.output.rule_list import rule_list
from lint_plugin.rules.rule import Rule

FORMATS = (
    *("azure", "concise", "csv", "full", "github", "gitlab", "grouped", "html", "json", "junit", "markdown", "rdjson"),
    "sarif",
)
"""The formats; each stands in the module of its name."""
TEXTS = frozenset({"concise", "full", "grouped"})
"""The formats of a terminal."""
BETWEEN_FILES = {"azure": "", "concise": "", "full": "\n", "github": "", "grouped": "\n"}
"""The formats that can be printed file by file, and what they have between two files."""
FOR_PEOPLE = TEXTS | {"html", "markdown"}
"""The formats that people read; the language of the others isn't the locale's business."""

OF_CELLS = frozenset({"html", "markdown"})
"""The formats that say how many Cells have no findings."""


def format_named(name: str) -> str:
    """Return the format that a user names: `concise` was `text` once."""
    return "concise" if name == "text" else name


def render(outcome: Outcome, name: str) -> str:
    """Return a run's outcome in a format; only that one's module is loaded."""
    printer: Callable[[Outcome], str] = import_module(f"lint_plugin.output.{name}_format").render
    return printer(outcome)


def rule_explanation(rule: Rule, language: str) -> str:
    """Return a rule's page, and where that stands in the documentation; only this loads what reads a rule's files."""
    explain: Callable[[Rule, str], str] = import_module("lint_plugin.output.rule_text").rule_explanation
    return explain(rule, language)


def rules_as_json(rules: Sequence[Rule], language: str, *, documented: bool = False) -> str:
    """Return what is known of rules as JSON, with their documentation where that is wanted."""
    printer: Callable[..., str] = import_module("lint_plugin.output.rule_json").rules_as_json
    return printer(rules, language, documented=documented)


__all__ = [
    "BETWEEN_FILES",
    "FORMATS",
    "FOR_PEOPLE",
    "OF_CELLS",
    "TEXTS",
    "Outcome",
    "format_named",
    "render",
    "rule_explanation",
    "rule_list",
    "rules_as_json",
]
