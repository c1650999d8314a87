"""What a rule is: its code, its texts in both languages, its examples, and the names that it looks at.

To add a rule, write one file beside this one, and one of the same name in lint_plugin/checks with the code that looks
at files; the rule list, its page, pylint's messages and its tests come from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lint_plugin.language import Text as Text  # the rules take it from here
from lint_plugin.mindspore import versions

_PYLINT_LETTERS = {"1": "E", "2": "W", "3": "R", "9": "C"}


@dataclass(frozen=True)
class Documentation:
    """A rule's documentation in one language, a paragraph or more of Markdown for each heading."""

    reports: str
    why: str
    instead: str
    exceptions: str


@dataclass(frozen=True)
class Example:
    """A small file, and the lines (1-based) of it where the rule must report; `claim` is what running it shows.

    A claim begins with `raises`, followed by the error as Python prints it, or its beginning; with `returns` or
    `silently`, where the code itself asserts what is claimed; or with `works`. `torch` is the same code as it was
    before it was ported: a good example prints what that prints, a bad one doesn't. `since` and `below` are MindSpore
    versions that the claim holds for, where they are fewer than the rule's. tests/oracle runs all examples.
    `claim_zh` says in Chinese what a claim that begins with `returns` or `silently` says.
    """

    code: str
    lines: tuple[int, ...] = ()
    claim: str = ""
    claim_zh: str = ""
    torch: str = ""
    since: versions.Version | None = None
    below: versions.Version | None = None


class Rule:
    """A rule. Subclasses set the class attributes; lint_plugin.checks has what looks at files for them."""

    code: ClassVar[str]
    symbol: ClassVar[str]
    summary: ClassVar[Text]
    topics: ClassVar[tuple[str, ...]]
    """The documents to cite (lint_plugin.mindspore.documents), in order of preference."""
    messages: ClassVar[dict[str, Text]]
    documentation: ClassVar[dict[str, Documentation]]
    bad: ClassVar[tuple[Example, ...]]
    good: ClassVar[tuple[Example, ...]]
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
