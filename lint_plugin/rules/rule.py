"""What a rule is: its code, its messages in both languages, the versions it holds for, the names that it looks at.

To add a rule, write a folder beside this file: `__init__.py` describes the rule by a class, `check.py` looks at files,
`rule.en.md` and `rule.zh.md` are its documentation (lint_plugin.rules.documentation), `bad_1.py`, `good_1.py` and so on
its examples (lint_plugin.rules.examples). The rule list, its page, pylint's messages and its tests come from them.
Only `__init__.py` is read whenever the command starts.
"""

from __future__ import annotations

import os
import sys
from typing import ClassVar

from lint_plugin.language import Text as Text  # the rules take it from here
from lint_plugin.mindspore import versions

_PYLINT_LETTERS = {"1": "E", "2": "W", "3": "R", "9": "C"}


class Rule:
    """A rule. Subclasses set the class attributes; lint_plugin.checks has what looks at files for them."""

    code: ClassVar[str]
    symbol: ClassVar[str]
    summary: ClassVar[Text]
    topics: ClassVar[tuple[str, ...]]
    """The documents to cite (lint_plugin.mindspore.documents), in order of preference."""
    messages: ClassVar[dict[str, Text]]
    attributes: ClassVar[frozenset[str]] = frozenset()
    """Attribute names (`forward` in `net.forward`) that `Check.check_attribute` sees."""
    namespaces: ClassVar[frozenset[str]] = frozenset()
    """MindSpore's namespaces: `Check.check_name` sees what a file takes from them, as far as `asks_for` wants it."""
    scope_attributes: ClassVar[frozenset[str]] = frozenset()
    """Attribute names; `Check.check_scope` sees each scope in whose own code one of them stands."""
    methods: ClassVar[frozenset[str]] = frozenset()
    """Method names; `Check.check_class` sees each class that defines one of them."""
    since: ClassVar[versions.Version | None] = None
    below: ClassVar[versions.Version | None] = None
    """The rule holds from MindSpore `since` on, and below MindSpore `below`."""
    on_by_default: ClassVar[bool] = True

    @property
    def folder(self) -> str:
        """The path of the folder that holds the rule's files."""
        return os.path.dirname(sys.modules[type(self).__module__].__file__ or "")

    @property
    def pylint_id(self) -> str:
        """The message id in pylint: E8601 for MSP101."""
        return f"{_PYLINT_LETTERS[self.code[3]]}86{self.code[4:]}"

    def holds(self, version: versions.Version | None) -> bool:
        """Return whether the rule holds for a project that supports MindSpore from `version` on (None: not known)."""
        if version is None:
            return self.since is None
        known = versions.known(version)
        return (self.since is None or known >= self.since) and (self.below is None or known < self.below)

    def attributes_at(self, version: versions.Version | None) -> frozenset[str]:
        """Return those of `attributes` that the rule looks at in a project of this MindSpore version."""
        return self.attributes

    def asks_for(self, namespace: str, name: str, version: versions.Version | None) -> bool:
        """Return whether the rule looks at this attribute of one of its `namespaces`."""
        return False
