"""Applying edits to a text: which of them, what comes of it, and where places of the text are afterwards."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lint_plugin.fixes.apply import Applied, apply
from lint_plugin.fixes.edit import Applicability, Edit, Fix
from lint_plugin.language import Text as Sentence
from lint_plugin.source import Text

TEXT = "abc\r\ndéf网\nghi\n"


def edit(start: int, end: int, text: str, *, of: str = TEXT, shared: bool = False) -> Edit:
    """Return an edit by offsets in characters."""
    places = Text(of.encode())
    return Edit(*places.position(start), *places.position(end), text, shared)


def applied(*fixes: tuple[Edit, ...], to: str = TEXT) -> Applied:
    title = Sentence("", "")
    return apply(Text(to.encode()), [Fix(edits, title, Applicability.SAFE) for edits in fixes])


def test_edits_are_made_where_they_stand() -> None:
    assert applied((edit(0, 1, "X"), edit(6, 9, "")), (edit(14, 14, "end"),)).text == "Xbc\r\nd\nghi\nend"


def test_fix_that_overlaps_an_earlier_one_waits_whole() -> None:
    done = applied((edit(0, 3, "X"),), (edit(2, 4, "Y"), edit(10, 10, "Y")), (edit(3, 4, "Z"),))
    assert list(done.taken) == [0, 2] and "Y" not in done.text and done.text.startswith("XZ")


def test_edits_of_one_fix_may_touch_and_not_overlap() -> None:
    assert applied((edit(1, 1, ")"), edit(1, 2, ""), edit(2, 2, "("))).text.startswith("a)(c\r\n")
    assert list(applied((edit(0, 2, "X"), edit(1, 3, "Y"))).taken) == []
    assert list(applied((edit(1, 1, "X"), edit(1, 1, "Y"))).taken) == []
    assert applied((edit(1, 1, "Y", shared=True), edit(1, 1, "X", shared=True))).text.startswith("aXYbc")


def test_insertion_beside_what_is_replaced_waits() -> None:
    assert list(applied((edit(1, 2, "X"),), (edit(2, 2, "Y"),), (edit(1, 1, "Z"),)).taken) == [0]


def test_equal_replacements_are_made_once_and_equal_insertions_only_if_they_are_shared() -> None:
    assert applied((edit(1, 2, "X"),), (edit(1, 2, "X"),)).text.startswith("aXc")
    assert list(applied((edit(1, 1, "("),), (edit(1, 1, "("),)).taken) == [0]
    shared = (edit(1, 1, "(", shared=True),)
    done = applied(shared, shared)
    assert list(done.taken) == [0, 1] and done.text.startswith("a(bc")


def test_shared_insertions_stand_side_by_side_by_their_texts() -> None:
    b, a = edit(0, 0, "b", shared=True), edit(0, 0, "a", shared=True)
    assert applied((b,), (a,)).text == applied((a,), (b,)).text == "ab" + TEXT


edits = st.tuples(st.integers(0, 20), st.integers(0, 20), st.text("xy(\n", max_size=3), st.booleans()).map(
    lambda drawn: (min(drawn[:2]), max(drawn[:2]), drawn[2], drawn[3])
)


@given(st.text("ab\r\n网\N{GRINNING FACE}", max_size=20), st.lists(st.lists(edits, min_size=1, max_size=3), max_size=6))
def test_places_that_no_edit_touches_are_found_again(text: str, drawn: list[list[tuple[int, int, str, bool]]]) -> None:
    text = text.replace("\r", "\r\n")  # a carriage return and a line feed are one end of a line, and stay together
    cuts = [at for at in range(len(text) + 1) if text[at - 1 : at + 1] != "\r\n"]
    fixes = [
        tuple(
            edit(cuts[start % len(cuts)], cuts[end % len(cuts)], new, of=text, shared=shared and start == end)
            for start, end, new, shared in fix
            if cuts[start % len(cuts)] <= cuts[end % len(cuts)]
        )
        for fix in drawn
    ]
    done = applied(*fixes, to=text)
    places = Text(text.encode())
    taken = {edit for index in done.taken for edit in fixes[index]}
    made = sorted((places.at(e.line, e.column), places.at(e.end_line, e.end_column), e.text) for e in taken)
    made = list(dict.fromkeys(made))  # shared or not, they are the same
    expected, position = "", 0
    for start, end, new in made:
        assert start >= position  # those of one pass never overlap
        expected += text[position:start] + new
        position = end
    assert done.text == expected + text[position:]
    for start in range(len(text)):
        if not any(first < start + 1 and start < last for first, last, _ in made):
            moved, end = done.moved(start, start + 1)
            assert done.text[moved:end] == text[start]


@given(st.text("ab\r\n网\f\u2028", max_size=30))
def test_offsets_and_positions_agree(text: str) -> None:
    places = Text(text.encode())
    for offset in range(len(places.content) + 1):
        line, column = places.position(offset)
        assert places.at(line, column) == offset
        if places.content[offset - 1 : offset + 1] != "\r\n":  # between the two characters of a line's end
            assert places.offset(line, len(places.line(line)[: column - 1].encode())) == offset
