"""How far a run has come: a bar on a terminal, below what has been printed, for as long as the run takes."""

from __future__ import annotations

import os
import sys
import time
from typing import TextIO

_AFTER = 1.0
"""Seconds that a run takes before there is a bar: most are over by then."""
_EVERY = 0.1
_WIDTH = 40


class Bar:
    """A bar on the terminal that shows `stream`, nothing where there is none; it is gone when the context is left.

    Whoever prints there hides it before, and it comes back below.
    """

    def __init__(self, stream: TextIO | None, due: float) -> None:
        self._stream = stream
        self._due = due
        self._shown = 0

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self.hide()

    def done(self, done: int, total: int) -> None:
        """Show how many files have been checked, of how many, if it is time to."""
        now = time.perf_counter()
        if self._stream is None or now < self._due:
            return
        self._due = now + _EVERY
        filled = _WIDTH * done // total
        text = f"[{'#' * filled}{'-' * (_WIDTH - filled)}] {done:{len(str(total))}}/{total}"
        text = text[: _columns(self._stream) - 1]  # behind the last column some terminals begin a line
        self._write(f"\r{text}")
        self._shown = len(text)

    def hide(self) -> None:
        """Take the bar away."""
        if self._shown:
            self._write(f"\r{' ' * self._shown}\r")
            self._shown = 0

    def _write(self, text: str) -> None:
        assert self._stream is not None
        self._stream.write(text)
        self._stream.flush()


def begin(start: float, *, quiet: bool) -> Bar:
    """Return the bar of a run that began then, by `time.perf_counter`.

    There is none unless both streams are terminals: what stands on another one may be anything's input.
    """
    on_terminal = all(stream is not None and stream.isatty() for stream in (sys.stdout, sys.stderr))
    shown = on_terminal and not quiet and os.environ.get("TERM") != "dumb"
    return Bar(sys.stderr if shown else None, start + _AFTER)


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except OSError:
        return 80
