"""A file's tree, the bodies of whose functions and classes are parsed when they are first looked at.

Questions are about a few of a file's definitions, and parsing is what takes most of the time. So the bodies that
nobody is known to ask for are cut out of the text before it is parsed, and all the rest keeps its place. Whoever reads
the `body` of such a node finds what a parser of the whole file would have put there.

Where a body begins and ends is read from the indentation, past strings and comments. A text in which that could be
otherwise (tabs, form feeds, carriage returns, encodings other than UTF-8) is parsed whole, and so is one that doesn't
parse without the bodies, or in which they aren't found again. What is not seen is a mistake of syntax in a body that
nobody looks at. Such a body is empty for other files; the file under check is refused for one in which something is
asked for, whoever read it before.
"""

from __future__ import annotations

import ast
import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

from lint_plugin import source as source_
from lint_plugin.long_strings import LONG_STRINGS, TEXTS, nests_quotes, string_over
from lint_plugin.semantics.code.syntax import blocks, bodies, statements

_WORTH_CUTTING = 120
"""Bytes: to parse a shorter body takes no longer than to cut it out."""

_MANY = 50
"""Where more bodies of a file are asked for, it is parsed whole: each by itself takes a tenth of a millisecond more."""

_DEFINITION = re.compile(rb"\n( *)((?:async +)?def|class) +(?=\w)")
_PLAIN_HEAD = re.compile(rb"\w+ *(?:\([^()\"'#]*\))?(?: *->[^:\n\"'#\[\\]*)?: *(?:#[^\n]*)?(?=\n)")
_HEAD = re.compile(b"|".join((*TEXTS, rb"[()\[\]{}:\n\\]")), re.DOTALL)
_REST_OF_HEAD = re.compile(rb" *(?:#[^\n]*)?(?=\n)")
_DOCSTRING = re.compile(rb"\s*[rRuU]?(\"\"\"|''')")
_JOINED = re.compile(rb"\\\n")
"""Where a line goes on in the next one: of a line that holds nothing else, the next one tells the indentation."""
_TAB = re.compile(rb"\n *\t")
_OTHER_ENCODING = re.compile(rb"(?:[^\n]*\n)?[^\n]*coding[:=](?![ \t]*utf-?8\b)")


class _Cut(NamedTuple):
    """A body that is cut out: from the end of its head's last line to that of its own last line of code.

    `definition` is the offset of the line that `def` stands in.
    """

    definition: int
    start: int
    end: int
    indentation: int


class _File:
    """The file that an outline is of, and how often a body of it was read."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._reads = 0
        self._definitions: dict[int, Any] | None = None
        self.unread = 0
        """How many bodies are cut out and haven't been read."""

    @property
    def is_whole(self) -> bool:
        """Whether all of the file has been parsed."""
        return not self.unread or bool(self._definitions)

    def definition(self, text: bytes, line: int) -> Any:
        """Return the node of a definition, with its body, by its text and the line of its `def` or `class`.

        Raises SourceError where that isn't Python.
        """
        self._reads += 1
        if self._reads > _MANY and self._definitions is None:
            self._definitions = self._all()
        if self._definitions and line in self._definitions:
            return self._definitions[line]
        before = b"\n" * (line - 2) + (b"if 0:" if text[:1] == b" " else b"") + b"\n" * (line > 1)
        skipped = len(before) + len(text) - len(text.lstrip())
        try:
            statement: Any = _outline(before + text, (), self, skipped).body[0]
        except source_.SourceError:
            if self._definitions is None:
                self._definitions = self._all()
            if line not in self._definitions:
                raise
            return self._definitions[line]
        return statement.body[0] if isinstance(statement, ast.If) else statement

    def _all(self) -> dict[int, Any]:
        """Return all definitions of the file by their lines, none where some of them have a mistake of syntax."""
        try:
            tree = source_.tree_of(self._source)
        except source_.SourceError:
            return {}
        inside = statements(tree, worth_reading=bool)
        return {node.lineno: node for node in inside if isinstance(node, _DEFINITIONS)}


