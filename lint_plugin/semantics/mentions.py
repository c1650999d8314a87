"""Which attributes of MindSpore's namespaces a file's text mentions, found without parsing it.

An answer only decides what is looked at more closely: it may name an attribute of something else, and leaves out
namespaces that reach a name by other ways than an import or the names that everybody gives them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

Asked = Callable[[str, str], bool]
"""Whether an attribute is asked for, by the dotted name of its namespace and its own."""

_USUAL = {b"mindspore": "mindspore", b"ms": "mindspore", b"nn": "mindspore.nn", b"ops": "mindspore.ops",
          b"mint": "mindspore.mint", b"F": "mindspore.mint.nn.functional"}  # fmt: skip
_FROM = re.compile(
    rb"from[\s\\]+(mindspore(?:\.\w+)*)[\s\\]+import[\s\\]*(\((?:[^()#]|#[^\r\n]*[\r\n])*\)|(?:\\\r?\n|[^\n;#])*)"
)
_IMPORT = re.compile(rb"import[ \t\\]+((?:\\\r?\n|[^\n;#])*\bmindspore\b(?:\\\r?\n|[^\n;#])*)")
_MODULE = re.compile(rb"(mindspore(?:\.\w+)*)(?:[\s\\]+as[\s\\]+(\w+))?")
_NAME = re.compile(rb"(\w+)(?:[\s\\]+as[\s\\]+(\w+))?")
_PART = re.compile(rb"\w+")
_COMMENT = re.compile(rb"#[^\n]*")
_DOT = rb"[\s\\]*(?:\.[\s\\]*|,[\s\\]*[\"'])"


def mentioned(source: bytes, namespaces: frozenset[str], asked: Asked) -> list[tuple[str, int]]:
    """Return (name, offset in the source) of each attribute of one of the namespaces that is asked for."""
    if b"mindspore" not in source and b"torch" in source:
        return []
    found: list[tuple[str, int]] = []

    def follow(space: str, parts: list[bytes], offset: int) -> None:
        for part in parts:
            name = part.decode()
            if space in namespaces and asked(space, name):
                found.append((name, offset))
            space = f"{space}.{name}"

    aliases = dict(_USUAL)
    for path, name, bound, offset in _imports(source):
        if bound:
            aliases[bound] = ".".join(part.decode() for part in (path, name) if part)
        parts = path.split(b".") + [name] * bool(name)
        follow("mindspore", parts[1:], offset)
    for match in _chains(tuple(sorted(aliases))).finditer(source):
        follow(aliases[match[1]], _PART.findall(match[2]), match.start())
    return found


@functools.lru_cache(maxsize=256)
def _chains(aliases: tuple[bytes, ...]) -> re.Pattern[bytes]:
    """Return what finds an attribute, or a chain of them, of one of the names."""
    whole_words = (rb"%s(?<!\w%s)" % (alias, alias) for alias in aliases)  # \b in front would make the search slow
    return re.compile(rb"((?:%s))\b((?:%s\w+)+)" % (b"|".join(whole_words), _DOT))


def _imports(source: bytes) -> Iterator[tuple[bytes, bytes, bytes, int]]:
    """Yield (module, name, what it is bound to, offset) for each import from MindSpore in the text; empty for none."""
    for match in _FROM.finditer(source):
        for name, alias in _NAME.findall(_COMMENT.sub(b"", match[2])):
            yield match[1], name, alias or name, match.start()
    for match in _IMPORT.finditer(source):
        for path, alias in _MODULE.findall(match[1]):
            yield path, b"", alias, match.start()
