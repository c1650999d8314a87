"""What MSP115 says of torch's training step."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator

from lint_plugin.checks import Access, Check, Report, RuleContext, in_training_step, written, written_receiver
from lint_plugin.confidence import Confidence
from lint_plugin.language import Text
from lint_plugin.mindspore import tensor_members, tensors, training_steps, versions
from lint_plugin.rules.torch_training_step import fix


class TorchTrainingStep(Check):
    """A step of torch's training on MindSpore's optimizer, schedule or loss."""

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for an access on an optimizer, a schedule or a Tensor, or for a call that others speak for."""
        if access.written:
            return
        found = _known(access, context) or _guessed(access, context)
        if found is None or _is_left_alone(access, context):
            return
        message, confidence = found
        fields: dict[str, str | Text] = {
            "receiver": written(access.receiver),
            "name": access.name,
            "remedy": _remedy(access, message != "perhaps" or _is_called_optimizer(access), context),
        }
        mend = functools.partial(fix.mended, access, message, context)
        yield Report(access.span, message, confidence, fields, fix=mend)


def _known(access: Access, context: RuleContext) -> tuple[str, Confidence] | None:
    """Return which message fits an object whose class is known, and how surely it is one."""
    if access.name == "backward":
        if not tensor_members.lacks("backward", context.version and versions.known(context.version)):
            return None
        confidence = context.asks_a(access, tensors.TENSOR)
        return None if confidence is None or access.call is None else ("backward", confidence)
    for base, lacking in training_steps.LACKING.items():
        if access.name in lacking and context.is_a(access.receiver, base) is not None:
            lack = context.missing(access)
            message = "schedule" if base == training_steps.SCHEDULE else "optimizer"
            return None if lack is None or context.subclass_supplies(access) else (message, lack)
    return None


def _guessed(access: Access, context: RuleContext) -> tuple[str, Confidence] | None:
    """Return the guess that a call is one of a training step, or a `backward` that only torch's knows.

    Another one is made in the same function then. Of an object of which nothing is known, in a file on MindSpore and
    neither torch nor a torch-like layer.
    """
    if access.name == "step" and not _is_called_optimizer(access):
        return None
    if not context.is_unknown(access.receiver):
        return None
    if in_training_step(access, context) or _is_of_torch(access, context):
        return ("perhaps", Confidence.GUESS) if context.may_guess(access.name) else None
    return None


def _is_of_torch(access: Access, context: RuleContext) -> bool:
    """Return whether a call of `backward` is given a flag of torch's, or a gradient."""
    call = access.call
    if access.name != "backward" or call is None:
        return False
    keeps_graph = any(keyword.arg in ("retain_graph", "create_graph") for keyword in call.keywords)
    is_gradient = len(call.args) == 1 and context.is_a(call.args[0], tensors.TENSOR) is not None
    return (keeps_graph or is_gradient) and not context.is_named_after_class(access)


_OPTIMIZER = re.compile(r"opt|adam|sgd", re.IGNORECASE)


def _is_called_optimizer(access: Access) -> bool:
    """Return whether the last name of the receiver is one that people give to optimizers."""
    receiver = access.receiver
    name = receiver.attr if isinstance(receiver, ast.Attribute) else getattr(receiver, "id", "")
    return _OPTIMIZER.search(name) is not None


def _is_left_alone(access: Access, context: RuleContext) -> bool:
    """Return whether the member is there after all, or the code sees to its absence."""
    owners = tensors.NAMES if access.name == "backward" else training_steps.NAMES
    return (
        context.is_patched(access.name, owners)
        or context.guarded(access.node, access.name)
        or context.for_type_checkers(access.node)
        or context.has_own_mindspore
    )


def _remedy(access: Access, is_known: bool, context: RuleContext) -> Text:
    """Return MindSpore's way, by the optimizer's own name if the receiver is known to be it."""
    receiver = written_receiver(access.receiver)
    if access.name == "param_groups":
        rate = f"{receiver}.learning_rate"
        assign = context.spelled("mindspore.ops.assign", access.node).text
        return Text(
            f"its groups are those that it was made with, and {rate} is the learning rate, a Parameter that "
            f"{assign}({rate}, value) sets, or one Parameter a group",
            f"参数组在创建时给定；学习率是 {rate}，为 Parameter（分组时每组一个），可用 {assign}({rate}, value) 修改",
        )
    if access.name == "add_param_group":
        return Text(
            "give all groups when it is made, [{'params': ..., 'lr': ...}, ...] in place of the parameters",
            "请在创建时给出所有参数组：以 [{'params': ..., 'lr': ...}, ...] 代替参数列表",
        )
    template, own, every = training_steps.STEP
    is_optimizer = is_known and access.name != "backward"
    optimizer = receiver if is_optimizer else "optimizer"
    code = template.format(
        value_and_grad=context.spelled("mindspore.value_and_grad", access.node).text,
        weights=own.format(optimizer=optimizer) if is_optimizer else every,
        optimizer=optimizer,
    )
    return Text(
        f"write {code}, in place of zero_grad(), backward() and step(); forward_fn(x) returns the loss",
        f"请用 {code} 代替 zero_grad()、backward() 和 step()，其中 forward_fn(x) 返回损失",
    )
