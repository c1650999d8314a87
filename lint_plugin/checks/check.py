"""What looks at a file for a rule: the hooks that get what the rule's class attributes ask for.

A file that holds none of it is never looked at: only the first that does imports this, and the semantic model.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from lint_plugin.checks.context import RuleContext
from lint_plugin.checks.report import Report
from lint_plugin.checks.sites import Access, Call, Definition, Import


class Check:
    """Looks at files for a rule. Subclasses override the hooks for what the rule asks for, and yield reports.

    A hook is handed one place at a time, each once, in no order that a rule may rely on.
    """

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield what is wrong with an attribute access: of one of `accesses`, or of a name of one of `namespaces`.

        Also of one of the `methods`, where it is called.
        """
        return iter(())

    def check_name(self, name: ast.Name, context: RuleContext) -> Iterator[Report]:
        """Yield what is wrong with the use of one of `names`."""
        return iter(())

    def check_call(self, call: Call, context: RuleContext) -> Iterator[Report]:
        """Yield what is wrong with a call of one of the callables that `asks_for_call` asks for.

        Where the callee may be one of several, each is handed in turn; nothing is reported unless all give a report.
        """
        return iter(())

    def check_definition(self, definition: Definition, context: RuleContext) -> Iterator[Report]:
        """Yield what is wrong with a method of a class: of one of `defines`."""
        return iter(())

    def check_import(self, imported: Import, context: RuleContext) -> Iterator[Report]:
        """Yield what is wrong with a name that is imported, in a file that takes a name from one of `namespaces`."""
        return iter(())

    def check_scope(self, nodes: Sequence[ast.AST], context: RuleContext) -> Iterator[Report]:
        """Yield what is wrong in the own code of a module, class or function, given as its nodes.

        One of `scope_accesses` is accessed in it.
        """
        return iter(())
