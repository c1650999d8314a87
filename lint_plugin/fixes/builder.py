"""How a rule makes a fix: it says what to change about nodes of the tree, and gets the edits of the file's text.

What isn't changed stays as it is, byte for byte: comments, quotes, ends of lines, blanks.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lint_plugin.fixes import argument_edits, arguments, gaps, imports, templates
from lint_plugin.fixes.arguments import Arguments, span
from lint_plugin.fixes.edit import Applicability, Edit, Fix
from lint_plugin.language import Text as Sentence
from lint_plugin.semantics.code.syntax import FunctionNode, bodies
from lint_plugin.semantics.spelling import Spelling
from lint_plugin.source import Text

_DEFINED = re.compile(r"(?:async[\s\\]+)?(?:def|class)[\s\\]+(?=\w)")
_WORD = re.compile(r"\w+")
_NOT_IN_STRINGS = re.compile(r"[\"'\\\r\n#]")
"""What a replacement field of an f-string couldn't hold before Python 3.12."""
_SILENCES = re.compile(r"#.*(?:noqa|mindspore-lint)", re.IGNORECASE)
"""What a comment holds that silences findings, which without it would be new ones."""
_PLACES_IN_STRINGS = sys.version_info >= (3, 12)
"""Whether the parser knows where in the file the code in an f-string stands."""


@dataclass
class _Change:
    """Arguments that a call loses, by their indexes in the text, and those that it gets."""

    dropped: set[int] = field(default_factory=set)
    added: list[str] = field(default_factory=list)