class _Unread(ast.AST):
    """A definition's node without its body: `unread` is the definition's text, `_body` its statements once read."""

    name: str
    lineno: int
    unread: bytes
    _file: _File
    _body: list[ast.stmt]

    first_line: int
    """The line (1-based) after the head's last."""
    is_broken: bool = False
    """Whether the body was read and isn't Python."""

    @property
    def body(self) -> list[ast.stmt]:
        """The statements in it, parsed when they are first asked for."""
        values: dict[str, Any] = vars(self)
        if "unread" in values:
            values["_body"] = self._read(values["unread"], values["_file"])
            values["_file"].unread -= 1
            del values["unread"], values["_file"]  # not before: the stack may have been too deep to read it
        return self._body

    def _read(self, text: bytes, file: _File) -> list[ast.stmt]:
        line = self.lineno
        try:
            definition = file.definition(text, line)
        except source_.SourceError:
            vars(self)["is_broken"] = True
            return [ast.Pass(lineno=line, col_offset=0, end_lineno=line, end_col_offset=0)]
        vars(self)["end_col_offset"] = definition.end_col_offset
        body: list[ast.stmt] = definition.body
        return body


class FunctionDef(_Unread, ast.FunctionDef):  # type: ignore[override]  # visitors go by the name of a node's class
    """A function whose body is parsed when it is first looked at."""


class AsyncFunctionDef(_Unread, ast.AsyncFunctionDef):  # type: ignore[override]
    """An asynchronous function whose body is parsed when it is first looked at."""


class ClassDef(_Unread, ast.ClassDef):  # type: ignore[override]
    """A class whose body is parsed when it is first looked at, but for those of its methods."""


def parse(source: bytes, asked: Sequence[int]) -> ast.Module:
    """Return the tree of a file's bytes, with the bodies in which one of the offsets `asked` (sorted) stands parsed.

    Raises SourceError where they can't be decoded as Python does, or what is parsed of them has a mistake of syntax.
    """
    if _is_odd(source):
        return source_.parse(source)
    source_.decodable(source)
    file = _File(source)
    tree = _outline(source, asked, file, 0)
    vars(tree)["_file"] = file
    return tree


def is_whole(tree: ast.Module) -> bool:
    """Return whether all of a file has been parsed, whose tree `parse` has made, or a parser of whole files."""
    file: _File | None = vars(tree).get("_file")
    return file is None or file.is_whole


def read_asked(tree: ast.Module, source: bytes, asked: Sequence[int]) -> None:
    """Parse the bodies, of a tree that `parse` has made of the bytes for others, in which an offset `asked` stands.

    Raises SourceError where one of them has a mistake of syntax, as `parse` does.
    """
    lines = []
    line = position = 0
    for offset in asked:
        line += source.count(b"\n", position, offset)
        position = offset
        lines.append(line + 1)
    pending: list[ast.AST] = [tree]
    while pending:
        for inner in blocks(pending.pop()):
            if isinstance(inner, _Unread):
                following = bisect_left(lines, inner.first_line)
                if following == len(lines) or lines[following] > (cast(ast.stmt, inner).end_lineno or 0):
                    continue
                if inner.body and inner.is_broken:
                    source_.tree_of(source)
            pending.append(inner)


def _outline(source: bytes, asked: Sequence[int], file: _File, skipped: int) -> ast.Module:
    """Return the tree of a text of the file, as `parse` does; nothing that begins before `skipped` is cut out."""
    cuts = list(_cuts(source, asked, skipped))
    if cuts:
        try:
            tree = source_.tree_of(_without(source, cuts))
        except source_.SourceError:  # said better of the whole file, if it is in the file
            pass
        else:
            if _put_back(tree, source, cuts, file):
                file.unread += len(cuts)
                return tree
    return source_.tree_of(source)


def _is_odd(source: bytes) -> bool:
    """Return whether indentation, strings, and what a byte means, may be other than `_cuts` reads them.

    Nor are bodies left unread that may name an attribute in parts: they are looked for by its name.
    """
    return (
        any(mark in source for mark in (b"\r", b"\f", b"\0"))
        or (b"\t" in source and _TAB.search(source) is not None)
        or _OTHER_ENCODING.match(source) is not None
        or any(
            not source[source.rfind(b"\n", 0, at.start()) + 1 : at.start()].strip() for at in _JOINED.finditer(source)
        )
        or bool(source_.names_in_parts(source))
        or nests_quotes(source)
    )


def _cuts(source: bytes, asked: Sequence[int], skipped: int) -> Iterator[_Cut]:
    """Yield the bodies that nobody asks for, the outermost ones; none of a function that stands in a function."""
    position = skipped
    while found := _DEFINITION.search(source, position):
        inside = string_over(source, position, found.start())
        start, has_lines = (inside[1], False) if inside else _end_of_head(source, found.end())
        end = _end_of_body(source, start, len(found[1])) if has_lines else -1
        if end < 0:
            position = start
            continue
        next_asked = bisect_left(asked, start)
        if next_asked == len(asked) or asked[next_asked] >= end:
            last = _end_of_code(source, start, end)
            if last - start >= _WORTH_CUTTING:
                yield _Cut(found.start() + 1, start, last, len(found[1]))
        elif found[2] == b"class":
            end = start
        position = end


