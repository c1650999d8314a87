"""The places in a file that a rule asks for: attribute accesses, calls, definitions, imports."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lint_plugin.checks.class_view import ClassView
from lint_plugin.checks.report import Span, callee_span, name_span, span_of
from lint_plugin.confidence import Confidence
from lint_plugin.semantics.callees import Callee
from lint_plugin.semantics.code.syntax import FunctionNode
from lint_plugin.semantics.syntax_index import SyntaxIndex


class Access(NamedTuple):
    """An attribute access: `receiver.name`, or `getattr(receiver, "name")` without a default.

    `node` is all of it, `span` the place of the name alone; `call` is the call that is made of it, None where the
    attribute isn't called. `written` says that it is assigned to or deleted.
    """

    node: ast.expr
    name: str
    receiver: ast.expr
    span: Span
    call: ast.Call | None
    written: bool
    through_getattr: bool

    @property
    def loads(self) -> bool:
        """Whether the attribute is read."""
        return not self.written


class Keyword(NamedTuple):
    """An argument that a call gives by name: `node` and `span` are of `name=value` and of the name alone."""

    name: str
    value: ast.expr
    node: ast.keyword
    span: Span


class Call(NamedTuple):
    """A call whose arguments a callable of MindSpore decides on, however the callee is bound.

    `qualified_name` is that callable's dotted name by which the project reaches it, of a class for its `__init__`;
    `node` the call, `span` the place of the callee's name. `positional` and `keywords` are what this call gives the
    callable, before the first `*` alone where it has one. `bound` positional arguments and the `bound_keywords` were
    given before, by functools.partial. `is_partial` says that the call is one of functools.partial itself: others may
    follow. `subclass` names the project's class that inherits `__init__` from the callable; `is_super` says that the
    call is made in such a class (`super().__init__(...)`). `is_method` says that it is a method of an object.
    """

    qualified_name: str
    node: ast.Call
    span: Span
    positional: Sequence[ast.expr]
    keywords: Mapping[str, Keyword]
    has_star: bool
    has_double_star: bool
    bound: int
    bound_keywords: frozenset[str]
    is_partial: bool
    subclass: str
    is_super: bool
    is_method: bool
    confidence: Confidence

    @property
    def written_positional(self) -> list[ast.expr]:
        """All that is written by position: `positional`, and what stands from the first `*` on."""
        starred = [place for place, one in enumerate(self.node.args) if isinstance(one, ast.Starred)]
        return [*self.positional, *(self.node.args[starred[0] :] if starred else ())]

    @property
    def is_complete(self) -> bool:
        """Whether all arguments that the callable is given are known."""
        return not (self.has_star or self.has_double_star or self.is_partial)

    def argument(self, name: str, position: int) -> ast.expr | None:
        """Return the argument of a parameter, by its name and its position (0-based), None where it isn't given."""
        if name in self.keywords:
            return self.keywords[name].value
        place = position - self.bound
        return self.positional[place] if 0 <= place < len(self.positional) else None


class Definition(NamedTuple):
    """A method that a class defines; `span` is the place of its name."""

    cls: ClassView
    name: str
    node: FunctionNode
    span: Span


class Import(NamedTuple):
    """A name that a statement imports.

    `qualified_names` are the dotted names of what it takes to be there, with their places: the modules, the outermost
    first, and the name itself. Empty for a relative import.
    """

    statement: ast.Import | ast.ImportFrom
    alias: ast.alias
    qualified_names: Sequence[tuple[str, Span]]


class ParameterList(NamedTuple):
    """The list that Cell's own `trainable_params()` or `untrainable_params()` returned.

    `method` is the name of the one that did, `written` the text of its call for a message. `is_list` tells the list
    itself from what `filter`, `reversed` or the like made of it.
    """

    method: str
    written: str
    is_list: bool
    confidence: Confidence


