"""What rules are written with: the hooks, what they are handed, and what a rule may ask.

The module `check` in a rule's folder has a class of the rule's name that derives from Check. It imports what it needs
from here, and nothing of lint_plugin.semantics.
"""

from __future__ import annotations

import functools
import importlib

from lint_plugin.checks.advice import write
from lint_plugin.checks.check import Check
from lint_plugin.checks.class_view import ClassView
from lint_plugin.checks.context import RuleContext
from lint_plugin.checks.numbers import number
from lint_plugin.checks.report import Report, Span, callee_span, name_span, span_of
from lint_plugin.checks.sequences import Pairs, pairs, source_span
from lint_plugin.checks.sites import Access, Call, Definition, Import, Keyword, ParameterList
from lint_plugin.checks.training_step import in_training_step
from lint_plugin.checks.writing import MAX_WRITTEN, may_repeat, written, written_arguments, written_receiver
from lint_plugin.rules.rule import Rule
from lint_plugin.semantics.code.syntax import FunctionNode, decorator_names, names_in, own_nodes
from lint_plugin.semantics.guards import MISSING as ATTRIBUTE_ERRORS
from lint_plugin.semantics.guards import MISSING_IMPORT as IMPORT_ERRORS
from lint_plugin.semantics.spelling import Spelling

__all__ = [
    "ATTRIBUTE_ERRORS",
    "IMPORT_ERRORS",
    "MAX_WRITTEN",
    "Access",
    "Call",
    "Check",
    "ClassView",
    "Definition",
    "FunctionNode",
    "Import",
    "Keyword",
    "Pairs",
    "ParameterList",
    "Report",
    "RuleContext",
    "Span",
    "Spelling",
    "callee_span",
    "check_of",
    "decorator_names",
    "in_training_step",
    "may_repeat",
    "name_span",
    "names_in",
    "number",
    "own_nodes",
    "pairs",
    "source_span",
    "span_of",
    "write",
    "written",
    "written_arguments",
    "written_receiver",
]


@functools.cache
def check_of(rule: Rule) -> Check:
    """Return what looks at files for a rule."""
    kind = type(rule)
    module = importlib.import_module(f"{kind.__module__}.check")
    check: Check = getattr(module, kind.__name__)()
    return check
