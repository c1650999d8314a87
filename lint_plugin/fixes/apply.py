"""Applying fixes to a text: those of one pass never overlap, and positions are followed through it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from lint_plugin.fixes.edit import Edit, Fix
from lint_plugin.source import Text

_IMPORT = re.compile(r"(?P<start>from [\w.]+) import (?P<name>\w+)(?P<end>\s+)")


class Piece(NamedTuple):
    """A piece of a text, by offsets in characters, and what takes its place."""

    start: int
    end: int
    text: str


class Applied:
    """What a pass made of a text.

    `taken` are the indexes of the fixes that were applied; the others have to wait. `pieces` are sorted.
    """

    def __init__(self, before: str, pieces: Sequence[Piece], taken: Sequence[int]) -> None:
        self.taken = taken
        self._pieces = pieces
        self._ends = [piece.end for piece in pieces]
        self._shifts = [0]
        parts = []
        position = 0
        for start, end, text in pieces:
            parts += [before[position:start], text]
            position = end
            self._shifts.append(self._shifts[-1] + len(text) - (end - start))
        self.text = "".join([*parts, before[position:]])

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text before stands in the text after; all are offsets in characters.

        What takes the place of a piece that the stretch begins or ends in belongs to it.
        """
        first = bisect_right(self._ends, start)
        if first < len(self._pieces) and self._pieces[first].start <= start:
            start = self._pieces[first].start
        last = bisect_left(self._ends, end)
        if last < len(self._pieces) and self._pieces[last].start < end:
            end = self._pieces[last].end
            last += 1
        return start + self._shifts[first], end + self._shifts[last]


def apply(text: Text, fixes: Sequence[Fix]) -> Applied:
    """Apply as many fixes as don't get in each other's way, earlier ones first."""
    chosen = _Chosen()
    taken = []
    for index, fix in enumerate(fixes):
        pieces = [(_piece(text, edit), edit.shared) for edit in fix.edits]
        if chosen.have_room_for(pieces):
            for piece, shared in pieces:
                chosen.add(piece, shared)
            taken.append(index)
    return Applied(text.content, _joined(chosen.pieces), taken)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces in which insertions at one place are one, and imports of several names from one package, too."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last is None or not last.start == last.end == piece.start == piece.end:
            found.append(piece)
            continue
        start, names = last.text.rpartition(" import ")[0], _IMPORT.fullmatch(piece.text)
        if names is not None and last.text.startswith("from ") and start == names["start"]:
            found[-1] = Piece(last.start, last.end, f"{last.text.rstrip()}, {names['name']}{names['end']}")
        else:
            found[-1] = Piece(last.start, last.end, last.text + piece.text)
    return found


def _piece(text: Text, edit: Edit) -> Piece:
    return Piece(text.at(edit.line, edit.column), text.at(edit.end_line, edit.end_column), edit.text)


class _Chosen:
    """The pieces of a text that fixes replace so far, sorted; none overlaps another."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._shared: set[Piece] = set()

    def add(self, piece: Piece, shared: bool) -> None:
        """Add a piece that there is room for; one that is there already is replaced once."""
        place = bisect_left(self.pieces, piece)
        if self.pieces[place : place + 1] != [piece]:
            self.pieces.insert(place, piece)
        if shared:
            self._shared.add(piece)

    def have_room_for(self, pieces: Sequence[tuple[Piece, bool]]) -> bool:
        """Return whether pieces can be replaced too: each is there already, or touches none that is.

        Among themselves they may touch, and not overlap.
        """
        if any(
            _overlap(one, other) and not (shared and other_shared)
            for (one, shared), (other, other_shared) in itertools.pairwise(sorted(pieces))
        ):
            return False
        return not any(self._are_in_the_way_of(piece, shared) for piece, shared in pieces)

    def _are_in_the_way_of(self, piece: Piece, shared: bool) -> bool:
        place = bisect_left(self.pieces, piece)
        if self.pieces[place : place + 1] == [piece]:
            return piece.start == piece.end and not (shared and piece in self._shared)  # each might open a bracket
        before = place - 1
        while before >= 0 and self.pieces[before].end >= piece.start:
            if _clash(self.pieces[before], piece) and not (shared and self.pieces[before] in self._shared):
                return True
            before -= 1
        while place < len(self.pieces) and self.pieces[place].start <= piece.end:
            if _clash(self.pieces[place], piece) and not (shared and self.pieces[place] in self._shared):
                return True
            place += 1
        return False


def _overlap(one: Piece, other: Piece) -> bool:
    """Return whether two pieces have characters in common, or are both insertions at one place."""
    if one.start == one.end == other.start == other.end:
        return True
    return one.start < other.end and other.start < one.end


def _clash(one: Piece, other: Piece) -> bool:
    """Return whether two pieces overlap, or one is an insertion that touches the other."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end
