"""What a rule is: its code, its messages in both languages, the versions it holds for, the names that it looks at.

To add a rule, write a folder beside this file: `__init__.py` describes the rule by a class, `check.py` looks at files,
`rule.en.md` and `rule.zh.md` are its documentation (lint_plugin.rules.documentation), `bad_1.py`, `good_1.py` and so on
its examples (lint_plugin.rules.examples). The rule list, its page, pylint's messages and its tests come from them.
Only `__init__.py` is read whenever the command starts.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import ClassVar

from lint_plugin.confidence import Confidence as Confidence  # the rules take these from here
from lint_plugin.fixes.edit import Applicability as Applicability
from lint_plugin.language import Text as Text
from lint_plugin.mindspore import versions
from lint_plugin.rules.access_text import AccessText as AccessText

_PYLINT_LETTERS = {"1": "E", "2": "W", "3": "R", "9": "C"}


class Rule:
    """A rule. Subclasses set the class attributes; lint_plugin.checks has what looks at files for them."""

    code: ClassVar[str]
    symbol: ClassVar[str]
    summary: ClassVar[Text]
    topics: ClassVar[tuple[str, ...]]
    """The documents to cite (lint_plugin.mindspore.documents), in order of preference."""
    messages: ClassVar[dict[str, Text]]
    premise: ClassVar[Text] = Text(en="", zh="")
    """What a finding that is a guess takes for granted: put before its message, with the same fields."""
    accesses: ClassVar[frozenset[str]] = frozenset()
    """Attribute names (`forward` in `net.forward`) that `Check.check_access` sees."""
    namespaces: ClassVar[frozenset[str]] = frozenset()
    """MindSpore's namespaces: `check_access` sees what a file takes from them, as far as `asks_for` wants it.

    `Check.check_import` sees the imports of a file that takes something that it wants.
    """
    calls: ClassVar[frozenset[str]] = frozenset()
    """Qualified names of MindSpore's callables (`mindspore.nn.Conv2d`): `Check.check_call` sees their calls."""
    call_namespaces: ClassVar[frozenset[str]] = frozenset()
    """Modules of the callables that a rule asks for by overriding `asks_for_call`, and what is below them."""
    call_keywords: ClassVar[frozenset[str]] = frozenset()
    """Names of arguments (`bias`): a call that gives one by name is looked at whatever its callee is called."""
    methods: ClassVar[frozenset[str]] = frozenset()
    """Qualified names of methods (`mindspore.Tensor.size`): `Check.check_access` sees calls of methods so named.

    Whatever they are called on, as far as `asks_for_arguments` wants what the call gives.
    """
    names: ClassVar[frozenset[str]] = frozenset()
    """Names (`torch` in `torch.cat`) of which `Check.check_name` sees the uses in files on MindSpore.

    As far as `asks_for_name` wants them, where no import binds the name, or torch's imports alone do.
    """
    defines: ClassVar[frozenset[str]] = frozenset()
    """Method names; `Check.check_definition` sees each class's method of one of them."""
    scope_accesses: ClassVar[frozenset[str]] = frozenset()
    """Attribute names; `Check.check_scope` sees each scope in whose own code one of them is accessed."""
    since: ClassVar[versions.Version | None] = None
    below: ClassVar[versions.Version | None] = None
    """The rule holds from MindSpore `since` on, and below MindSpore `below`."""
    on_by_default: ClassVar[bool] = True
    confidences: ClassVar[tuple[Confidence, ...]] = (Confidence.HIGH, Confidence.INFERRED)
    """How sure its findings may be, the surest first."""
    fixes: ClassVar[tuple[Applicability, ...]] = ()
    """How safe its fixes may be, the safest first; empty where it has none."""

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

    def accesses_at(self, version: versions.Version | None) -> frozenset[str]:
        """Return those of `accesses` that the rule looks at in a project of this MindSpore version."""
        return self.accesses

    def asks_for_access(self, access: AccessText) -> bool:
        """Return whether the rule may report an access of one of its `accesses`, `scope_accesses` or `methods`.

        The text is read for it, before any parse. It must be quick: it is asked wherever the name stands.
        """
        return True

    def asks_for(self, namespace: str, name: str, version: versions.Version | None) -> bool:
        """Return whether the rule looks at this attribute of one of its `namespaces`."""
        return False

    def asks_for_name(self, name: str, attribute: str, *, of_torch: bool) -> bool:
        """Return whether the rule looks at a use of one of `names`: what is taken from it, whether torch's it is."""
        return not of_torch

    def asks_for_call(self, qualified_name: str, version: versions.Version | None) -> bool:
        """Return whether the rule looks at calls of this callable of MindSpore.

        The name is that by which the project reaches it: `mindspore.ops.function.cat` as well as `mindspore.ops.cat`.
        It must be quick: it is asked of every name that MindSpore's namespaces are asked for.
        """
        return qualified_name in self.calls

    def asks_for_arguments(
        self, qualified_name: str, positional: int, keywords: Sequence[str], version: versions.Version | None
    ) -> bool:
        """Return whether the rule may report a call that gives so many arguments by position, and these by name.

        It is a call of one of the callables that `asks_for_call` asks for, or of one of the `methods`.

        The text is read for it, before any parse, so that a rule on a callable that everybody calls doesn't have all
        those calls parsed. What is behind a `*` doesn't count; where the text doesn't tell, nobody is asked.
        """
        return True

    def asks_for_values(self, qualified_name: str, values: Mapping[str | int, bytes]) -> bool:
        """Return whether the rule may report a call with these values, which `asks_for_arguments` asks for.

        They are by name or position, as the text has them, but for what is in brackets and in strings: `f()`, `""`.
        Positions behind a `*` don't count.
        """
        return True
