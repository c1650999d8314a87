"""What looks at files for the rules: a module for each, of the same name as the rule's in lint_plugin/rules."""

from __future__ import annotations

import functools
import importlib

from lint_plugin.checks.check import Check
from lint_plugin.rules.rule import Rule


@functools.cache
def check_of(rule: Rule) -> Check:
    """Return what looks at files for a rule."""
    kind = type(rule)
    module = importlib.import_module(f"{__name__}.{kind.__module__.rpartition('.')[2]}")
    check: Check = getattr(module, kind.__name__)()
    return check
