"""What MSP105 looks at."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lint_plugin.checks.check import Check, Look, Report, definition_span, name_span, written_receiver
from lint_plugin.mindspore.cells import PARAMETER_LISTS
from lint_plugin.rules.untrainable_params_as_pairs.check import list_call, list_span
from lint_plugin.semantics.code.bindings import Kind
from lint_plugin.semantics.code.classes import ProjectClass
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.code.syntax import FunctionNode
from lint_plugin.semantics.inference.calls import is_generator
from lint_plugin.semantics.inference.hierarchy import ClassKind, kind
from lint_plugin.semantics.inference.values import External, Parameters

_GENERATOR_METHODS = frozenset({"__next__", "send", "throw", "close"})
_ITERATOR_TYPES = frozenset({"Iterator", "Generator", "GeneratorType"})
_GENERATOR_TESTS = frozenset({"inspect.isgenerator"})
_ERRORS = frozenset({"AttributeError", "TypeError"})
"""What a list raises that is used as a generator."""


class UntrainableParamsAsIterator(Check):
    """The list that `untrainable_params()` or `trainable_params()` returns, used as a generator."""

    def check_class(self, cls: ProjectClass, look: Look) -> Iterator[Report]:
        """Yield a report for each override that is a generator function."""
        is_a, confidence = kind(look.model, cls)
        if is_a is not ClassKind.CELL:
            return
        for method in sorted(PARAMETER_LISTS):
            for definition in dict.fromkeys(cls.body_names().get(method, ())):
                node = definition.node
                if definition.kind is Kind.FUNCTION and isinstance(node, FunctionNode) and is_generator(node):
                    fields = {"cls": cls.name, "method": method}
                    yield Report(definition_span(node, look.module), "override", confidence, fields)

    def check_scope(self, scope: Scope, nodes: list[ast.AST], look: Look) -> Iterator[Report]:
        """Yield a report for each place of a scope that uses the list as a generator."""
        for node in nodes:
            for source, message, fields in _used(node, scope, look):
                parameters = look.model.evaluate(source, scope)
                if not isinstance(parameters, Parameters) or not parameters.is_list:
                    continue
                if any(look.guarded(source, name, errors=_ERRORS) for name in (parameters.method, "__next__")):
                    continue
                span = name_span(node) if isinstance(node, ast.Attribute) else list_span(source)
                known = {"call": list_call(parameters), "source": written_receiver(source)}
                yield Report(span, message, parameters.confidence, {**known, **fields})


def _used(node: ast.AST, scope: Scope, look: Look) -> Iterator[tuple[ast.expr, str, dict[str, str]]]:
    """Yield (value, message, fields) where a node needs a generator or an iterator."""
    if isinstance(node, ast.Attribute) and node.attr in _GENERATOR_METHODS:
        yield node.value, "method", {"method": node.attr}
    elif isinstance(node, ast.Call) and node.args and isinstance(node.func, (ast.Name, ast.Attribute)):
        path = _path(node.func, scope, look)
        if path == "builtins.next":
            yield node.args[0], "next", {}
        elif path in _GENERATOR_TESTS or (path == "builtins.isinstance" and _tests_iterator(node, scope, look)):
            yield node.args[0], "test", {}
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        yield from ((node.value, "annotated", {"type": name}) for name in _iterator_name(node.annotation, scope, look))
    elif isinstance(node, ast.Return) and node.value is not None and isinstance(scope.node, FunctionNode):
        if scope.node.returns is not None and scope.parent is not None and not is_generator(scope.node):
            names = _iterator_name(scope.node.returns, scope.parent, look)
            yield from ((node.value, "annotated", {"type": name}) for name in names)


def _path(node: ast.expr, scope: Scope, look: Look) -> str:
    value = look.model.evaluate(node, scope)
    return value.path if isinstance(value, External) else ""


def _tests_iterator(node: ast.Call, scope: Scope, look: Look) -> bool:
    """Return whether every class that an isinstance call tests for is a generator's or iterator's."""
    if len(node.args) != 2:
        return False
    classes = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
    return bool(classes) and all(_iterator_name(cls, scope, look) for cls in classes)


def _iterator_name(node: ast.expr, scope: Scope, look: Look) -> list[str]:
    """Return the name of the iterator type that an annotation or class expression names, nothing for others."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        name = node.value.partition("[")[0].rpartition(".")[2].strip()
        return [name] if name in _ITERATOR_TYPES else []
    if isinstance(node, ast.Subscript):
        node = node.value
    path = _path(node, scope, look)
    name = path.rpartition(".")[2]
    return [name] if name in _ITERATOR_TYPES and path.partition(".")[0] in ("typing", "types", "collections") else []
