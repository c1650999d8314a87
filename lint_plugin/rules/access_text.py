"""An access as the text around it shows it: what a rule is asked about before a file is parsed."""

from __future__ import annotations

import re
from typing import NamedTuple

_MODULE = re.compile(rb"(?<![\w.)\]])(?:mindspore|ms|mint|ops|np|numpy|sys)(?:\.[a-z_]\w*)*$")
_SLICE = re.compile(rb"\[[^\[\]]*,[^\[\]]*\]$")
_SIGNATURE = re.compile(rb"\bsignature\([\w.]*\)?$")
_CALLED = re.compile(rb"[\s\\)]*[(#]|[\s\\)]{200}")
_LOOP = re.compile(rb"\bfor[ \t]+\w+[ \t]+in[ \t]+\w[\w.]*$")
_LOOP_ENDS = re.compile(rb"\(\)(?:[:)\]]|[ \t]+if\b)")
_NEXT = re.compile(rb"\bnext\(\w[\w.]*$")
_OPERATOR_BEHIND = re.compile(rb"\([^()]*\)[ \t]*(?:[-+*/%@<>]|[=!]=)")
_OPERATOR_BEFORE = re.compile(rb"(?:[-+/%@]|\w \*)[ \t]*\w[\w.]*$")


class AccessText(NamedTuple):
    """The text around the name of an attribute.

    `before` is the end of its line up to the dot, `behind` the beginning of what follows the name. `arguments` are how
    many a call that follows gives by position, and which by name; None where none follows, or its text doesn't tell.
    `mentions_mindspore` says whether the file has that word.
    """

    name: str
    before: bytes
    behind: bytes
    arguments: tuple[int, tuple[str, ...]] | None
    mentions_mindspore: bool

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
    def is_given_to_next(self) -> bool:
        """Whether what a call returns that gives nothing is all that `next` is given."""
        return _NEXT.search(self.before) is not None and self.behind.startswith(b"())")

    @property
    def is_operand(self) -> bool:
        """Whether what a call returns is added, multiplied or compared, as arrays are."""
        behind, before = _OPERATOR_BEHIND.match(self.behind), _OPERATOR_BEFORE.search(self.before)
        return behind is not None or (before is not None and self.is_called_at_once)
