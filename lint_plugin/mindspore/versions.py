"""MindSpore's versions as the facts know them, and how a user names one."""

from __future__ import annotations

import functools
import re

Version = tuple[int, int]

OLDEST: Version = (1, 1)
"""The oldest version whose API was read (wheel mindspore-gpu 1.1.1)."""
NEWEST: Version = (2, 10)
"""The newest version whose API was read (wheel mindspore 2.10.0)."""
NATIVE_BUFFERS: Version = (2, 6)
"""`Cell.buffers`, `named_buffers`, `register_buffer` and `state_dict` exist from here on.

Absent from the wheel 2.5.0.dev20250202, present in 2.6.0.dev20250316 and in the published source of 2.6.0.
"""

_CLAUSE = (
    r"(===|==|~=|>=|<=|!=|>|<|\^|~|=|)\s*[vr]?(\d{1,4})(?:\.(\d{1,4}|\*)(?:\.(?:\d{1,4}|\*))*)?"
    r"(?:[.-]?(?:a|b|rc|alpha|beta|dev|post)[\d.]*)?(?:\+[\w.]+)?"
)
_LOWER = frozenset({"===", "==", "~=", ">=", ">", "^", "~", "=", ""})
"""The operators that say a lowest version; Poetry has `^`, `~`, `=` and none, conda `=`."""
_LONGEST = 1_000
"""Characters: a longer text is no specifier."""
_AND = r"\s*,\s*|(?<![<>=!~^])\s+(?=[<>=!~^])"


class UnknownVersionError(ValueError):
    """The text names no MindSpore version that the facts can speak of."""


@functools.cache  # the facts name few versions, and often
def parse(text: str) -> Version:
    """Read `2.6`, `2.6.0`, `2.6.0rc1`, `>=2.6` or `==2.6.*` as (2, 6), `2` as (2, 0).

    Of a specifier of versions it is the lowest that counts. Raises UnknownVersionError for anything else, and for
    versions older than the facts. A version newer than NEWEST is returned as it stands; `known` takes it back to
    NEWEST.
    """
    version = lower_bound(text)
    if version is None or version < OLDEST:
        raise UnknownVersionError(text)
    return version


def lower_bound(specifier: str, *, bare: bool = True) -> Version | None:
    """Return the lowest version that a specifier lets in: (2, 2) for `>=2.2,<2.4`, `2.2.*`, `^2.2 || ^2.4`.

    `bare` says whether a version without an operator is one. None where nothing says a lowest version, and for what
    is no specifier. `1` is 1.1, the oldest that the facts know.
    """
    if len(specifier) > _LONGEST:
        return None
    bounds = [_of_all(alternative, bare) for alternative in re.split(r"\|\|?", specifier)]
    return min((bound for bound in bounds if bound is not None), default=None)


def _of_all(clauses: str, bare: bool) -> Version | None:
    """Return the lowest version that meets all clauses, None where none of them is a lower bound, or one is unclear."""
    bound: Version | None = None
    for clause in re.split(_AND, clauses.strip()):
        match = re.fullmatch(_CLAUSE, clause)
        if match is None:
            return None
        operator, major, minor = match.groups()
        if operator in _LOWER and (operator or bare):
            lowest = (int(major), 0 if minor == "*" else int(minor or 0))
            if minor in (None, "*") and lowest[0] == OLDEST[0]:
                lowest = OLDEST
            bound = lowest if bound is None else max(bound, lowest)
    return bound


def known(version: Version) -> Version:
    """Return the newest version that the facts cover and that is not newer than `version`."""
    return min(version, NEWEST)


def spell(version: Version) -> str:
    """Return `2.6` for (2, 6)."""
    return f"{version[0]}.{version[1]}"
