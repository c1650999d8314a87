"""Jupyter notebooks: the code of their cells as one Python text, and that text put back into the cells.

What IPython adds to Python (magics, shell commands, `?`) becomes comments, which are taken off again on the way back.
Only cells whose code changed are written; all else of the file, its outputs above all, stays byte for byte.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from lint_plugin import source as source_

MAX_BYTES = 100_000_000
"""Outputs, such as pictures, make most of a notebook; of its code no more is read than of any file."""

_DECODER = json.JSONDecoder()
_BLANKS = re.compile(r"[ \t\r\n]*")
_PYTHON = re.compile(r"i?python[\d.]*\Z", re.IGNORECASE)
_MAGIC = re.compile(
    r"[ \t]*(?:[%!]|\?{1,2}[\w%]|[%\w.*\[\]]+\?{1,2}[ \t]*\r?$"
    r"|(?:pip|conda|mamba|uv) +(?!(?:and|as|for|if|in|is|not|or)\b)\w)",
    re.MULTILINE,
)
"""A line that is IPython's alone, where a statement may begin: `%magic`, `!command`, `name?`, `pip install`."""
_MAY_HAVE_MAGIC = re.compile(r"[%!?]|\b(?:pip|conda|mamba|uv) ")
_ASSIGNED = re.compile(r"[ \t]*[\w.,*\[\] \t()]+=[ \t]*(?=[%!]\w)")
"""What stands before the command in `files = !ls`."""
_PYTHON_CELL = re.compile(r"%%(?:time|timeit|capture|prun|debug|python3?)\b")
"""The magics of a whole cell behind whose line Python follows; other cells hold another language."""
_PIECE = re.compile(
    r"""(?P<long>\"{3}|'{3})|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|(?P<open>[(\[{])|(?P<close>[)\]}])|\#[^\n]*"""
    r"""|\\\r?\n|(?P<end>\n)|[^"'()\[\]{}\#\\\n]+|.""",
    re.DOTALL,
)
_IN_LONG = re.compile(r"\\.|\"{3}|'{3}", re.DOTALL)
_ASIDE = "pass"


class Cell(NamedTuple):
    """A code cell: its number among all cells (from 1), its text, and the line of the notebook's code it begins on."""

    number: int
    text: str
    line: int


class BrokenCell(NamedTuple):
    """Why a cell isn't Python; line and column 1-based in the cell, 0 where not known."""

    number: int
    line: int
    column: int
    reason: str


class Notebook:
    """A notebook by the bytes of its file. Raises SourceError for what is none, or is one of a format before 4.

    A notebook in another language than Python has no code cells.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._cells: list[Cell] = []
        line = 3  # of its code's first two lines none may name an encoding
        for number, text in _code_cells(content):
            self._cells.append(Cell(number, text, line))
            line += len(source_.lines_of(text)) + 1
        texts = "".join(cell.text for cell in self._cells)
        character = next(chr(code) for code in (0x1F, *range(0xE000, 0xF900)) if chr(code) not in texts)
        self._mark = f"#{character}"
        self._begin = f"#{character * 2}\n"  # the line before each cell

    def code(self, left_out: Collection[int] = ()) -> bytes:
        """Return the code of all cells, but for those of the numbers that are `left_out`, which become comments."""
        parts = [f"{self._mark}\n"]  # as `_begin`, it may name no encoding
        for cell in self._cells:
            text = self._commented(cell.text) if cell.number in left_out else self._python(cell.text)
            parts.append(f"{self._begin}{text}\n")
        return "".join(parts).encode("utf-8", "surrogatepass")

    def broken(self) -> list[BrokenCell]:
        """Return the cells that aren't Python."""
        found = []
        for cell in self._cells:
            try:
                source_.parse(f"\n\n{self._python(cell.text)}\n".encode("utf-8", "surrogatepass"))
            except source_.SourceError as error:
                found.append(BrokenCell(cell.number, max(error.line - 2, 0), error.column, error.reason))
        return found

    def place(self, line: int) -> tuple[int, int]:
        """Return the number of the cell, and the line in it, of a line of the code (all 1-based)."""
        index = max(bisect_right(self._cells, line, key=lambda cell: cell.line) - 1, 0)
        cell = self._cells[index]
        return cell.number, line - cell.line + 1

    def line_of(self, number: int, line: int) -> int:
        """Return the line of the code of a cell's line, as `place` gives them."""
        return next(cell.line for cell in self._cells if cell.number == number) + line - 1

    def lines(self, number: int) -> list[str]:
        """Return the lines of the code cell of a number, none where there is no such cell."""
        return next((source_.lines_of(cell.text) for cell in self._cells if cell.number == number), [])

    def with_code(self, code: bytes) -> bytes:
        """Return the notebook's file with the code, in which cells of `code()` have changed."""
        _, *texts = code.decode("utf-8", "surrogatepass").split(self._begin)
        changed = {}
        for cell, text in zip(self._cells, texts, strict=True):
            own = self._restored(text.removesuffix("\n"))
            if own != cell.text:
                changed[cell.number] = own
        text = self.content.decode("utf-8")
        parts, end = [], 0
        for number, start, stop in _sources(text):
            if number in changed:
                parts += [text[end:start], _written(changed[number], text[start:stop], plain=text.isascii())]
                end = stop
        return ("".join(parts) + text[end:]).encode("utf-8")

    def _python(self, text: str) -> str:
        """Return a cell's text with comments, or `pass`, for what is IPython's."""
        if not _MAY_HAVE_MAGIC.search(text):
            return text
        if text.startswith("%%") and not _PYTHON_CELL.match(text):
            return self._commented(text)
        parts, at = [], 0
        while at < len(text):
            assigned = _ASSIGNED.match(text, at)
            if _MAGIC.match(text, at) or assigned:
                end = _command_end(text, at)
                start = assigned.end() if assigned else at
                parts += [text[at:start], self._aside(text[start:end], nested=text[at] in " \t", value=bool(assigned))]
            else:
                end = _statement_end(text, at)
                parts.append(text[at:end])
            at = end
        return "".join(parts)

    def _aside(self, command: str, *, nested: bool, value: bool) -> str:
        """Return what stands in a command's place: an indented one may be all that its block has."""
        first, *others = command.split("\n")
        blanks = len(first) - len(first.lstrip(" \t"))
        stand_in = "None" if value else _ASIDE if nested else ""
        lines = [f"{first[:blanks]}{stand_in}{self._mark}{first[blanks:]}"]
        lines += [f"{self._mark}{line}" if line else line for line in others]
        return "\n".join(lines)

    def _commented(self, text: str) -> str:
        return "\n".join(self._mark + line for line in text.split("\n"))

    def _restored(self, text: str) -> str:
        return re.sub(rf"(?:None|{_ASIDE})?{self._mark}", "", text)


