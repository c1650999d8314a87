"""How fast the machine is on which bounds of time are checked."""

from __future__ import annotations

import _pydecimal
import ast
import functools
import time
from pathlib import Path

UNIT = 0.1
"""Seconds in which the machine parses `_pydecimal` on which the bounds were set."""


@functools.cache
def slowness() -> float:
    """Return by what bounds of time are multiplied: more than 1 on a machine that is slower, or busy, today."""
    text = Path(_pydecimal.__file__).read_bytes()
    times = []
    for _ in range(3):
        began = time.process_time()
        ast.parse(text)
        times.append(time.process_time() - began)
    return max(1.0, min(times) / UNIT)
