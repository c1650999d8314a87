"""What would mend a finding, as data: pieces of a file's text to replace, and whether that can change its meaning."""

from __future__ import annotations

import enum
from collections.abc import Container
from typing import NamedTuple

from lint_plugin.language import Text


class Applicability(enum.IntEnum):
    """Whether a fix is applied without being looked at, as Ruff and rustc name it.

    * SAFE: the meaning stays, or code that always fails becomes what it was meant to be, and nothing else is touched.
    * UNSAFE: something was guessed (a shape, a device, who else calls a method), or a comment is lost.
    """

    UNSAFE = 1
    SAFE = 2

    def __str__(self) -> str:
        return self.name.lower()


class Edit(NamedTuple):
    """A piece of a file's text, and what takes its place; an empty piece is a place to insert at.

    Lines and columns are 1-based, columns count characters, and the end is the column after the last one: as in a
    Finding, which has the same `cell`, too. `shared` is for insertions that may stand side by side at one place, in the
    order of their texts.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    shared: bool = False
    cell: int = 0


class Fix(NamedTuple):
    """Edits of one file that belong together: all are made, or none. `title` says what they do, as an order.

    `together_with` are other files, by their absolute paths: an unsafe fix that has some is safe in a run that fixes
    these, too. `reveals` says that what it mends kept the code from running any further: other findings that are seen
    only then were there before.
    """

    edits: tuple[Edit, ...]
    title: Text
    applicability: Applicability
    together_with: tuple[str, ...] = ()
    reveals: bool = False

    def among(self, paths: Container[str]) -> Fix:
        """Return the fix as it is in a run over the files of these absolute paths."""
        if not self.together_with or not all(path in paths for path in self.together_with):
            return self
        return Fix(self.edits, self.title, Applicability.SAFE, reveals=self.reveals)
