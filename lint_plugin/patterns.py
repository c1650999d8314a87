"""Regular expressions that are made when they are first used: making all takes a tenth of a start, and few are used."""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """A pattern, made when one of its methods is asked for."""

    def __init__(self, pattern: bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        made = re.compile(self.pattern, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(made, method))
        return getattr(made, name)


def later(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]:
    """Return what is used as the pattern that `re.compile` returns."""
    return cast("re.Pattern[bytes]", _Later(pattern, flags))
