"""Source text: how a file is read and parsed, and where a position of its tree stands in it."""

from __future__ import annotations

import ast
import functools
import gc
import io
import itertools
import os
import re
import stat
import warnings
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from lint_plugin.patterns import later

MAX_BYTES = 2_000_000
"""Larger files are generated tables, not code that someone maintains; they are left out with a note."""

_GAP = b" \t\r\n\f\v\\"
IN_WORDS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
"""The bytes that names are made of, but for those beyond ASCII."""
_COOKIE = later(rb"\A((?:[^\r\n]*\r?\n?)?[ \t\f]*#[^\r\n]*?)coding(?=[:=])")
_COMMENT = later(rb"#[^\r\n]*")
_LINE_BREAK = later(rb"[\r\n]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_BLOCK = 4096
_CONTINUED = bytes(range(0x80, 0xC0))
"""The bytes that begin no character in UTF-8."""


class SourceError(Exception):
    """A file that can't be checked: why, and where in it (line and column 1-based, 0 where that isn't known)."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


def read(path: str, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file.

    Raises SourceError for one that can't be opened, that is no regular file (a FIFO would block), or of more bytes than
    `most`.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb", buffering=0) as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise SourceError("not a regular file")
            text: bytes = file.read(min(status.st_size, most) + 1)  # room for `most` would be taken from the system
            while len(text) != status.st_size and len(text) <= most:  # it grows, or doesn't tell its size
                following = file.read(most + 1 - len(text))
                if not following:
                    break
                text += following
            if len(text) > most:
                raise too_large(most)
            return text
    except (OSError, ValueError) as error:
        raise SourceError(getattr(error, "strerror", None) or str(error)) from error


def too_large(most: int = MAX_BYTES) -> SourceError:
    """Return what is raised for a text of more bytes than `most`."""
    return SourceError(f"larger than {most:,} bytes: left out")


def parse(source: bytes) -> ast.Module:
    """Return the tree of a file's bytes, decoded as Python does. Raises SourceError where that fails."""
    decodable(source)  # ast.parse lets wrong bytes pass in comments, and Python doesn't
    return tree_of(source)


def tree_of(source: bytes) -> ast.Module:
    """Return the tree of bytes that can be decoded. Raises SourceError where they aren't Python."""
    tree: ast.Module = _parsed(source, ast.parse)
    return tree


def expression_of(text: str) -> ast.expr:
    """Return the tree of an expression, such as one in a string. Raises SourceError where it isn't Python."""
    expression: ast.expr = _parsed(text, functools.partial(ast.parse, mode="eval")).body
    return expression


def _parsed(source: bytes | str, parser: Callable[[bytes | str], Any]) -> Any:
    """Return what a parser gives, without its warnings. Raises SourceError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with collector_held():
                return parser(source)
    except SyntaxError as error:
        raise SourceError(f"invalid syntax: {error.msg}", error.lineno or 0, error.offset or 0) from error
    except ValueError as error:  # null bytes, before Python 3.12
        raise SourceError(f"invalid source: {error}") from error
    except (RecursionError, MemoryError) as error:
        raise SourceError("nested too deeply to be parsed") from error


@contextmanager
def collector_held() -> Iterator[None]:
    """Hold the garbage collector: a tree has no cycles, and looking for them takes longer than making it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def encoding_of(source: bytes) -> str:
    """Return the name of the encoding that a file is in: `utf-8-sig` where it begins with a byte order mark.

    Raises SyntaxError where it names one that nobody knows.
    """
    head = source[: source.find(b"\n", source.find(b"\n") + 1)]  # but for a last byte, which may be all of a line
    if head.isascii() and b"coding" not in head and source[-1:].isascii():
        return "utf-8"
    from tokenize import detect_encoding  # takes longer to import than to check a small file

    return detect_encoding(io.BytesIO(source).readline)[0]


def encode(text: str) -> bytes:
    """Return the bytes of a file that a host has decoded: in the encoding that it names itself, as it is on disk.

    Where it can't be encoded so, in UTF-8, with the name of the encoding made unreadable, no column changed.
    """
    source = text.encode("utf-8", "surrogatepass")
    try:
        encoding = encoding_of(source)
    except SyntaxError:  # an encoding that nobody knows: said when the file is parsed
        return source
    if encoding.startswith("utf-8"):
        return source
    try:
        own = text.encode(encoding)
        if own.decode(encoding) == text and encoding_of(own) == encoding:
            return own
    except (SyntaxError, UnicodeError):
        pass
    return _COOKIE.sub(rb"\1c-ding", source, count=1)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without their ends, as the parser counts them (form feeds and U+2028 end none)."""
    return _LINE_END.split(text) if "\r" in text else text.split("\n")


class Text:
    """The text of a file, and its lines: the tree counts columns in UTF-8 bytes, people count characters."""

    def __init__(self, source: bytes, lines: list[str] | None = None) -> None:
        self._source = source
        self._measured: tuple[int, bytes, list[int]] = 0, b"", []
        if lines is not None:  # a host that has decoded the file knows best
            self.lines = lines

    @cached_property
    def encoding(self) -> str:
        """The name of the encoding that the file is in: `utf-8-sig` where it begins with a byte order mark."""
        return encoding_of(self._source)

    @cached_property
    def content(self) -> str:
        """The decoded text, without a byte order mark, its line ends as they are."""
        try:
            text = self._source.decode(self.encoding)
        except (SyntaxError, LookupError, UnicodeDecodeError):
            text = self._source.decode("utf-8", "replace")
        return text.removeprefix("\ufeff")

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends, as `lines_of` gives them."""
        return lines_of(self.content)

    @cached_property
    def _starts(self) -> list[int]:
        """The offset in `content` at which each line begins."""
        if "\r" not in self.content:
            return list(itertools.accumulate([len(line) + 1 for line in self.content.split("\n")[:-1]], initial=0))
        return [0, *(match.end() for match in _LINE_END.finditer(self.content))]

    def offset(self, line: int, column: int) -> int:
        """Return the offset in `content` of a position of the tree: line 1-based, column 0-based in UTF-8 bytes."""
        return self._starts[line - 1] + self.column(line, column)

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column, both 1-based and in characters, of an offset in `content`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def at(self, line: int, column: int) -> int:
        """Return the offset in `content` of a line and column, both 1-based and in characters."""
        return self._starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """Return the text of a line (1-based), empty beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def between(self, start: tuple[int, int], end: tuple[int, int]) -> str:
        """Return the text between two places: lines 1-based, columns 0-based in bytes. Line feeds join its lines."""
        lines = [self.line(number).encode("utf-8", "surrogatepass") for number in range(start[0], end[0] + 1)]
        lines[-1] = lines[-1][: end[1]]
        lines[0] = lines[0][start[1] :]
        return b"\n".join(lines).decode("utf-8", "surrogatepass")

    def column(self, line: int, offset: int) -> int:
        """Return the 0-based column in characters of a 0-based offset in UTF-8 bytes."""
        text = self.line(line)
        if text.isascii():
            return offset
        if self._measured[0] != line:
            self._measured = line, *_measure(text)
        _, encoded, before = self._measured
        block = min(offset // _BLOCK, len(before) - 1)
        return before[block] + _characters(encoded[block * _BLOCK : offset])


def _measure(text: str) -> tuple[bytes, list[int]]:
    """Return a line's bytes, and how many characters begin before each block of them."""
    encoded = text.encode("utf-8", "surrogatepass")
    counts = (_characters(encoded[start : start + _BLOCK]) for start in range(0, len(encoded), _BLOCK))
    return encoded, list(itertools.accumulate(counts, initial=0))


def _characters(encoded: bytes) -> int:
    """Return how many characters begin in a piece of UTF-8."""
    return len(encoded.translate(None, _CONTINUED))


COMMENT_LINES = rb"(?:#[^\r\n]{0,250}[\r\n][%s]*){0,25}"
"""A regular expression for comments in brackets, each with its line end and what of a set of characters is behind it.

Bounded, since each dot in a block of comments may begin such a search: to the end of the block, that would take the
square of its length.
"""
GAP = rb"[\s\\]*" + COMMENT_LINES % rb"\s\\"
"""A regular expression for what may stand between two tokens: blanks, line ends in brackets, comments there."""
CLOSED = rb"[\s\\)]*" + COMMENT_LINES % rb"\s\\)"
"""As GAP, with closing brackets: what may stand between an expression and what is taken from it, or called with."""
_GLUED = later(rb"([\"'])(\w+)\1(?:%s[rRuU]?([\"'])(\w+)\3)+" % GAP)
_BETWEEN = tuple(
    later(rb"%s(?<=\w%s)(?=[\s\\#rRuU\"'])%s[rRuU]?([\"'])(?=\w+\1)" % (quote, quote, GAP)) for quote in (b'"', b"'")
)
_LAST_WORD = later(rb"[\"']\w{1,100}\Z")
_QUOTED_WORD = later(rb"([\"'])(\w+)\1")
_MOST_LINES = 100
"""Lines of comments between two tokens that are looked past."""


def glued_words(source: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield (word, offset) for the words that strings make which stand side by side: `"buf" "fers"`."""
    past = 0
    for between in sorted(match.start() for pattern in _BETWEEN for match in pattern.finditer(source)):
        first = _LAST_WORD.search(source, max(between - 101, 0), between) if between >= past else None
        match = _GLUED.match(source, first.start()) if first else None
        if match:
            strings = _COMMENT.sub(b"", match[0])
            yield b"".join(part[2] for part in _QUOTED_WORD.finditer(strings)), match.start()
            past = match.end()


@functools.lru_cache(maxsize=4)  # asked for the same text in short order, by what parses it, too
def names_in_parts(source: bytes) -> frozenset[bytes]:
    """Return the words that strings make which stand side by side, where they may name attributes."""
    if b"etattr" not in source:  # neither getattr nor setattr
        return frozenset()
    return frozenset(word for word, _ in glued_words(source))


def code_ends(source: bytes, offset: int, passed: bytes = b"") -> Iterator[int]:
    """Yield where the code before an offset may end: before blanks, line ends, comments and the characters `passed`.

    More than one where a `#` may begin a comment, or may stand in a string.
    """
    marks = _GAP + passed
    for _ in range(_MOST_LINES):
        end = _before(source, offset, marks)
        yield end
        if not _LINE_BREAK.search(source, end, offset):
            return
        line = line_start(source, end)
        comment = source.find(b"#", line, end)
        if comment < 0:
            return
        offset = line
        if source[line:comment].strip(marks):
            while comment >= 0:
                yield _before(source, comment, marks)
                comment = source.find(b"#", comment + 1, end)
            return


def line_start(source: bytes, offset: int, first: int = 0) -> int:
    """Return where the line of an offset begins; 0 where it doesn't from `first` on."""
    line = source.rfind(b"\n", first, offset) + 1
    return max(line, source.rfind(b"\r", max(line, first), offset) + 1)


def _before(source: bytes, offset: int, marks: bytes) -> int:
    while offset and source[offset - 1] in marks:
        near = source[max(offset - 100, 0) : offset]
        kept = near.rstrip(marks)
        offset -= len(near) - len(kept)
        if kept:
            break
    return offset


def follows(source: bytes, offset: int, mark: bytes, passed: bytes = b"") -> bool:
    """Return whether a mark may be the last token before an offset, but for the characters `passed`."""
    return any(source.endswith(mark, 0, end) for end in code_ends(source, offset, passed))


def before_gap(source: bytes, offset: int) -> int:
    """Return the offset at which the white space, and the backslashes at line ends, in front of an offset begin."""
    return _before(source, offset, _GAP)


def decodable(source: bytes) -> None:
    """Check that a file's bytes can be decoded as Python would. Raises SourceError where they can't."""
    try:
        encoding = encoding_of(source)
        if encoding != "utf-8" or not source.isascii():
            source.decode(encoding)
    except (SyntaxError, LookupError, UnicodeDecodeError) as error:
        raise SourceError(f"invalid encoding: {error}") from error
