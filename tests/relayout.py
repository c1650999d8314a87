"""The same code in another layout: line breaks, comments, backslashes, brackets and blanks wherever they may stand.

The text is taken apart into its tokens and put together again, so that its tree is the same but for positions.
"""

from __future__ import annotations

import ast
import io
import random
import tokenize
from bisect import bisect_left
from dataclasses import dataclass

_COMMENT = "# net.buffers(), 'forward'"
_WITHOUT_PLACE = (tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
_STRINGS_IN_PARTS = frozenset({"FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END"})


@dataclass
class Relaid:
    """A text in another layout: where each token stood, and where it stands now (lines 1-based, columns 0-based)."""

    text: str
    before: list[tuple[int, int]]
    after: list[tuple[int, int]]

    def token_before(self, line: int, column: int) -> int:
        """Return the number of the first token at a position of the text before, or behind it."""
        return bisect_left(self.before, (line, column))

    def token_after(self, line: int, column: int) -> int:
        """Return the number of the first token at a position of the text now, or behind it."""
        return bisect_left(self.after, (line, column))


def relay(text: str, chance: random.Random, rate: float = 0.3) -> Relaid:
    """Return the text in a layout drawn by chance; `rate` is how often something is put between two tokens."""
    opening, closing = _brackets(text, chance, rate)
    tokens = [
        token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type not in _WITHOUT_PLACE
    ]
    indents = _indents(text)
    out: list[str] = []
    before, after = [], []
    line, column = 1, 0
    depth = in_string = 0
    previous: tokenize.TokenInfo | None = None

    def put(piece: str) -> None:
        nonlocal line, column
        out.append(piece)
        breaks = piece.count("\n")
        line += breaks
        column = len(piece) - piece.rfind("\n") - 1 if breaks else column + len(piece)

    for token in tokens:
        kind = tokenize.tok_name[token.exact_type]
        if token.type == tokenize.NEWLINE:
            put("\n")
            previous = None
            continue
        if previous is None:
            put(indents[token.start[0]])
        elif in_string:
            put(_original(text, previous.end, token.start))
        else:
            put(_gap(previous, token, depth, chance, rate))
        for _ in range(opening.get(token.start, 0)):
            put("(")
            depth += 1
            put(_gap_in_brackets(chance, rate))
        before.append(token.start)
        after.append((line, column))
        pieces = _split(token, chance, rate) if depth and not in_string else [token.string]
        for number, piece in enumerate(pieces):
            put(piece if not number else _gap_in_brackets(chance, 0.5) + " " + piece)
        if kind == "FSTRING_START":
            in_string += 1
        elif kind == "FSTRING_END":
            in_string -= 1
        elif not in_string:
            depth += (token.string in ("(", "[", "{")) - (token.string in (")", "]", "}"))
        for _ in range(closing.get(token.end, 0)):
            put(_gap_in_brackets(chance, rate))
            put(")")
            depth -= 1
        previous = token
    return Relaid("".join(out), before, after)


def _original(text: str, start: tuple[int, int], end: tuple[int, int]) -> str:
    lines = text.split("\n")
    if start[0] == end[0]:
        return lines[start[0] - 1][start[1] : end[1]]
    return "\n".join([lines[start[0] - 1][start[1] :], *lines[start[0] : end[0] - 1], lines[end[0] - 1][: end[1]]])


def _indents(text: str) -> dict[int, str]:
    return {number: line[: len(line) - len(line.lstrip())] for number, line in enumerate(text.split("\n"), 1)}


def _gap(
    previous: tokenize.TokenInfo, token: tokenize.TokenInfo, depth: int, chance: random.Random, rate: float
) -> str:
    """Return what stands between two tokens of one logical line."""
    apart = "" if token.start == previous.end else " "
    if chance.random() >= rate:
        return apart
    if depth:
        return _gap_in_brackets(chance, 1.0) or apart
    return chance.choice([" ", "  ", " \\\n ", "\\\n", " \\\n\\\n  "]) if apart or _may_part(previous, token) else apart


def _may_part(previous: tokenize.TokenInfo, token: tokenize.TokenInfo) -> bool:
    """Return whether blanks may stand between two tokens that touch: not in `1.real`, nor before a string's quotes."""
    return not (previous.type == tokenize.NUMBER or token.type == tokenize.NUMBER)


def _gap_in_brackets(chance: random.Random, rate: float) -> str:
    if chance.random() >= rate:
        return ""
    return chance.choice([" ", "\n", f"  {_COMMENT}\n    ", f"{_COMMENT}\n{_COMMENT}\n\n", "\\\n", "\t", " \f "])


def _split(token: tokenize.TokenInfo, chance: random.Random, rate: float) -> list[str]:
    """Return a plain string as two that stand side by side, now and then."""
    content = token.string[1:-1]
    if token.type != tokenize.STRING or not content.isidentifier() or chance.random() >= rate or len(content) < 2:
        return [token.string]
    at = chance.randrange(1, len(content))
    quote = chance.choice("\"'")
    return [f"{quote}{content[:at]}{quote}", f"{token.string[0]}{content[at:]}{token.string[0]}"]


_BRACKETED = (
    ast.Name,
    ast.Attribute,
    ast.Call,
    ast.Constant,
    ast.Subscript,
    ast.Tuple,
    ast.BinOp,
    ast.Lambda,
    ast.IfExp,
)


def _brackets(
    text: str, chance: random.Random, rate: float
) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]]:
    """Return where brackets are put around expressions: position -> how many open, or close, there."""
    opening: dict[tuple[int, int], int] = {}
    closing: dict[tuple[int, int], int] = {}
    lines = text.split("\n")

    def column(line: int, offset: int) -> int:
        return len(lines[line - 1].encode()[:offset].decode(errors="ignore"))

    pending: list[tuple[ast.AST, bool]] = [(ast.parse(text), False)]
    while pending:
        node, may = pending.pop()
        if may and isinstance(node, _BRACKETED) and chance.random() < rate / 3:
            assert node.end_lineno is not None and node.end_col_offset is not None
            start = node.lineno, column(node.lineno, node.col_offset)
            end = node.end_lineno, column(node.end_lineno, node.end_col_offset)
            if not (isinstance(node, ast.Tuple) and text.split("\n")[start[0] - 1][start[1]] != "("):
                opening[start] = opening.get(start, 0) + 1
                closing[end] = closing.get(end, 0) + 1
        for name, value in ast.iter_fields(node):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not isinstance(child, (ast.JoinedStr, ast.pattern)):
                    if name == "target" and isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
                        continue
                    pending.append((child, _may_be_bracketed(node, name, child)))
    return opening, closing


def _may_be_bracketed(parent: ast.AST, field: str, child: ast.AST) -> bool:
    """Return whether brackets around a child mean nothing: not around `*x`, an import's names or what `del` takes."""
    if field in ("decorator_list", "bases", "items", "slice"):
        return field == "bases"
    if isinstance(parent, ast.Expr) and isinstance(child, ast.Constant):
        return True
    return isinstance(child, ast.expr) and not isinstance(child, ast.Starred)
