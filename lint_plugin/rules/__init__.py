"""The rules, one folder each. A folder of this package that defines a Rule is found by itself."""

from __future__ import annotations

import functools
import importlib
import os

from lint_plugin.rules.rule import Rule


class RuleError(Exception):
    """Two rules disagree: a code or a symbol is used twice."""


@functools.cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by code. Raises RuleError where a number or a symbol is used twice."""
    found: list[Rule] = []
    for name in os.listdir(__path__[0]):  # pkgutil, which does the same, takes longer to import than to do it
        if not os.path.exists(os.path.join(__path__[0], name, "__init__.py")):
            continue
        module = importlib.import_module(f"{__name__}.{name}")
        found += [
            member()
            for member in vars(module).values()
            if isinstance(member, type) and issubclass(member, Rule) and member.__module__ == module.__name__
            if "code" in vars(member)
        ]
    found.sort(key=lambda rule: rule.code)
    owners: dict[str, Rule] = {}
    for rule in found:
        for name in (rule.code[-2:], rule.symbol):
            other = owners.setdefault(name, rule)
            if other is not rule:
                raise RuleError(f"{other.code} and {rule.code} both have the number or symbol {name}")
    return tuple(found)


def find(name: str) -> Rule | None:
    """Return the rule of a code (MSP101), a pylint id (E8601) or a symbol, None where there is none."""
    wanted = name.strip().lower()
    for rule in all_rules():
        if wanted in (rule.code.lower(), rule.pylint_id.lower(), rule.symbol):
            return rule
    return None
