"""Whether a text may assign an attribute: most code that mentions one doesn't, and needn't be parsed to find out."""

from __future__ import annotations

import re

from lint_plugin.source import GAP, follows

_ASSIGNED = rb"(?:[:,)\]]|=(?!=)|in\b|[-+*/%&|^@<>]{1,2}=)"
"""What stands behind the target of an assignment, of a loop, or of `with`."""
_TARGET = re.compile(GAP + _ASSIGNED)
_FILLED = re.compile(rb"%s(?:%s|\.%s(?:append|extend|insert)\b)" % (GAP, _ASSIGNED, GAP))
"""What stands behind a target, or behind a list that something is put into."""
_DOT_OR_GAP = b". \t\f\v\r\n\\"
"""What may stand right before the name of an attribute."""


def may_assign(source: bytes, name: str) -> bool:
    """Return whether a text contains what it must if its code assigns the attribute on anything but `self`."""
    return _stands(source, name.encode(), _TARGET, of_self=False)


def may_set(source: bytes, name: str, in_parts: frozenset[bytes]) -> bool:
    """Return whether a text may assign the attribute on anything but `self`, by `setattr(x, "name", ...)` too.

    `in_parts` are the words that strings of the text make together.
    """
    if b"setattr" in source and (_is_quoted(source, name.encode()) or name.encode() in in_parts):
        return True
    return may_assign(source, name)


def may_fill(method: bytes, name: str) -> bool:
    """Return whether a method's text may assign the attribute, of `self` too, or put something into it."""
    if name.encode() not in method:
        return False
    return _is_quoted(method, name.encode()) or _stands(method, name.encode(), _FILLED, of_self=True)


def _is_quoted(source: bytes, name: bytes) -> bool:
    return b'"%s"' % name in source or b"'%s'" % name in source


def _stands(source: bytes, name: bytes, behind: re.Pattern[bytes], of_self: bool) -> bool:
    position = source.find(name)
    while position >= 0:
        end = position + len(name)
        if source[position - 1] in _DOT_OR_GAP and behind.match(source, end) and follows(source, position, b"."):
            if of_self or not _is_of_self(source, position):
                return True
        position = source.find(name, end)
    return False


def _is_of_self(source: bytes, position: int) -> bool:
    """Return whether what stands before an attribute's name is `self.`, written as it always is."""
    start = position - len(b"self.")
    if not source.endswith(b"self.", 0, position) or follows(source, start, b"."):
        return False
    return not (source[start - 1 : start].isalnum() or source[start - 1 : start] == b"_")
