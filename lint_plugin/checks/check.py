"""What looks at a file for a rule, and what it has to look with.

A file that holds no trigger is never looked at: only the first that does imports this, and the semantic model.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lint_plugin.confidence import Confidence
from lint_plugin.language import Text
from lint_plugin.semantics import cell_members, guards
from lint_plugin.semantics.code.classes import ProjectClass
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.values import ClassValue, External, Value, members
from lint_plugin.semantics.syntax_index import SyntaxIndex
from lint_plugin.settings import Settings

MAX_WRITTEN = 60
"""Longer expressions (in characters) are not quoted whole in a message."""


@dataclass(frozen=True)
class Span:
    """A piece of the tree's text: lines 1-based, columns 0-based in UTF-8 bytes, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Report:
    """What a rule says of a place: which of its messages, and what to fill in."""

    span: Span
    message: str
    confidence: Confidence
    fields: Mapping[str, str | Text] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    """The documents to cite; the rule's where empty."""


@dataclass(frozen=True)
class Look:
    """What a rule sees: a file, where its nodes stand, and the semantic model."""

    index: SyntaxIndex
    settings: Settings

    @property
    def model(self) -> Evaluator:
        """The semantic model."""
        return self.index.model

    @property
    def module(self) -> Module:
        """The file under check."""
        return self.index.module

    def scope(self, node: ast.AST) -> Scope:
        """Return the scope whose own code a node is."""
        return self.index.scope(node)

    def value(self, node: ast.expr) -> Value:
        """Return what an expression of the file under check is."""
        return self.model.evaluate(node, self.scope(node))

    def guarded(
        self, node: ast.AST, name: str, *, by_version: bool = True, errors: frozenset[str] = guards.MISSING
    ) -> bool:
        """Return whether the node runs only where `name` exists, or where one of the `errors` is caught.

        Tests of MindSpore's version count if asked for.
        """
        return guards.guarded(self.index, node, name, by_version=by_version, errors=errors)

    def lacks(self, receiver: ast.expr, name: str) -> cell_members.Lack:
        """Return whether the receiver is a Cell that nothing supplies `name` for."""
        return cell_members.lacks(self.model, self.value(receiver), name, self.module)


class Check:
    """Looks at files for a rule. Subclasses override the methods for what they look at."""

    def check_attribute(self, node: ast.expr, name: str, look: Look) -> Iterator[Report]:
        """Yield what is wrong with an attribute access: `x.name`, or `getattr(x, "name")` as an ast.Call."""
        return iter(())

    def check_name(self, node: ast.expr, name: str, look: Look) -> Iterator[Report]:
        """Yield what is wrong with an attribute access, as `check_attribute`, that may be one on a namespace."""
        return iter(())

    def check_import(self, statement: ast.Import | ast.ImportFrom, look: Look) -> Iterator[Report]:
        """Yield what is wrong with an import; only rules with `namespaces` see them."""
        return iter(())

    def check_class(self, cls: ProjectClass, look: Look) -> Iterator[Report]:
        """Yield what is wrong with a class."""
        return iter(())

    def check_scope(self, scope: Scope, nodes: list[ast.AST], look: Look) -> Iterator[Report]:
        """Yield what is wrong in a scope's own code, given as its nodes."""
        return iter(())


def name_span(node: ast.Attribute) -> Span:
    """Return where the name of an attribute access stands."""
    line, end = node.end_lineno or node.lineno, node.end_col_offset or 0
    return Span(line, max(0, end - len(node.attr.encode())), line, end)


def span_of(node: ast.expr) -> Span:
    """Return where an expression stands."""
    line = node.end_lineno or node.lineno
    return Span(node.lineno, node.col_offset, line, node.end_col_offset or node.col_offset)


def definition_span(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, module: Module) -> Span:
    """Return where the name of a function or class statement stands."""
    name = node.name.encode()
    standing = re.compile(rb"(?:\b(?:def|class)\s+|^\s*)(%s)" % re.escape(name))
    for number in range(node.lineno, node.body[0].lineno + 1):  # a backslash may put it on a later line
        found = standing.search(module.text.line(number).encode("utf-8", "surrogatepass"))
        if found:
            return Span(number, found.start(1), number, found.end(1))
    return Span(node.lineno, node.col_offset, node.lineno, node.col_offset + len("def"))


def receiver_of(node: ast.expr) -> ast.expr:
    """Return the receiver of an attribute access, written `x.name` or `getattr(x, "name")`."""
    if isinstance(node, ast.Attribute):
        return node.value
    assert isinstance(node, ast.Call)
    return node.args[0]


def access_span(node: ast.expr) -> Span:
    """Return where the name of an attribute access stands, written `x.name` or `getattr(x, "name")`."""
    if isinstance(node, ast.Attribute):
        return name_span(node)
    assert isinstance(node, ast.Call)
    return span_of(node.args[1])


def called_on(call: ast.Call, look: Look) -> tuple[ast.expr, list[ast.expr]]:
    """Return the object that a method is called on, and its positional arguments: `x.m(a)` and `Class.m(x, a)` alike.

    `super()` stands for the object as it does in the source.
    """
    receiver = receiver_of(call.func)
    of_class = all(isinstance(value, (ClassValue, External)) for value in members(look.value(receiver)))
    if of_class and call.args and not isinstance(call.args[0], ast.Starred):
        return call.args[0], call.args[1:]
    return receiver, call.args


def written(node: ast.expr) -> str:
    """Return an expression's text for a message, on one line; of a long one what it calls, or an ellipsis."""
    text = _text(node)
    if len(text) > MAX_WRITTEN and isinstance(node, ast.Call):
        text = f"{_text(node.func)}(...)"
    return text if len(text) <= MAX_WRITTEN else "..."


def written_receiver(node: ast.expr) -> str:
    """Return an expression's text as it stands before a dot: in brackets where it needs them."""
    text = written(node)
    needs_none = isinstance(node, (ast.Name, ast.Attribute, ast.Call, ast.Subscript)) and text != "..."
    return text if needs_none else f"({text})"


def _text(node: ast.expr) -> str:
    try:
        return " ".join(line.strip() for line in ast.unparse(node).splitlines())
    except RecursionError:
        return "..."
