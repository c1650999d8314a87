"""How sure a finding is.

Confidence follows from how an answer was reached, and an answer of several steps is as sure as its weakest step:

* HIGH: the source proves it. A class whose base is a Cell; `self` in it; a constructor's result, straight or through
  a name or an attribute that nothing else is assigned to.
* INFERRED: a type annotation or an `isinstance`; an element of a container; the result of a project function or
  method; a class beside whose Cell base another base can't be resolved; a base that was ported by its import alone
  (`mindspore.nn.Module`).
* GUESS: the receiver can't be typed, and the name and the file alone speak for a Cell.
"""

from __future__ import annotations

import enum


class Confidence(enum.IntEnum):
    """How an answer was reached; see the module's docstring."""

    GUESS = 1
    INFERRED = 2
    HIGH = 3

    def __str__(self) -> str:
        return self.name.lower()
