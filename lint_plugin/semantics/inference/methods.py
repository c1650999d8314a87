"""What methods give that no project code defines: Cell's own, and those of containers."""

from __future__ import annotations

import ast

from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import cells, datasets
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.code.syntax import own_nodes, text_of
from lint_plugin.semantics.inference import tensor_values
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import ClassKind, is_container_cell, kind
from lint_plugin.semantics.inference.iteration import cell_element
from lint_plugin.semantics.inference.tensor_values import PARAMETER
from lint_plugin.semantics.inference.values import (
    UNKNOWN,
    BuiltinMethod,
    Container,
    ExternalResult,
    ExternalSymbol,
    Function,
    Instance,
    Mapping,
    Parameters,
    Unbound,
    Unknown,
    Value,
    inferred,
    join,
    members,
)

RETURN_SELF = frozenset({
    *("set_train", "set_grad", "to_float", "apply", "add_flags", "add_flags_recursive", "set_broadcast_flag"),
    *("set_acc", "to", "to_empty"),
})  # fmt: skip
"""Cell's methods that return the Cell itself (run with MindSpore 2.0.0, 2.7.0 and 2.10.0)."""
_TORCH_RETURN_SELF = frozenset({
    *("cuda", "cpu", "xpu", "ipu", "half", "float", "double", "bfloat16", "eval", "train", "requires_grad_", "type"),
    "share_memory",
})  # fmt: skip
"""Methods of torch's Module that return the Module itself (2.13.0): code that calls them on a Cell goes on with it."""
_TEXT = ExternalResult("builtins.str")


def parameter_list(model: Evaluator, node: ast.Call, func: ast.Attribute, callee: Value, scope: Scope) -> Value | None:
    """Return the list that `trainable_params()` or `untrainable_params()` gives; None where it isn't Cell's own.

    An override that lists Parameters as Cell's own does counts as that. The names are MindSpore's: a receiver that
    can't be typed is taken for a Cell.
    """
    confidence = Confidence.HIGH
    for value in members(callee):
        if isinstance(value, BuiltinMethod) and isinstance(value.receiver, Instance):
            is_a, sure = kind(model, value.receiver.cls)
            if is_a in (ClassKind.OTHER, ClassKind.TORCH):
                return None
            if is_a is ClassKind.UNKNOWN and not scope.module.imports_package("mindspore"):
                return None
            confidence = min(confidence, value.receiver.confidence, sure)
            if is_a is ClassKind.UNKNOWN:
                confidence = Confidence.INFERRED
        elif (isinstance(value, Function) and _lists_parameters(model, value)) or (
            isinstance(value, (Unknown, Unbound)) and scope.module.imports_package("mindspore")
        ):
            confidence = Confidence.INFERRED
        else:
            return None
    return Parameters(func.attr, text_of(node), confidence)


def _lists_parameters(model: Evaluator, method: Function) -> bool:
    """Return whether a Cell's method makes a list of Parameters of its own in each of its `return` statements."""
    receiver = method.receiver
    if not isinstance(receiver, Instance) or kind(model, receiver.cls)[0] is not ClassKind.CELL:
        return False
    inside = method.scope.child(method.node)
    returned = [node.value for node in own_nodes(method.node) if isinstance(node, ast.Return)]
    for value in returned:
        is_list = isinstance(value, (ast.List, ast.ListComp)) or (
            isinstance(value, ast.Call)
            and model.evaluate(value.func, inside)
            in (ExternalSymbol("builtins.list"), ExternalSymbol("builtins.sorted"))
        )
        made = model.evaluate(value, inside) if is_list and value is not None else None
        if not isinstance(made, Container) or not isinstance(made.element, Instance) or made.element.cls != PARAMETER:
            return False
    return bool(returned)


def batches(node: ast.Call, name: str, callee: Value, scope: Scope) -> Value | None:
    """Return what an iterator of a dataset of MindSpore's goes through, None for a method of the project's.

    The names are MindSpore's: what can't be typed is taken for a dataset.
    """
    if not scope.module.imports_package("mindspore"):
        return None
    for value in members(callee):
        receiver = value.receiver if isinstance(value, BuiltinMethod) else value
        known = receiver.cls if isinstance(receiver, Instance) else receiver
        if not isinstance(known, (ExternalSymbol, ExternalResult, Unknown, Unbound)):
            return None
    if not datasets.gives_tensors(name, tensor_values.given(node)):
        return Container(UNKNOWN)
    return Container(_TUPLE if name == datasets.TUPLES else Mapping(_TEXT, _ONE))


_ONE = Instance(tensor_values.TENSOR, Confidence.INFERRED)
_TUPLE = Container(_ONE)


def builtin_method(model: Evaluator, method: BuiltinMethod, node: ast.Call) -> Value:
    """Return what calling a Cell's own method gives, or one of a Tensor or a container."""
    receiver, name = method.receiver, method.name
    if isinstance(receiver, Instance) and tensor_values.is_tensor(receiver):
        return tensor_values.method(receiver, name, node)
    if isinstance(receiver, Instance):
        return _cell_method(model, receiver, name)
    if isinstance(receiver, Mapping):
        pair = (receiver.key, receiver.value)
        if name == "items":
            return Container(Container(join(pair), pair))
        if name in ("values", "keys"):
            return Container(receiver.value if name == "values" else receiver.key)
        return receiver.value if name in ("get", "pop", "setdefault") else receiver if name == "copy" else UNKNOWN
    if isinstance(receiver, Container):
        return inferred(receiver.element) if name == "pop" else receiver if name == "copy" else UNKNOWN
    return receiver if name == "copy" else UNKNOWN


def _cell_method(model: Evaluator, receiver: Instance, name: str) -> Value:
    if kind(model, receiver.cls)[0] is not ClassKind.CELL:
        if name in datasets.PIPELINE and isinstance(receiver.cls, ExternalSymbol):
            if datasets.is_dataset(receiver.cls.path):
                return receiver
        return ExternalResult(receiver.cls.path) if isinstance(receiver.cls, ExternalSymbol) else UNKNOWN
    if name in RETURN_SELF or name in _TORCH_RETURN_SELF:
        return receiver
    child = cell_element(model, receiver)
    if isinstance(child, Unknown):
        child = Instance(ExternalSymbol(cells.CELL), Confidence.INFERRED)
    parameter = Instance(PARAMETER, Confidence.INFERRED)
    any_cell = Instance(ExternalSymbol(cells.CELL), Confidence.INFERRED)
    known: dict[str, Value] = {
        "cells": Container(child),
        "name_cells": Mapping(_TEXT, child),
        "cells_and_names": Container(Container(any_cell, (_TEXT, any_cell))),
        "get_parameters": Container(parameter),
        "parameters_and_names": Container(Container(parameter, (_TEXT, parameter))),
        "parameters_dict": Mapping(_TEXT, parameter),
        "values": Container(child),
        "items": Container(Container(child, (_TEXT, child))),
        "append": receiver,
        "extend": receiver,
    }
    if name in ("values", "items", "append", "extend") and not is_container_cell(model, receiver.cls):
        return UNKNOWN
    return known.get(name, UNKNOWN)
