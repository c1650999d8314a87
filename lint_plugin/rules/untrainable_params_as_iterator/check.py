"""What MSP105 says of lists of parameters."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Sequence

from lint_plugin.checks import (
    Check,
    Definition,
    FunctionNode,
    Report,
    RuleContext,
    name_span,
    own_nodes,
    source_span,
    written_receiver,
)
from lint_plugin.mindspore import cells
from lint_plugin.rules.untrainable_params_as_iterator import fix

_GENERATOR_METHODS = frozenset({"__next__", "send", "throw", "close"})
_ITERATOR_TYPES = frozenset({"Iterator", "Generator", "GeneratorType"})
_ERRORS = frozenset({"AttributeError", "TypeError"})
"""What a list raises that is used as a generator."""


class UntrainableParamsAsIterator(Check):
    """The list that `untrainable_params()` or `trainable_params()` returns, used as a generator."""

    def check_definition(self, definition: Definition, context: RuleContext) -> Iterator[Report]:
        """Yield a report for an override that is a generator function."""
        confidence = definition.cls.is_a(cells.CELL)
        if confidence is not None and _yields(definition.node):
            fields = {"cls": definition.cls.name, "method": definition.name}
            yield Report(definition.span, "override", confidence, fields)

    def check_scope(self, nodes: Sequence[ast.AST], context: RuleContext) -> Iterator[Report]:
        """Yield a report for each place of a scope that uses the list as a generator."""
        for node in nodes:
            for value, message, fields in _used(node, context):
                returned = context.parameter_list(value)
                if returned is None or not returned.is_list:
                    continue
                if any(context.guarded(value, name, errors=_ERRORS) for name in (returned.method, "__next__")):
                    continue
                span = name_span(node) if isinstance(node, ast.Attribute) else source_span(value, cells.PARAMETER_LISTS)
                known = {"call": returned.written, "source": written_receiver(value)}
                mend = functools.partial(fix.of_use, message, node, value, context, returned.confidence)
                yield Report(span, message, returned.confidence, {**known, **fields}, fix=mend)


def _used(node: ast.AST, context: RuleContext) -> Iterator[tuple[ast.expr, str, dict[str, str]]]:
    """Yield (value, message, fields) where a node needs a generator or an iterator."""
    if isinstance(node, ast.Attribute) and node.attr in _GENERATOR_METHODS:
        yield node.value, "method", {"method": node.attr}
    elif isinstance(node, ast.Call) and node.args and isinstance(node.func, (ast.Name, ast.Attribute)):
        callee = context.qualified_name(node.func)
        if callee == "builtins.next":
            yield node.args[0], "next", {}
        elif callee == "inspect.isgenerator" or (callee == "builtins.isinstance" and _tests_iterator(node, context)):
            yield node.args[0], "test", {}
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        yield from ((node.value, "annotated", {"type": name}) for name in _iterator_name(node.annotation, context))
    elif isinstance(node, ast.Return) and node.value is not None:
        function = context.enclosing_function(node)
        if function is not None and function.returns is not None and not _yields(function):
            names = _iterator_name(function.returns, context)
            yield from ((node.value, "annotated", {"type": name}) for name in names)


def _yields(function: FunctionNode) -> bool:
    """Return whether calling a function gives a generator."""
    return any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in own_nodes(function))


def _tests_iterator(node: ast.Call, context: RuleContext) -> bool:
    """Return whether every class that an isinstance call tests for is a generator's or iterator's."""
    if len(node.args) != 2:
        return False
    classes = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
    return bool(classes) and all(_iterator_name(cls, context) for cls in classes)


def _iterator_name(node: ast.expr, context: RuleContext) -> list[str]:
    """Return the name of the iterator type that an annotation or class expression names, nothing for others."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        name = node.value.partition("[")[0].rpartition(".")[2].strip()
        return [name] if name in _ITERATOR_TYPES else []
    if isinstance(node, ast.Subscript):
        node = node.value
    path = context.qualified_name(node) or ""
    name = path.rpartition(".")[2]
    return [name] if name in _ITERATOR_TYPES and path.partition(".")[0] in ("typing", "types", "collections") else []
