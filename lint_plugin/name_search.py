"""Which uses of a few names in a file's text rules ask for: of names that no import binds, or that torch's bind.

Found without parsing it; an answer only decides what is looked at more closely. Most files bind what they use by an
import from elsewhere, which the text tells.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from lint_plugin.source import CLOSED, GAP

Asked = Callable[[str, str, bool], bool]
"""Whether a use is asked for, by the name, the attribute that is taken from it, and whether torch's import binds it."""

_IMPORTS = re.compile(rb"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+)?import[ \t]*(\([^)]*\)|(?:\\\r?\n|[^\n])*)", re.MULTILINE)
_COMMENT = re.compile(rb"#[^\n]*")
_STAR = re.compile(rb"\bimport[ \t]+\*")


def asked_uses(names: frozenset[str], asked: Asked, source: bytes) -> list[tuple[str, int]]:
    """Return (name, offset in the source) of each use of a name that is asked for.

    None in files that don't mention MindSpore, and none of unbound names in files that import by a star.
    """
    if not names or b"mindspore" not in source:
        return []
    used = [name for name in map(str.encode, sorted(names)) if name in source]
    imports = [(match[1] or b"", _COMMENT.sub(b"", match[2])) for match in _IMPORTS.finditer(source)] if used else []
    found: list[tuple[str, int]] = []
    for name in used:
        mentioned = [(module or names) for module, names in imports if _word(name).search(names)]
        of_torch = bool(mentioned) and all(text.lstrip().startswith(b"torch") for text in mentioned)
        if not mentioned or (of_torch and name != b"torch"):
            for use in _use(name).finditer(source):
                if asked(name.decode(), use[1].decode(), of_torch):
                    found.append((name.decode(), use.start()))
    return [] if found and _STAR.search(source) else found


@functools.lru_cache(maxsize=64)
def _word(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(?<![\w.])%s\b" % name)


@functools.lru_cache(maxsize=64)
def _use(name: bytes) -> re.Pattern[bytes]:
    """Return what finds an attribute of a name."""
    return re.compile(rb"%s(?<![\w.]%s)%s\.%s(\w+)" % (name, name, CLOSED, GAP))
