"""Whether the places that use a name take what it is for a Tensor."""

from __future__ import annotations

import ast

from lint_plugin.mindspore import results, tensors
from lint_plugin.semantics.code import flow
from lint_plugin.semantics.code.bindings import Kind
from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.code.syntax import FunctionNode, children, is_static
from lint_plugin.semantics.inference import tensor_values
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import is_sequence_cell
from lint_plugin.semantics.inference.values import ExternalSymbol, Function, Instance, members

_OF_ARRAYS = frozenset({
    *("shape", "ndim", "view", "reshape", "transpose", "permute", "swapaxes", "astype", "expand_dims", "squeeze"),
    *("unsqueeze", "asnumpy", "broadcast_to", "flatten", "masked_fill", "argmax", "contiguous", "chunk", "sum", "mean"),
    *("expand", "repeat_interleave", "narrow", "gather", "index_select", "matmul", "bmm", "softmax", "sigmoid"),
    "backward",
})  # fmt: skip
"""Attributes that speak for a Tensor where they are read of what a Cell is called with."""
_TAKE_ANYTHING = frozenset(
    {"print", "type", "id", "hasattr", "getattr", "repr", "float", "int", "abs", "bool", "round"}
)
_TAKE_LISTS = frozenset({"len", "list", "tuple", "dict", "set", "enumerate", "zip", "iter", "next", "reversed", "any"})


_MOST_USES = 500
"""All of them are looked at for each place that asks for one of them."""


@memoized
def uses(scope: Scope) -> dict[str, list[tuple[ast.Name, tuple[ast.AST, ast.AST]]]]:
    """Return where a function's own code reads each name, with the node around it and the node around that.

    A name that is read more than _MOST_USES times isn't among them: nothing is guessed of it.
    """
    table: dict[str, list[tuple[ast.Name, tuple[ast.AST, ast.AST]]]] = {}
    pending: list[tuple[ast.AST, ast.AST, ast.AST]] = [(node, scope.node, scope.node) for node in scope.node.body]
    while pending:
        node, parent, around = pending.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            table.setdefault(node.id, []).append((node, (parent, around)))
        elif not isinstance(node, (FunctionNode, ast.ClassDef)):
            pending += [(below, node, parent) for below in children(node)]
    return {name: found for name, found in table.items() if len(found) <= _MOST_USES}


def as_tensor(
    model: Evaluator, name: ast.Name, parents: tuple[ast.AST, ast.AST], scope: Scope, of_cell: bool
) -> bool | None:
    """Return whether a place uses a name as a Tensor; None where it says nothing."""
    parent, around = parents
    match parent:
        case ast.Attribute():
            if not tensors.has_member(parent.attr):
                return False
            is_size = parent.attr in ("size", "dim") and isinstance(around, ast.Call) and around.func is parent
            return True if of_cell and (parent.attr in _OF_ARRAYS or is_size) else None
        case ast.Call():
            return False if parent.func is name else _as_argument(model, name, parent, scope)
        case ast.BinOp():
            other = parent.right if parent.left is name else parent.left
            return True if tensor_values.is_tensor(model.evaluate(other, scope)) else None
        case ast.Subscript() if parent.value is name:
            index = parent.slice
            if isinstance(index, ast.Constant) and isinstance(index.value, str):
                return False
            return True if of_cell and isinstance(index, ast.Tuple) else None
        case ast.Starred() | ast.For() | ast.AsyncFor() | ast.comprehension():
            return False
        case ast.keyword():
            return False if parent.arg is None else None
        case ast.Compare():
            return False if any(isinstance(op, (ast.In, ast.NotIn)) for op in parent.ops) else None
        case ast.Assign():
            return False if any(isinstance(target, (ast.Tuple, ast.List)) for target in parent.targets) else None
    return None


def _as_argument(model: Evaluator, name: ast.Name, call: ast.Call, scope: Scope) -> bool | None:
    """Return whether a call takes its argument `name` for a Tensor; None where nothing tells."""
    found: set[bool | None] = set()
    first = call.args[:1] == [name]
    for callee in members(model.evaluate(call.func, scope)):
        if isinstance(callee, ExternalSymbol):
            found.add(_external_takes(callee.path, first))
        elif isinstance(callee, Instance) and isinstance(callee.cls, ExternalSymbol):
            takes = results.instance_takes_tensor(callee.cls.path) or is_sequence_cell(model, callee.cls)
            found.add(True if first and takes else None)
        elif isinstance(callee, (Instance, Function)):
            found.add(_project_takes(model, callee, call, name))
        else:
            found.add(None)
    return found.pop() if len(found) == 1 else None


def _external_takes(path: str, first: bool) -> bool | None:
    top, _, leaf = path.rpartition(".")
    if top == "builtins":
        return None if leaf in _TAKE_ANYTHING else False if leaf in _TAKE_LISTS or leaf == "isinstance" else None
    if path.partition(".")[0] == "numpy" or tensors.is_tensor(path) or leaf in ("tensor", "from_numpy"):
        return False
    return True if first and results.takes_tensor(path) else None


def _project_takes(model: Evaluator, callee: Instance | Function, call: ast.Call, name: ast.Name) -> bool | None:
    """Return whether a function, or the `construct` of a Cell, of the project takes an argument for a Tensor."""
    method = callee if isinstance(callee, Function) else model.attribute(callee, "construct")
    if not isinstance(method, Function) or any(isinstance(given, ast.Starred) for given in call.args):
        return None
    arguments = method.node.args
    if name in call.args:
        positional = [*arguments.posonlyargs, *arguments.args]
        position = call.args.index(name) + (1 if method.receiver is not None and not is_static(method.node) else 0)
        argument = positional[position] if position < len(positional) else None
    else:
        words = [word.arg for word in call.keywords if word.value is name]
        named = [*arguments.args, *arguments.kwonlyargs]
        argument = next((one for one in named if one.arg in words), None)
    if argument is None:
        return None
    inside = method.scope.child(method.node)
    definition = flow.flow_of(inside).definition(Kind.PARAMETER, argument)
    return True if tensor_values.is_tensor(model.defined(definition, inside)) else None
