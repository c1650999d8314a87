"""What a parameter without an annotation is: by the calls of its function in the same file, or by how it is used."""

from __future__ import annotations

import ast
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from lint_plugin.semantics.code import flow
from lint_plugin.semantics.code.bindings import Kind
from lint_plugin.semantics.code.classes import enclosing_class
from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.code.syntax import FunctionNode, children, first_line
from lint_plugin.semantics.inference import tensor_values, uses
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import ClassKind, kind
from lint_plugin.semantics.inference.values import (
    UNBOUND,
    UNKNOWN,
    ClassValue,
    Function,
    Instance,
    NoneValue,
    Unbound,
    Unknown,
    Value,
    inferred,
    join,
    members,
)

MAX_CALLS = 20
"""A function that is called in more places than this is no help: most of them tell nothing."""


def undeclared(model: Evaluator, argument: ast.arg, scope: Scope) -> Value:
    """Return what a parameter without an annotation is; `scope` is its function's."""
    assert isinstance(scope.node, FunctionNode)
    if argument in (scope.node.args.vararg, scope.node.args.kwarg):
        return UNKNOWN
    value = handed(model, argument, scope)
    if not isinstance(value, (Unknown, Unbound)):
        return value
    used = _tensor_by_use(model, argument, scope)
    return value if isinstance(used, Unknown) else used


# The calls of the function in its file


def handed(model: Evaluator, argument: ast.arg, scope: Scope) -> Value:
    """Return what all calls of a function in its own file hand to a parameter: instances, or classes, and None.

    UNBOUND where that is the question being answered, or something that needs its answer.
    """
    return model.value((handed, argument), scope.module, _by_calls, argument, scope)


def _by_calls(model: Evaluator, argument: ast.arg, scope: Scope) -> Value:
    function = scope.node
    assert isinstance(function, FunctionNode) and scope.parent is not None
    if argument in (function.args.vararg, function.args.kwarg):
        return UNKNOWN
    calls = _calls_of(model, function, scope.parent)
    handed: list[Value] = []
    for call, where, bound in calls:
        given = handed_to(call, function, argument, bound)
        if given is None:
            return UNKNOWN
        one = model.evaluate(given, scope.parent if given is default_of(function, argument) else where)
        if not all(isinstance(part, (Instance, ClassValue, NoneValue, Unbound)) for part in members(one)):
            return UNKNOWN
        handed.append(one)
    value = join(handed)
    if isinstance(value, Unbound) and handed:
        return UNBOUND
    kinds = {type(part) for part in members(value)}
    return inferred(value) if kinds in ({Instance}, {ClassValue}) else UNKNOWN


def _calls_of(model: Evaluator, function: FunctionNode, outside: Scope) -> list[tuple[ast.Call, Scope, bool]]:
    """Return the calls of a function in its file, the scope of each, and whether the first parameter is given apart.

    Empty where a call of the same name may be one of it and may not.
    """
    is_maker = isinstance(outside.node, ast.ClassDef) and function.name == "__init__"
    name = outside.node.name if is_maker and isinstance(outside.node, ast.ClassDef) else function.name
    if name.startswith("__") or name == "construct":  # they are called by other means than their names
        return []
    if is_maker and _has_subclass(outside.module, name):  # which hand on what they are given
        return []
    candidates = calls_named(outside.module, name)
    if len(candidates) > MAX_CALLS or not all(_is_clear(call.func) for call, _ in candidates):
        return []
    found: list[tuple[ast.Call, Scope, bool]] = []
    for call, where in candidates:
        for callee in members(model.evaluate(call.func, where)):
            if isinstance(callee, Unknown):
                return []
            if isinstance(callee, ClassValue) and is_maker:
                maker = model.attribute(callee, "__init__")
                if isinstance(maker, Function) and maker.node is function:
                    found.append((call, where, True))
            elif isinstance(callee, Function) and callee.node is function:
                found.append((call, where, callee.receiver is not None))
    return found


def _is_clear(callee: ast.expr) -> bool:
    """Return whether it takes little to find out what is called: `name`, or `x.name`, of a file's own names."""
    return isinstance(callee, ast.Name) or (isinstance(callee, ast.Attribute) and isinstance(callee.value, ast.Name))


def _has_subclass(module: Module, name: str) -> bool:
    """Return whether a class of the file derives from one of this name."""
    return name.encode() in _bases(module)


@memoized
def _bases(module: Module) -> frozenset[bytes]:
    """Return the words in the brackets that stand behind a `class` and before the next colon."""
    return frozenset(word for bases in _BASES.findall(module.source) for word in _WORD.findall(bases))


