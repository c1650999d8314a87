"""Colours and hyperlinks of a terminal, and whether there are to be any."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

_CODES = {"bold": "1", "red": "1;31", "cyan": "36", "blue": "1;34", "faint": "2"}
_HYPERLINKING = frozenset({"WezTerm", "ghostty", "iTerm.app", "vscode"})


class Style:
    """What a stream shows: `colour`, and addresses as `links` (OSC 8), which other terminals would print as rubbish."""

    def __init__(self, colour: bool = False, links: bool = False) -> None:
        self.colour = colour
        self.links = links

    def paint(self, colour: str, text: str) -> str:
        """Return a text in a colour (bold, red, cyan, blue, faint), as it is where there are none."""
        return f"\033[{_CODES[colour]}m{text}\033[0m" if self.colour and text else text

    def link(self, address: str) -> str:
        """Return an address, as a hyperlink where those are shown."""
        return f"\033]8;;{address}\033\\{address}\033]8;;\033\\" if self.links else address


PLAIN = Style()


def style_of(stream: TextIO | None, wanted: str, environment: Mapping[str, str] = os.environ) -> Style:
    """Return how to print to a stream; `wanted` is `always`, `never`, or `auto`.

    With `auto`, a NO_COLOR that isn't empty forbids colours, then a FORCE_COLOR that is neither empty nor 0 demands
    them, then a terminal decides that isn't `dumb`.
    """
    on_terminal = stream is not None and stream.isatty() and environment.get("TERM") != "dumb"
    colour = on_terminal
    if wanted != "auto":
        colour = wanted == "always"
    elif environment.get("NO_COLOR"):
        colour = False
    elif environment.get("FORCE_COLOR", "0") not in ("", "0"):
        colour = True
    links = colour and on_terminal and _shows_links(environment)
    return Style(colour, links)


def _shows_links(environment: Mapping[str, str]) -> bool:
    return (
        environment.get("TERM_PROGRAM") in _HYPERLINKING
        or "WT_SESSION" in environment
        or "KITTY_WINDOW_ID" in environment
        or environment.get("VTE_VERSION", "0").rjust(4, "0") >= "5000"
    )
