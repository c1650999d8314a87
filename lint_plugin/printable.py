"""Names of files as they are printed for people: a name may hold anything, a terminal and a log obey some of it."""

from __future__ import annotations

_COMMANDS = ("::", "##[", "##vso[")
"""What makes a line of a job's log a command to GitHub or Azure: the first at a line's beginning, others anywhere."""


def printable(name: str) -> str:
    """Return a name on one line, with Python's escapes for what isn't printable, and for what would command a log."""
    if name.isascii() and name.isprintable() and not any(mark in name for mark in _COMMANDS):
        return name
    shown = escaped(name)
    if shown.lstrip().startswith(_COMMANDS[0]):
        shown = shown.replace(":", r"\x3a", 1)
    for mark in _COMMANDS[1:]:
        shown = shown.replace(mark, rf"\x23{mark[1:]}")
    return shown


def escaped(text: str) -> str:
    """Return a text on one line, with Python's escapes for what isn't printable."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in text
    )