_BASES = re.compile(rb"\bclass\b[^:(]*\(([^:]*)")
_WORD = re.compile(rb"[\w\x80-\xff]+")


def handed_to(call: ast.Call, function: FunctionNode, argument: ast.arg, bound: bool) -> ast.expr | None:
    """Return the expression that a call hands to a parameter, or its default; None where that can't be told.

    `bound` says whether the first parameter is given apart from the arguments: `self`.
    """
    if any(isinstance(given, ast.Starred) for given in call.args) or any(word.arg is None for word in call.keywords):
        return None
    for word in call.keywords:
        if word.arg == argument.arg:
            return word.value
    positional = [*function.args.posonlyargs, *function.args.args]
    if argument in positional:
        position = positional.index(argument) - (1 if bound else 0)
        if 0 <= position < len(call.args):
            return call.args[position]
    return default_of(function, argument)


def default_of(function: FunctionNode, argument: ast.arg) -> ast.expr | None:
    """Return the default of a parameter, None where it has none."""
    positional = [*function.args.posonlyargs, *function.args.args]
    if argument in positional:
        position = positional.index(argument) - len(positional) + len(function.args.defaults)
        return function.args.defaults[position] if position >= 0 else None
    if argument in function.args.kwonlyargs:
        return function.args.kw_defaults[function.args.kwonlyargs.index(argument)]
    return None


@memoized
def calls_named(module: Module, name: str) -> list[tuple[ast.Call, Scope]]:
    """Return the calls in a file of what has this name, also as an attribute, with the scope that each stands in."""
    return list(_search_calls(module, name))


def _search_calls(module: Module, name: str) -> Iterator[tuple[ast.Call, Scope]]:
    """Go through the statements on whose lines the name stands, but for those that define what has it."""
    lines = _lines_naming(module.source, name)
    pending: list[tuple[ast.AST, Scope]] = [(module.tree, module.scope)] if lines else []
    while pending:
        node, scope = pending.pop()
        if isinstance(node, ast.Call):
            leaf = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if leaf == name:
                yield node, scope
        inside = scope.child(node) if isinstance(node, (FunctionNode, ast.ClassDef)) else scope
        for below in children(node):
            if not isinstance(below, ast.stmt):
                pending.append((below, scope))
            elif bisect_left(lines, first_line(below)) < bisect_right(lines, below.end_lineno or below.lineno):
                pending.append((below, inside))


def _lines_naming(source: bytes, name: str) -> list[int]:
    """Return the lines (1-based) on which a name stands, but for those that define what bears it."""
    text = name.encode()
    lines: list[int] = []
    line, passed = 1, 0
    position = source.find(text)
    while position >= 0:
        if not _DEFINES.search(source, max(0, position - _BEFORE), position):
            line += source.count(b"\n", passed, position)
            passed = position
            lines.append(line)
        position = source.find(text, position + len(text))
    return lines


_BEFORE = 8
_DEFINES = re.compile(rb"(?:\w|\b(?:def|class)\s)\Z")
"""What stands before a name that is defined there, or that is the end of another one."""


# How the function uses it


def _tensor_by_use(model: Evaluator, argument: ast.arg, scope: Scope) -> Value:
    """Return a Tensor for a parameter that is used as one and as nothing else, UNKNOWN for any other.

    A default of None says nothing; any other speaks against it. So does a test of the type.
    """
    function = scope.node
    assert isinstance(function, FunctionNode)
    default = default_of(function, argument)
    if not (default is None or (isinstance(default, ast.Constant) and default.value is None)):
        return UNKNOWN
    if not scope.module.imports_package("mindspore") or scope.module.imports_package("torch"):
        return UNKNOWN
    cls = enclosing_class(scope) if scope.parent is not None and isinstance(scope.parent.node, ast.ClassDef) else None
    of_cell = cls is not None and kind(model, cls)[0] is ClassKind.CELL
    speaks: bool | None = None
    for name, parents in uses.uses(scope).get(argument.arg, ()):
        said = uses.as_tensor(model, name, parents, scope, of_cell)
        if said is None or said is speaks or not _is_reached(name, argument, scope):
            continue
        if said is False:
            return UNKNOWN
        speaks = True
    return inferred(Instance(tensor_values.TENSOR)) if speaks else UNKNOWN


def _is_reached(name: ast.Name, argument: ast.arg, scope: Scope) -> bool:
    """Return whether a name may be what the parameter was given, where it is read."""
    definitions, where = flow.reaching(scope, name)
    return where is scope and any(d.kind is Kind.PARAMETER and d.node is argument for d in definitions)
