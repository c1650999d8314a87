"""What looks at files for the rules: the module `check` in the folder of each."""

from __future__ import annotations

import functools
import importlib

from lint_plugin.checks.check import Check
from lint_plugin.rules.rule import Rule


@functools.cache
def check_of(rule: Rule) -> Check:
    """Return what looks at files for a rule."""
    kind = type(rule)
    module = importlib.import_module(f"{kind.__module__}.check")
    check: Check = getattr(module, kind.__name__)()
    return check
