"""What MSP225 says of methods that nothing calls, and of `requires_grad` of a Cell."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

from lint_plugin.checks import (
    Access,
    Check,
    Definition,
    Report,
    RuleContext,
    decorator_names,
    own_nodes,
    written,
    written_receiver,
)
from lint_plugin.mindspore import cells, documents


class NeverCalledOverride(Check):
    """A Cell relies on a hook of torch.nn.Module that MindSpore doesn't have."""

    def check_definition(self, definition: Definition, context: RuleContext) -> Iterator[Report]:
        """Yield a report for a method that only torch would call, and the project doesn't."""
        cls = definition.cls
        confidence = cls.is_a(cells.CELL)
        message = None if confidence is None else _message(definition)
        if confidence is None or message is None or decorator_names(definition.node):
            return
        if any(base.binds(definition.name) for base in cls.lineage[1:]) or _is_called(definition):
            return
        topics = (documents.of_cell("set_train"),) if message == "train" else ()
        yield Report(definition.span, message, confidence, {"cls": cls.name}, topics)

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for a statement that gives a Cell, other than `self`, a truth value as `requires_grad`."""
        statement = context.parent(access.node)
        if not access.written or not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
            return
        value = statement.value
        if not isinstance(value, ast.Constant) or not isinstance(value.value, bool):
            return
        if isinstance(access.receiver, ast.Name) and access.receiver.id in ("self", "cls"):
            return
        if _is_read(access, context):
            return
        confidence = context.is_a(access.receiver, cells.CELL)
        if confidence is not None:
            fields = {"receiver": written_receiver(access.receiver), "value": written(value)}
            yield Report(access.span, "requires_grad", confidence, fields, (documents.of_cell("get_parameters"),))


def _is_read(access: Access, context: RuleContext) -> bool:
    """Return whether the function around asks the receiver for the flag, too: what it sets is the Cell's own then."""
    around = context.enclosing_function(access.node)
    return around is not None and ast.dump(access.receiver) in _receivers_asked(around, access.name)


@functools.lru_cache(maxsize=1)  # a function may set the flag again and again
def _receivers_asked(function: ast.AST, name: str) -> frozenset[str]:
    """Return the receivers that a function asks for an attribute."""
    return frozenset(
        ast.dump(node.value)
        for node in own_nodes(function)
        if isinstance(node, ast.Attribute) and node.attr == name and isinstance(node.ctx, ast.Load)
    )


def _message(definition: Definition) -> str | None:
    """Return which message fits a method, None where torch wouldn't call it either."""
    if definition.name == "train":
        return "train" if _extends_train(definition) else None
    return "reset" if any(_is_layer(base) for base in definition.cls.outside_bases) else None


def _extends_train(definition: Definition) -> bool:
    """Return whether a method calls `super().train(...)`, as an override of torch's does."""
    for node in own_nodes(definition.node):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "train":
            receiver = node.func.value
            if isinstance(receiver, ast.Call) and getattr(receiver.func, "id", "") == "super":
                return True
    return False


def _is_layer(base: str) -> bool:
    """Return whether a base is one of MindSpore's layers whose counterpart in torch calls `reset_parameters`."""
    name = base.rpartition(".")[2]
    return cells.is_cell(base) and (name.startswith(("Conv", "BatchNorm")) or name in ("Dense", "Embedding"))


def _is_called(definition: Definition) -> bool:
    """Return whether the project uses the method, or something of its name that isn't known, outside of it."""
    inside = set(own_nodes(definition.node))
    if any(use.node not in inside for use in definition.cls.uses(definition.name)):
        return True
    return definition.cls.is_used_elsewhere(definition.name)