class FixBuilder:
    """Makes one fix of a file. Where a change can't be made, the whole fix is none.

    `text` and `tree` are the file's, `parent` returns the node that a node is right below, `is_in_string` whether it
    stands in an f-string; in `names` is kept which names stand in which code, for all fixes of the file.
    """

    def __init__(
        self,
        text: Text,
        tree: ast.Module,
        parent: Callable[[ast.AST], ast.AST | None],
        is_in_string: Callable[[ast.AST], bool],
        names: dict[ast.AST, dict[str, list[ast.Name]]] | None = None,
    ) -> None:
        self.text = text
        self._tree = tree
        self.parent = parent
        self._is_in_string = is_in_string
        self._names = {} if names is None else names
        self._edits: dict[Edit, None] = {}
        self._calls: dict[ast.Call, _Change] = {}
        self._possible = True
        self._loses_comment = False

    def fix(
        self, title: Sentence, *, safe: bool, together_with: tuple[str, ...] = (), reveals: bool = False
    ) -> Fix | None:
        """Return the fix; None where a change couldn't be made, or none was. One that loses a comment is unsafe.

        `together_with` are files that must be fixed in the same run for a safe fix to be that; `reveals` as of a Fix.
        """
        for call, change in self._calls.items():
            listed = self.arguments(call)
            for piece in argument_edits.changed(self.text.content, listed, change.dropped, change.added):
                self._replace(call, *piece)
        if not self._possible or not self._edits:
            return None
        edits = tuple(self._edits)
        if not safe or self._loses_comment:
            return Fix(edits, title, Applicability.UNSAFE, reveals=reveals)
        applicability = Applicability.UNSAFE if together_with else Applicability.SAFE
        return Fix(edits, title, applicability, together_with, reveals)

    # Names

    def names_in(self, whole: ast.AST, name: str) -> list[ast.Name]:
        """Return where a name stands in the code of a node."""
        found = self._names.get(whole)
        if found is None:
            found = self._names[whole] = {}
            for node in ast.walk(whole):
                if isinstance(node, ast.Name):
                    found.setdefault(node.id, []).append(node)
        return found.get(name, [])

    def rename_attribute(self, node: ast.Attribute, name: str) -> None:
        """Write `x.name` for `x.other`."""
        end = span(node, self.text)[1]
        self._rename(node, end - len(node.attr), node.attr, name)

    def rename_access(self, node: ast.expr, name: str) -> None:
        """Write `x.name` for `x.other`, and `getattr(x, "name")` for `getattr(x, "other")`."""
        if isinstance(node, ast.Attribute):
            self.rename_attribute(node, name)
        elif isinstance(node, ast.Call) and isinstance(node.args[1], ast.Constant):
            start, end = span(node.args[1], self.text)
            old = self.text.content[start:end]
            if old[1:-1] == node.args[1].value and old[0] == old[-1]:
                self._replace(node, start + 1, end - 1, name)
            else:
                self._possible = False

    def drop_access(self, node: ast.expr, receiver: ast.expr) -> None:
        """Write `x` for `x.name`, and for `getattr(x, "name")`."""
        if isinstance(node, ast.Attribute):
            self._drop_behind(node, receiver, span(node, self.text)[1])
        else:
            self.replace(node, "{receiver:primary}", receiver=receiver)

    def rename_definition(self, node: FunctionNode | ast.ClassDef, name: str) -> None:
        """Give a function or a class another name where it is defined."""
        found = _DEFINED.match(self.text.content, span(node, self.text)[0])
        if found is None:
            self._possible = False
        else:
            self._rename(node, found.end(), node.name, name)

    def rename_keyword(self, keyword: ast.keyword, name: str) -> None:
        """Write `name=value` for `other=value`."""
        if keyword.arg is None:
            self._possible = False
        else:
            self._rename(keyword, span(keyword, self.text)[0], keyword.arg, name)

    def rename_imported(self, alias: ast.alias, name: str) -> None:
        """Write `import name` for `import other` where an `as` gives it the name that the file uses."""
        self._rename(alias, span(alias, self.text)[0], alias.name, name)

    def replace_imported(self, alias: ast.alias, name: str) -> None:
        """Write `import name` for `import other`, and for `import other as another`."""
        self._replace(alias, *span(alias, self.text), name)

    def _rename(self, node: ast.AST, start: int, old: str, new: str) -> None:
        if self.text.content.startswith(old, start) and not self._is_in_word(start, start + len(old)):
            self._replace(node, start, start + len(old), new)
        else:  # written in another form of the same characters
            self._possible = False

    def _is_in_word(self, start: int, end: int) -> bool:
        around = self.text.content[start - 1 : start] + self.text.content[end : end + 1]
        return bool(_WORD.search(around))

    # Arguments

    def arguments(self, call: ast.Call) -> Arguments:
        """Return where the arguments of a call stand in the text."""
        return arguments.read(call, self.text)

    def set_value(self, node: ast.expr, code: str) -> None:
        """Write an expression for another; brackets around the old one stay."""
        self._replace(node, *span(node, self.text), code)

    def add_argument(self, call: ast.Call, code: str) -> None:
        """Add an argument behind all others: `name=value`."""
        self._calls.setdefault(call, _Change()).added.append(code)

    def drop_argument(self, call: ast.Call, argument: ast.expr | ast.keyword) -> None:
        """Leave out an argument; a positional one only where no other follows, or the others are meant to move up."""
        self._calls.setdefault(call, _Change()).dropped.add(self.arguments(call).index(argument))

    def name_arguments(self, call: ast.Call, names: dict[int, str]) -> None:
        """Give positional arguments, by their indexes, the names of their parameters: `f(a, 1)` -> `f(a, x=1)`.

        All that follow the first must be named.
        """
        listed = self.arguments(call)
        for index, argument in enumerate(call.args):
            if index < min(names, default=len(call.args)):
                continue
            if index not in names or isinstance(argument, ast.Starred) or listed.is_bare_generator:
                self._possible = False
                return
            self._insert(call, listed.extents[listed.index(argument)].start, f"{names[index]}=")

    # Expressions

    def replace(self, node: ast.expr, template: str, **parts: ast.expr | str) -> None:
        """Write other code for an expression, by a template (see templates) with parts of it, or texts, filled in.

        It gets brackets where it needs them. Parts that keep their order aren't touched.
        """
        start, end = span(node, self.text)
        parent = self.parent(node)
        bare = templates.is_primary(template) or templates.takes_any(parent, node) or self._is_in_brackets(start, end)
        self._fill(node, start, end, template if bare else f"({template})", parts)

    def replace_statement(self, statement: ast.stmt, template: str, **parts: ast.expr | str) -> None:
        """Write another statement, on one line, for one; as `replace`."""
        self._fill(statement, *span(statement, self.text), template, parts)

    def _is_in_brackets(self, start: int, end: int) -> bool:
        """Return whether round brackets stand right around a piece."""
        before = gaps.before_blanks(self.text.content, start)
        after = gaps.after_blanks(self.text.content, end)
        return self.text.content[before - 1 : before] == "(" and self.text.content[after : after + 1] == ")"

    def _fill(self, node: ast.AST, start: int, end: int, template: str, parts: dict[str, ast.expr | str]) -> None:
        try:
            filled = list(self._filled(template, parts, start))
        except templates.TemplateError:
            self._possible = False
            return
        kept = [piece for piece in filled if not isinstance(piece, str)]
        positions = [start, *(offset for piece in kept for offset in piece), end]
        if positions != sorted(positions):  # a part stands twice, or in another order
            code = "".join(piece if isinstance(piece, str) else self.text.content[slice(*piece)] for piece in filled)
            self._replace(node, start, end, code)
            return
        position, code = start, ""
        for piece in filled:
            if isinstance(piece, str):
                code += piece
            else:
                self._replace(node, position, piece[0], code)
                position, code = piece[1], ""
        self._replace(node, position, end, code)

    def _filled(self, template: str, parts: dict[str, ast.expr | str], whole: int) -> Iterator[str | tuple[int, int]]:
        """Yield the texts of a filled template, and where the text of a part stands; `whole` is where all of it does.

        Raises TemplateError where it can't be filled.
        """
        for before, name, role in templates.parsed(template):
            yield before
            part = parts[name] if name else ""
            if isinstance(part, str):
                yield part
                continue
            start, end = span(part, self.text)
            moves = start != whole
            brackets = templates.needs_brackets(part, role, self.text.content[start:end] if moves else "")
            yield "(" * brackets
            yield start, end
            yield ")" * brackets

    def drop_call(self, call: ast.Call) -> None:
        """Write `x` for `x.method(...)`."""
        if not isinstance(call.func, ast.Attribute):
            self._possible = False
            return
        self._drop_behind(call, call.func.value, span(call, self.text)[1])

    def _drop_behind(self, node: ast.expr, receiver: ast.expr, end: int) -> None:
        """Leave out what is behind a receiver, and the brackets around it, up to an offset."""
        start = span(receiver, self.text)[1]
        for offset, mark in gaps.marks(self.text.content, start, end):
            if mark != ")":
                break
            start = offset + 1
        self._replace(node, start, end, "")

    def wrap(self, node: ast.expr, before: str, after: str) -> None:
        """Write something around an expression: `iter(` and `)`."""
        start, end = span(node, self.text)
        self._insert(node, start, before)
        self._insert(node, end, after)

    def as_list(self, generator: ast.GeneratorExp) -> None:
        """Write `[x for x in y]` for `x for x in y`; brackets of a call around it stay."""
        start, end = span(generator, self.text)
        self._insert(generator, start + 1, "[")
        self._insert(generator, end - 1, "]")

    def can_change(self, node: ast.AST) -> bool:
        """Return whether a name or an attribute can be written for a node where it is."""
        return self._can_hold(node, "x")

    # Statements

    def is_alone(self, statement: ast.stmt) -> bool:
        """Return whether a statement has its lines for itself, so that several can take its place."""
        start, end = span(statement, self.text)
        alone = gaps.ends_line(self.text.content, gaps.comment_end(self.text.content, end))
        return alone and gaps.begins_line(self.text.content, start) and not self._is_continued(start)

    def inner_line(self, statement: ast.stmt) -> str:
        """Return the end of a line, and the indentation of a statement below this one."""
        indentation = gaps.indentation(self.text.content, span(statement, self.text)[0])
        return gaps.line_end(self.text.content) + indentation + ("\t" if "\t" in indentation else "    ")

    def delete_statement(self, statement: ast.stmt) -> None:
        """Take a statement out; `pass` takes its place where its block might be left empty."""
        content = self.text.content
        start, end = span(statement, self.text)
        comment = gaps.comment_end(content, end)
        if not self._others_stay(statement):
            self._replace(statement, start, end, "pass")
        elif gaps.begins_line(content, start) and gaps.ends_line(content, comment) and not self._is_continued(start):
            start = gaps.before_blanks(content, start)
            self._replace(statement, start, gaps.after_line_end(content, gaps.after_blanks(content, comment)), "")
        else:
            self._replace(statement, start, end, "pass")

    def _is_continued(self, start: int) -> bool:
        """Return whether the line of an offset belongs to the one before, by a backslash."""
        return self.text.content[: gaps.before_blanks(self.text.content, start)].rstrip("\r\n").endswith("\\")

    def _others_stay(self, statement: ast.stmt) -> bool:
        """Return whether a block has a statement besides this one that no other fix would take out."""
        parent = self.parent(statement)
        if parent is None or isinstance(parent, ast.Module):
            return True
        block = next((body for body in bodies(parent) if any(other is statement for other in body)), [])
        return any(not _is_call(other) for other in block if other is not statement)

    # Imports

    def spell(self, spelling: Spelling) -> str:
        """Return how to write an object's name, and add the import that the file lacks for that."""
        if spelling.import_line is not None:
            self.add_import(spelling.import_line)
        return spelling.text

    def add_import(self, line: str) -> None:
        """Add an import that the file lacks: `import package` or `from package import name`."""
        self._edits[imports.insertion(line, self._tree, self.text)] = None

    # Edits

    def replace_text(self, node: ast.AST, start: int, end: int, code: str) -> None:
        """Write other text for a piece of a node's, by offsets in characters."""
        self._replace(node, start, end, code)

    def _insert(self, node: ast.AST, offset: int, code: str) -> None:
        self._replace(node, offset, offset, code)

    def _replace(self, node: ast.AST, start: int, end: int, code: str) -> None:
        old = self.text.content[start:end]
        if old == code:
            return
        if not self._can_hold(node, code):
            self._possible = False
        if "#" in old and gaps.has_comment(self.text.content, start, end):
            self._loses_comment = True
            if _SILENCES.search(old):
                self._possible = False
        self._edits[Edit(*self.text.position(start), *self.text.position(end), code)] = None

    def _can_hold(self, node: ast.AST, code: str) -> bool:
        """Return whether a node can be changed where it stands: not in an f-string that the code would end."""
        if self._is_in_string(node):
            return _PLACES_IN_STRINGS and not _NOT_IN_STRINGS.search(code)
        return True


def _is_call(statement: ast.AST) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
