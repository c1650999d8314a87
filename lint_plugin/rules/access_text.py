"""An access as the text around it shows it: what a rule is asked about before a file is parsed."""

from __future__ import annotations

from typing import NamedTuple

from lint_plugin.call_text import Arguments, arguments_at
from lint_plugin.patterns import later
from lint_plugin.rules import array_text

_MODULE = later(rb"(?<![\w.)\]])(?:mindspore|ms|mint|ops|np|numpy|sys)(?:\.[a-z_]\w*)*$")
_SLICE = later(rb"\[[^\[\]]*,[^\[\]]*\]$")
_SIGNATURE = later(rb"\bsignature\([\w.]*\)?$")
_CALLED = later(rb"[\s\\)]*[(#]|[\s\\)]{200}")
_LOOP = later(rb"\bfor[ \t]+\w+[ \t]+in[ \t]+\w[\w.]*$")
_LOOP_ENDS = later(rb"\(\)(?:[:)\]]|[ \t]+if\b)")
_NEXT = later(rb"\bnext\((?:iter\()?\w[\w.]*$")
_UNPACKED = later(rb"\bfor[ \t]+\w+[ \t]*,[ \t]*\w+[ \t]+in[ \t]+\w[\w.]*(?:[\[(][\w.-]*[\])])?[\w.]*$")


class AccessText(NamedTuple):
    """The text around the name of an attribute.

    `before` is the end of its line up to the dot, `behind` the beginning of what follows the name. `source` is the
    file's text, and `offset` where the name is in it.
    """

    name: str
    before: bytes
    behind: bytes
    source: bytes
    offset: int

    @property
    def arguments(self) -> Arguments | None:
        """What a call that follows at once gives; None where none follows, or its text doesn't tell."""
        return arguments_at(self.source, self.offset + len(self.name)) if self.is_called_at_once else None

    @property
    def mentions_mindspore(self) -> bool:
        """Whether the file has that word."""
        return b"mindspore" in self.source

    @property
    def is_called_at_once(self) -> bool:
        """Whether the bracket of a call follows."""
        return self.behind.startswith(b"(")

    @property
    def may_be_called(self) -> bool:
        """Whether a call may follow: at once, or behind blanks and brackets."""
        return _CALLED.match(self.behind) is not None

    @property
    def is_of_module(self) -> bool:
        """Whether the receiver is a module by the name that everybody gives it, or what is in one, but no class."""
        return _MODULE.search(self.before) is not None

    @property
    def is_of_slice(self) -> bool:
        """Whether the receiver is taken from an array by several indices."""
        return _SLICE.search(self.before) is not None

    @property
    def is_of_signature(self) -> bool:
        """Whether the receiver is what inspect.signature returns, or the attribute is given to that."""
        return _SIGNATURE.search(self.before) is not None

    @property
    def is_looped_over(self) -> bool:
        """Whether a loop takes one thing at a time from what a call returns that gives nothing."""
        return _LOOP.search(self.before) is not None and _LOOP_ENDS.match(self.behind) is not None

    @property
    def is_unpacked_in_loop(self) -> bool:
        """Whether a loop takes two things at a time from the receiver, or from what a call of the attribute returns."""
        return _UNPACKED.search(self.before) is not None

    @property
    def is_given_to_next(self) -> bool:
        """Whether what a call returns that gives nothing is all that `next`, or `next(iter())`, is given."""
        return _NEXT.search(self.before) is not None and self.behind.startswith(b"())")

    @property
    def is_of_array(self) -> bool:
        """Whether code computes with the receiver, or with what a call of the attribute returns, as with no layer."""
        return array_text.is_of_array(self.before, self.behind, self.source, self.offset)