def _end_of_head(source: bytes, name: int) -> tuple[int, bool]:
    """Return where a definition's head ends, and whether the rest of that line is empty, so that lines below follow."""
    plain = _PLAIN_HEAD.match(source, name)
    if plain:
        return plain.end(), True
    depth = 0
    for mark in _HEAD.finditer(source, name):
        match mark[0]:
            case b"(" | b"[" | b"{":
                depth += 1
            case b")" | b"]" | b"}":
                depth -= 1
            case b":" if depth == 0:
                rest = _REST_OF_HEAD.match(source, mark.end())
                return (rest.end(), True) if rest else (mark.end(), False)
            case b"\n" | b"\\" if depth == 0:
                return mark.start(), False
    return len(source), False


def _end_of_body(source: bytes, start: int, indentation: int) -> int:
    """Return where the first line begins, with its line feed, that stands no deeper than the definition.

    -1 where a backslash makes that line part of the one before.
    """
    outside = _outside(indentation)
    docstring = _DOCSTRING.match(source, start)
    if docstring:  # most functions' only long string: no need to look at all others
        closing = source.find(docstring[1], docstring.end())
        if closing >= 0 and b"\\" not in source[docstring.end() : closing]:
            start = closing + len(docstring[1])
    while True:
        found = outside.search(source, start)
        end = found.start() if found else len(source)
        inside = string_over(source, start, end)
        if not inside:
            return -1 if source[end - 1 : end] == b"\\" else end
        start = inside[1]


@functools.cache
def _outside(indentation: int) -> re.Pattern[bytes]:
    return re.compile(rb"\n {0,%d}(?=[^ \n#])" % indentation)


def _end_of_code(source: bytes, start: int, end: int) -> int:
    """Return where the last line of code in a body ends; `start` where that can't be told."""
    line = start + len(source[start:end].rstrip())
    while line > start:
        end, line = line, max(source.rfind(b"\n", start, line), start)
        last = source[line:end].strip()
        if last and not last.startswith(b"#"):
            end = line + len(source[line:end].rstrip())
            return start if source[end - 1 : end] == b"\\" else end
        if any(quotes in last for quotes in LONG_STRINGS):
            break
    return start


def _without(source: bytes, cuts: Sequence[_Cut]) -> bytes:
    """Return the text with a number in place of each body that is cut out, in the line in which the body ends."""
    parts = []
    position = 0
    for cut in cuts:
        lines = source.count(b"\n", cut.start, cut.end)
        parts += [source[position : cut.start], b"\n" * lines, b" " * cut.indentation, b" 0"]
        position = cut.end
    return b"".join([*parts, source[position:]])


def _put_back(tree: ast.Module, source: bytes, cuts: Sequence[_Cut], file: _File) -> bool:
    """Make the nodes whose bodies were cut out read them when asked; False if they aren't all in the tree."""
    texts = {}
    line, position = 1, 0
    for cut in cuts:
        line += source.count(b"\n", position, cut.definition)
        position = cut.definition
        texts[line] = source[cut.definition : cut.end], line + source.count(b"\n", position, cut.start) + 1
    pending: list[ast.AST] = [tree]
    while pending:
        for body in bodies(pending.pop()):
            for place, statement in enumerate(cast(list[ast.stmt], body)):
                kind = _KINDS.get(type(statement))
                found = None if kind is None else texts.pop(statement.lineno, None)
                if kind is not None and found is not None:
                    body[place] = _unread(statement, kind, *found, file)
                elif kind is None or kind is ClassDef:
                    pending.append(statement)
    return not texts


_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_KINDS: dict[type[ast.AST], type[_Unread]] = {
    ast.FunctionDef: FunctionDef,
    ast.AsyncFunctionDef: AsyncFunctionDef,
    ast.ClassDef: ClassDef,
}


def _unread(node: ast.stmt, kind: type[_Unread], text: bytes, first_line: int, file: _File) -> ast.stmt:
    unread: Any = kind.__new__(kind)
    values = vars(unread)
    values.update(vars(node), unread=text, first_line=first_line, _file=file)
    del values["body"]
    return cast(ast.stmt, unread)
