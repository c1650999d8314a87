"""Rules are written on lint_plugin.checks alone: none of them reaches into what it is built on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from lint_plugin import rules

CHECKS = sorted(Path(rules.__path__[0]).glob("*/check.py"))
ALLOWED = (
    *("lint_plugin.checks", "lint_plugin.mindspore", "lint_plugin.language", "lint_plugin.confidence"),
    *("lint_plugin.fixes.edit", "lint_plugin.fixes.builder"),
)


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
            assert not node.level


def is_allowed(name: str, rule: str) -> bool:
    """Return whether a rule's check may import a name: what is there for rules, its own description, nothing else."""
    if not name.startswith("lint_plugin."):
        return True
    own = f"lint_plugin.rules.{rule}."
    return name.startswith(own) or any(name == one or name.startswith(f"{one}.") for one in ALLOWED)


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.parent.name)
def test_check_imports_what_is_there_for_rules(path: Path) -> None:
    names = list(imported(ast.parse(path.read_text(encoding="utf-8"))))
    assert "lint_plugin.checks.Check" in names
    assert [name for name in names if not is_allowed(name, path.parent.name)] == []


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.parent.name)
def test_check_takes_names_from_the_package_of_checks_alone(path: Path) -> None:
    inside = [name for name in imported(ast.parse(path.read_text(encoding="utf-8"))) if name.startswith(ALLOWED[0])]
    assert all(name.count(".") == 2 for name in inside)


def test_what_rules_may_import_is_told_from_the_rest() -> None:
    assert is_allowed("lint_plugin.rules.forward_in_cell.NAMES", "forward_in_cell")
    assert not is_allowed("lint_plugin.rules.forward_in_cell.check.RAISES", "forward_call_on_cell")
    assert not is_allowed("lint_plugin.semantics.guards.guarded", "forward_in_cell")
    assert not is_allowed("lint_plugin.checks_of_others.Check", "forward_in_cell")
