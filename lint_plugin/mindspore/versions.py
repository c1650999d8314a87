"""MindSpore's versions as the facts know them, and how a user names one."""

from __future__ import annotations

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

_SPELLING = re.compile(r"[vr]?(\d{1,4})\.(\d{1,4})(\.\d{1,4})*([.-]?(a|b|rc|alpha|beta|dev|post)[\d.]*)?")


class UnknownVersionError(ValueError):
    """The text names no MindSpore version that the facts can speak of."""


def parse(text: str) -> Version:
    """Read `2.6`, `2.6.0` or `2.6.0rc1` as (2, 6).

    Raises UnknownVersionError for anything else, and for versions older than the facts. A version newer than
    NEWEST is returned as it stands; `known` takes it back to NEWEST.
    """
    match = _SPELLING.fullmatch(text.strip())
    version = (int(match[1]), int(match[2])) if match else None
    if version is None or version < OLDEST:
        raise UnknownVersionError(text)
    return version


def known(version: Version) -> Version:
    """Return the newest version that the facts cover and that is not newer than `version`."""
    return min(version, NEWEST)


def spell(version: Version) -> str:
    """Return `2.6` for (2, 6)."""
    return f"{version[0]}.{version[1]}"