def access(node: ast.expr, name: str, index: SyntaxIndex) -> Access:
    """Return the access that a node of the index is."""
    parent = index.parent(node)
    call = parent if isinstance(parent, ast.Call) and parent.func is node else None
    if isinstance(node, ast.Attribute):
        written = not isinstance(node.ctx, ast.Load)
        return Access(node, name, node.value, name_span(node), call, written, through_getattr=False)
    assert isinstance(node, ast.Call)
    return Access(node, name, node.args[0], span_of(node.args[1]), call, written=False, through_getattr=True)


def call(node: ast.Call, callee: Callee) -> Call:
    """Return the call that a node is, of one of the callables that it may be of."""
    arguments = node.args[callee.skipped :]
    stars = [position for position, argument in enumerate(arguments) if isinstance(argument, ast.Starred)]
    named = [keyword for keyword in node.keywords if keyword.arg is not None]
    return Call(
        qualified_name=callee.qualified_name,
        node=node,
        span=callee_span(node.args[0] if callee.is_partial else node.func),
        positional=arguments[: stars[0]] if stars else arguments,
        keywords={keyword.arg: _keyword(keyword) for keyword in named if keyword.arg is not None},
        has_star=bool(stars),
        has_double_star=len(named) < len(node.keywords),
        bound=callee.bound,
        bound_keywords=callee.bound_keywords,
        is_partial=callee.is_partial,
        subclass=callee.subclass,
        is_super=callee.is_super,
        is_method=callee.is_method,
        confidence=callee.confidence,
    )


def _keyword(node: ast.keyword) -> Keyword:
    name = node.arg or ""
    end = node.col_offset + len(name.encode())
    return Keyword(name, node.value, node, Span(node.lineno, node.col_offset, node.lineno, end))


def imports(statement: ast.Import | ast.ImportFrom, index: SyntaxIndex) -> Iterator[Import]:
    """Yield each name that a statement imports."""
    for alias in statement.names:
        span = Span(alias.lineno, alias.col_offset, alias.lineno, alias.col_offset + len(alias.name))
        if isinstance(statement, ast.Import):
            yield Import(statement, alias, list(_prefixes(alias.name, span)))
        elif statement.level:
            yield Import(statement, alias, [])
        else:
            module = statement.module or ""
            names = [*_prefixes(module, _module_span(statement, module, index)), (f"{module}.{alias.name}", span)]
            yield Import(statement, alias, names)


def _module_span(statement: ast.ImportFrom, module: str, index: SyntaxIndex) -> Span:
    """Return where the module's name is, or as much of it as is on the line on which it begins."""
    number, after = statement.lineno, statement.col_offset + len("from")
    while True:
        line = index.module.text.line(number).encode("utf-8", "surrogatepass").rstrip(b" \t\f\\")
        start = len(line) - len(line[after:].lstrip())
        if start < len(line) or number >= (statement.end_lineno or number):
            break
        number, after = number + 1, 0
    end = start + len(module) if line.startswith(module.encode(), start) else len(line)
    return Span(number, start, number, max(end, start + 1))


def _prefixes(dotted: str, span: Span) -> Iterator[tuple[str, Span]]:
    for position, character in enumerate(f"{dotted}."):
        if character == ".":
            yield dotted[:position], span


def definition_span(node: FunctionNode | ast.ClassDef, index: SyntaxIndex) -> Span:
    """Return where the name of a function or class statement stands."""
    name = node.name.encode()
    standing = re.compile(rb"(?:\b(?:def|class)\s+|^\s*)(%s)" % re.escape(name))
    for number in range(node.lineno, node.body[0].lineno + 1):  # a backslash may put it on a later line
        found = standing.search(index.module.text.line(number).encode("utf-8", "surrogatepass"))
        if found:
            return Span(number, found.start(1), number, found.end(1))
    return Span(node.lineno, node.col_offset, node.lineno, node.col_offset + len("def"))
