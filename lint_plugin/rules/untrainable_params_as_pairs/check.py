"""What MSP106 looks at."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lint_plugin.checks.check import MAX_WRITTEN, Check, Look, Report, Span, name_span, span_of, written
from lint_plugin.mindspore.cells import PARAMETER_LISTS
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.inference.values import External, Parameters

_ERRORS = frozenset({"AttributeError", "TypeError", "ValueError"})
"""What Parameters raise that are taken apart as pairs."""


class UntrainableParamsAsPairs(Check):
    """The list that `untrainable_params()` or `trainable_params()` returns, used as pairs."""

    def check_scope(self, scope: Scope, nodes: list[ast.AST], look: Look) -> Iterator[Report]:
        """Yield a report for each place of a scope that takes the list apart as pairs."""
        for node in nodes:
            for source, value, message in taken_apart(node, scope, look):
                parameters = look.model.evaluate(source, scope)
                if isinstance(parameters, Parameters) and not look.guarded(source, parameters.method, errors=_ERRORS):
                    fields = {"call": list_call(parameters), "source": written(source), "value": value}
                    yield Report(list_span(source), message, parameters.confidence, fields)


def list_call(parameters: Parameters) -> str:
    """Return the text of the call that returned a list, of a long one the method alone."""
    return parameters.call if len(parameters.call) <= MAX_WRITTEN else f"{parameters.method}()"


def list_span(source: ast.expr) -> Span:
    """Return where a finding on a list stands: at the method's name where it is called there, else at the value."""
    inner = source
    while isinstance(inner, ast.Call):
        if isinstance(inner.func, ast.Attribute) and inner.func.attr in PARAMETER_LISTS:
            return name_span(inner.func)
        arguments = inner.args[-1:]  # list(...), filter(..., ...)
        if not arguments:
            break
        inner = arguments[0]
    return span_of(source)


def taken_apart(node: ast.AST, scope: Scope, look: Look) -> Iterator[tuple[ast.expr, str, str]]:
    """Yield (list, name of the second target, message) where a node would take a list of pairs apart."""
    if isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        second = _second_of_two(node.target)
        if second is not None:
            yield node.iter, second, "loop"
        elif isinstance(node.target, (ast.Tuple, ast.List)) and len(node.target.elts) == 2:
            inner = _second_of_two(node.target.elts[1])
            if inner is not None and _calls(node.iter, "enumerate", scope, look):
                assert isinstance(node.iter, ast.Call)
                yield from ((argument, inner, "loop") for argument in node.iter.args[:1])
    elif isinstance(node, ast.Call) and len(node.args) == 1:
        argument = node.args[0]
        if isinstance(argument, ast.Starred):
            if _calls(node, "zip", scope, look):
                yield argument.value, "p", "loop"
        elif _calls(node, "dict", scope, look) or _calls(node, "OrderedDict", scope, look):
            yield argument, "p", "dict"


def _second_of_two(target: ast.expr) -> str | None:
    """Return the name of the second of exactly two targets that are names, None for any other target."""
    if not isinstance(target, (ast.Tuple, ast.List)) or len(target.elts) != 2:
        return None
    second = target.elts[1]
    if any(isinstance(part, (ast.Starred, ast.Tuple, ast.List)) for part in target.elts):
        return None
    return second.id if isinstance(second, ast.Name) and second.id != "_" else "p"


def _calls(node: ast.expr, name: str, scope: Scope, look: Look) -> bool:
    """Return whether a node is a call of a builtin, or of collections.OrderedDict, by this name."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called != name and not look.module.mentions(f"{name} as "):  # most calls need no closer look
        return False
    value = look.model.evaluate(node.func, scope)
    return isinstance(value, External) and value.path in (f"builtins.{name}", f"collections.{name}", f"typing.{name}")