def _statement_end(text: str, at: int) -> int:
    """Return where the logical line ends that begins at an offset: behind its line feed."""
    depth = 0
    while at < len(text):
        piece = _PIECE.match(text, at)
        assert piece is not None
        at = piece.end()
        if piece["long"]:
            at = _string_end(text, at, piece["long"])
        elif piece["open"]:
            depth += 1
        elif piece["close"]:
            depth = max(depth - 1, 0)
        elif piece["end"] and not depth:
            break
    return at


def _string_end(text: str, at: int, quotes: str) -> int:
    return next((match.end() for match in _IN_LONG.finditer(text, at) if match[0] == quotes), len(text))


def _command_end(text: str, at: int) -> int:
    """Return where a command ends: behind the line feed of its last line, which ends in no backslash."""
    while at < len(text):
        end = text.find("\n", at)
        if end < 0:
            return len(text)
        at = end + 1
        if not text.endswith("\\", 0, end):
            break
    return at


def _code_cells(content: bytes) -> Iterator[tuple[int, str]]:
    """Yield the number and the text of each code cell of a notebook in Python. Raises SourceError."""
    if not content.strip():
        return
    try:
        data = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise source_.SourceError(f"not a notebook: invalid JSON ({error})") from error
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        raise source_.SourceError("not a notebook of format 4")
    if not _PYTHON.match(_language(data)):
        return
    for number, cell in enumerate(data["cells"], start=1):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            text = _text(cell.get("source"))
            if text is None:
                raise source_.SourceError(f"not a notebook of format 4: cell {number} has no text")
            yield number, text


def _language(data: dict[str, Any]) -> str:
    """Return the language that a notebook says it is in; Python where it says none."""
    metadata = data.get("metadata")
    for key, name in (("language_info", "name"), ("kernelspec", "language"), ("kernelspec", "name")):
        part = metadata.get(key) if isinstance(metadata, dict) else None
        if isinstance(part, dict) and isinstance(part.get(name), str):
            return str(part[name])
    return "python"


def _text(source: object) -> str | None:
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    return source if isinstance(source, str) else None


def _sources(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield, of each cell of a notebook's text, its number and where the value of its `source` begins and ends."""
    cells = next((start for key, start, _ in reversed(list(_members(text, _blank_end(text, 0)))) if key == "cells"), 0)
    for number, start in enumerate(_elements(text, cells), start=1):
        spans = {key: (begin, end) for key, begin, end in _members(text, start)}
        if "source" in spans:
            yield number, *spans["source"]


def _members(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Yield key, begin and end of each value of the object that begins at an offset of valid JSON."""
    at = _blank_end(text, start + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        begin = _blank_end(text, _blank_end(text, at) + 1)
        _, at = _DECODER.raw_decode(text, begin)
        yield key, begin, at
        at = _next(text, at)


def _elements(text: str, start: int) -> Iterator[int]:
    """Yield where each element of the list begins that begins at an offset of valid JSON."""
    at = _blank_end(text, start + 1)
    while text[at] != "]":
        yield at
        at = _next(text, _DECODER.raw_decode(text, at)[1])


def _next(text: str, at: int) -> int:
    """Return the offset of the next item, or of the bracket that ends the items."""
    at = _blank_end(text, at)
    return _blank_end(text, at + 1) if text[at] == "," else at


def _blank_end(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    assert match is not None
    return match.end()


def _written(text: str, before: str, *, plain: bool) -> str:
    """Return a cell's text as JSON, laid out as it was before; `plain` writes it in ASCII."""
    if before.startswith('"'):
        return json.dumps(text, ensure_ascii=plain)
    lines = [json.dumps(line, ensure_ascii=plain) for line in text.splitlines(keepends=True)]
    opening = before[1 : _blank_end(before, 1)]
    closing = before[len(before[:-1].rstrip()) : -1]
    between = f",{opening or ' '}"
    return f"[{opening}{between.join(lines)}{closing}]"
