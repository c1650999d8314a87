"""What the values of arguments are, as far as the source says it, and where torch's arguments go."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lint_plugin.checks import Call, RuleContext
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.builder import FixBuilder
from lint_plugin.language import Text
from lint_plugin.mindspore import call_values, signatures
from lint_plugin.mindspore.remedies import of_keyword


@dataclass(frozen=True)
class Change:
    """What a fix does: a method of FixBuilder, and what it is given."""

    method: str
    arguments: tuple[Any, ...]

    def make(self, builder: FixBuilder) -> None:
        """Have it done."""
        getattr(builder, self.method)(*self.arguments)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a value: the message's middle, what to write instead (none: nothing known), how sure it is.

    `changes` are what a fix does; empty where it takes somebody to look.
    """

    complaint: Text
    advice: Sequence[str]
    confidence: Confidence
    changes: Sequence[Change] = ()


def leaves(node: ast.expr, context: RuleContext) -> list[ast.expr]:
    """Return the expressions that may give an argument its value: through names with one definition, and `if`s."""
    if isinstance(node, ast.IfExp):
        return [*leaves(node.body, context), *leaves(node.orelse, context)]
    if isinstance(node, ast.Name):
        origin = context.origin(node)
        if origin is not None and origin is not node:
            return leaves(origin, context)
    return [node]


def kind(node: ast.expr, context: RuleContext) -> str:
    """Return the kind of value that an expression is, as call_values has them, empty where that isn't known."""
    if isinstance(node, ast.Name):
        origin = context.origin(node)
        return "" if origin is None or origin is node else kind(origin, context)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return kind(node.operand, context)
    if isinstance(node, ast.Tuple):
        return "tuple"
    if not isinstance(node, ast.Constant):
        return ""
    return "None" if node.value is None else type(node.value).__name__


def is_tensor(node: ast.expr, context: RuleContext) -> bool:
    """Return whether an expression is surely a Tensor: as its class tells, or by slices in several dimensions."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
        return any(isinstance(part, ast.Slice) for part in node.slice.elts)
    if isinstance(node, (ast.Constant, ast.Tuple, ast.List, ast.Dict)):
        return False
    return context.is_a(node, "mindspore.Tensor") is not None


def torch_arguments_from(call: Call, first: ast.expr, context: RuleContext) -> list[str]:
    """Return the positional arguments from one on as MindSpore's keywords, read as torch's.

    Empty where one of them has no counterpart.
    """
    known = signatures.signature(call.qualified_name)
    if known is None or first not in call.positional:
        return []
    place = call.positional.index(first)
    longest = max((one.positional for one in known.torch), key=len, default=())
    forms = [known.at(version) for version in signatures.supported(context.version)]
    forms = [form for form in forms if form.signatures]
    found = []
    for position, value in enumerate(call.positional[place:], place + call.bound):
        if position >= len(longest):
            return []
        name = longest[position]
        if not all(form.accepts(name) for form in forms):
            remedy = of_keyword(known, name, forms, place + call.bound, ())
            if remedy is None or len(remedy.names) != 1 or remedy.value:
                return []
            name = remedy.names[0]
        if name in call.keywords:
            return []
        found.append(f"{name}={context.source_of(value)}")
    return found


def naming(call: Call, first: ast.expr, named: Sequence[str]) -> Change:
    """Return the change that gives the positional arguments from one on their names: `["padding=1", "dilation=2"]`."""
    place = call.node.args.index(first)
    names = {place + offset: text.partition("=")[0] for offset, text in enumerate(named)}
    return Change("name_arguments", (call.node, names))


def adding(call: Call, code: str) -> Change:
    """Return the change that adds an argument."""
    return Change("add_argument", (call.node, code))


def writing(value: ast.expr, code: str) -> Change:
    """Return the change that writes another value."""
    return Change("set_value", (value, code))


def renaming(keyword: ast.keyword, name: str) -> Change:
    """Return the change that gives a value by another keyword."""
    return Change("rename_keyword", (keyword, name))


def argument(call: Call, parameter: str) -> ast.expr | None:
    """Return what a call gives a parameter, by name or by position, None where it doesn't."""
    place = call_values.position(call.qualified_name, parameter)
    return call.argument(parameter, -1 if place is None else place)
