"""Which uses of a few names in a file's text rules ask for: of names that no import binds, or that torch's bind.

Found without parsing it; an answer only decides what is looked at more closely. Most files bind what they use by an
import from elsewhere, which the text tells.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from lint_plugin.patterns import later
from lint_plugin.source import CLOSED, GAP, line_start

Asked = Callable[[str, str, bool], bool]
"""Whether a use is asked for, by the name, the attribute that is taken from it, and whether torch's import binds it."""

_IMPORT = later(rb"import[ \t]*")
_FROM = later(rb"[ \t]*(?:from[ \t]+([\w.]+)[ \t]+)?")
_LINE = later(rb"(?:\\\r?\n|[^\r\n])*")
_COMMENT = later(rb"#[^\r\n]*")
_STAR = later(rb"import(?<!\wimport)[ \t]+\*")


def asked_uses(names: frozenset[str], asked: Asked, source: bytes) -> list[tuple[str, int]]:
    """Return (name, offset in the source) of each use of a name that is asked for.

    None in files that don't mention MindSpore, and none of unbound names in files that import by a star.
    """
    if not names or b"mindspore" not in source:
        return []
    mentioned = (name for name in map(str.encode, sorted(names)) if name in source)
    used = [name for name in mentioned if _use(name).search(source) and not _is_of_mindspore(name, source)]
    imports = list(_imports(source)) if used else []
    found: list[tuple[str, int]] = []
    for name in used:
        bound_by = [(module or names) for module, names in imports if _word(name).search(names)]
        of_torch = bool(bound_by) and all(text.lstrip().startswith(b"torch") for text in bound_by)
        if not bound_by or (of_torch and name != b"torch"):
            for use in _use(name).finditer(source):
                if asked(name.decode(), use[1].decode(), of_torch):
                    found.append((name.decode(), use.start()))
    return [] if found and _STAR.search(source) else found


def _is_of_mindspore(name: bytes, source: bytes) -> bool:
    """Return whether an import from MindSpore binds a name, as far as a quick look tells: it is so of most."""
    found = _from_mindspore(name).search(source)
    return found is not None and not source[line_start(source, found.start()) : found.start()].strip(b" \t")


def _imports(source: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield (module, names) of each import statement in a text; the module is empty without a `from`."""
    position = 0
    while found := _IMPORT.search(source, position):
        start = found.start()
        line = line_start(source, start, max(start - _LONGEST_HEAD, 0))
        head = _FROM.fullmatch(source, line, start)
        position = found.end()
        if head is None or (not line and start > _LONGEST_HEAD):
            continue
        closing = source.find(b")", position) if source.startswith(b"(", position) else -1
        end = _LINE.match(source, position) if closing < 0 else None
        names = source[position : closing + 1 if end is None else end.end()]
        position += len(names)
        yield head[1] or b"", _COMMENT.sub(b"", names)


_LONGEST_HEAD = 1000
"""Bytes of a line in front of `import` that are read."""


@functools.lru_cache(maxsize=64)
def _from_mindspore(name: bytes) -> re.Pattern[bytes]:
    names = rb"(?:\([\w,\s]*|[\w, \t]*)(?<![\w.])%s\b" % name
    return re.compile(rb"from[ \t]+mindspore[\w.]*[ \t]+import[ \t]+" + names)


@functools.lru_cache(maxsize=64)
def _word(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"%s(?<![\w.]%s)\b" % (name, name))


@functools.lru_cache(maxsize=64)
def _use(name: bytes) -> re.Pattern[bytes]:
    """Return what finds an attribute of a name; behind a backtick it is no code."""
    return re.compile(rb"%s(?<![\w.`]%s)%s\.%s(\w+)" % (name, name, CLOSED, GAP))
