"""What the text of a call's arguments gives, read without parsing it."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from lint_plugin.patterns import later

_WORD = later(rb"\w+")
_pattern = functools.cache(re.compile)  # most runs need none
_PLAIN = rb"[^()\[\]{}\"'#\\]*"
_STRING = rb"""(?<!\w)(?:"[^"\\\n]*"|'[^'\\\n]*')"""
_NESTED = functools.reduce(
    lambda inner, _: rb"(?:[(\[{]%s(?:%s%s)*[)\]}]|%s)" % (_PLAIN, inner, _PLAIN, _STRING), range(3), _STRING
)
"""A string, or brackets with what is in them, unless that is nested more deeply."""
_SIMPLE = later(rb"\((%s)\)" % _PLAIN)
_FEW_BRACKETS = rb"\((%s(?:%s%s)*)\)" % (_PLAIN, _NESTED, _PLAIN)
_IN_BRACKETS = _NESTED
_KEYWORD = rb"(?:^|,)\s*(\w+)\s*=(?!=)"
_TOKENS = (
    rb"""(?s:#[^\n]*|\"\"\".*?\"\"\"|'''.*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[()\[\]{},*]|\w+|=(?!=)|\S)"""
)
_FORMATTED = rb"\b[rR]?[fF][rR]?[\"']|\blambda\b"
_MOST_TEXT = 4000
"""Bytes of the arguments of a call that are read."""


class Arguments(NamedTuple):
    """What a call's text gives: how many arguments by position, up to a star, and which by name."""

    positional: int
    keywords: tuple[str, ...]


def arguments_at(source: bytes, opening: int) -> Arguments | None:
    """Return what the call whose bracket opens at an offset gives, None where its text doesn't tell."""
    plain = text_at(source, opening)
    return _by_tokens(source, opening) if plain is None else arguments_of(plain)


def text_at(source: bytes, opening: int) -> bytes | None:
    """Return the text of a call's arguments with `()` for brackets in it and `""` for strings, None for odd ones."""
    simple = _SIMPLE.match(source, opening)
    if simple:
        return simple[1]
    few = _pattern(_FEW_BRACKETS).match(source, opening, opening + _MOST_TEXT)
    if few is None:
        return None
    return b"lambda" if _holds_lambda(few[1]) else _pattern(_IN_BRACKETS).sub(_emptied, few[1])


def _emptied(nested: re.Match[bytes]) -> bytes:
    return b'""' if nested[0].startswith((b'"', b"'")) else b"()"


def values_of(text: bytes) -> dict[str | int, bytes]:
    """Return the text of each value by its name, or its position up to a star, in a text that `text_at` gives."""
    values: dict[str | int, bytes] = {}
    starred = False
    for position, part in enumerate(text.split(b",")):
        name, equals, value = part.partition(b"=")
        starred = starred or part.lstrip().startswith(b"*")
        if equals and not value.startswith(b"=") and _WORD.fullmatch(name.strip()):
            values[name.strip().decode()] = value.strip()
        elif part.strip() and not starred:
            values[position] = part.strip()
    return values


def _by_tokens(source: bytes, opening: int) -> Arguments | None:
    text = source[opening : opening + _MOST_TEXT]
    parts: list[list[bytes]] = [[]]
    depth = 0
    for token in _pattern(_TOKENS).finditer(text):
        what = token[0]
        if what in b"([{":
            depth += 1
            if depth == 1:
                continue
        elif what in b")]}":
            depth -= 1
            if depth == 0:
                is_plain = _pattern(_FORMATTED).search(text, 0, token.end()) is None
                return _of_parts([b" ".join(part) for part in parts]) if is_plain else None
        elif what == b"," and depth == 1:
            parts.append([])
            continue
        if depth and not what.startswith((b"#", b"\\")):
            parts[-1].append(what if depth == 1 else b"x")
    return None


def _holds_lambda(text: bytes) -> bool:
    return b"lambda" in text and _pattern(_FORMATTED).search(text) is not None


@functools.lru_cache(maxsize=4096)
def arguments_of(text: bytes) -> Arguments | None:
    """Return what arguments give in which nothing is nested, None where their text doesn't tell."""
    if _holds_lambda(text):
        return None
    if b"*" in text:
        return _of_parts(text.split(b","))
    keywords = [keyword.decode() for keyword in _pattern(_KEYWORD).findall(text)] if b"=" in text else []
    given = text.count(b",") + bool(text.rpartition(b",")[2].strip())
    return Arguments(given - len(keywords), tuple(keywords))


def _of_parts(parts: list[bytes]) -> Arguments:
    positional, keywords = 0, []
    starred = False
    for part in parts:
        if b"=" in part:
            name, _, value = part.replace(b"\\", b" ").strip().partition(b"=")
            if _WORD.fullmatch(name.strip()) and not value.lstrip().startswith(b"="):
                keywords.append(name.strip().decode())
                continue
        part = part.strip()
        if part.startswith(b"*"):
            starred = True
        elif part and not starred:
            positional += 1
    return Arguments(positional, tuple(keywords))
