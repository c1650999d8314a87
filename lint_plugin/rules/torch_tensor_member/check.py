"""What MSP114 says of members of torch's Tensor."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator

from lint_plugin.checks import (
    ATTRIBUTE_ERRORS,
    Access,
    Check,
    Report,
    RuleContext,
    corrections,
    mending,
    written,
    written_arguments,
    written_receiver,
)
from lint_plugin.confidence import Confidence
from lint_plugin.language import Text
from lint_plugin.mindspore import calls, documents, tensor_members, tensors, versions
from lint_plugin.mindspore.calls import Kind, Problem
from lint_plugin.rules.torch_tensor_member import fix

_ERRORS = ATTRIBUTE_ERRORS | {"TypeError"}
_OBJECT = re.compile(r"\bmindspore(?:\.\w+)+")


class TorchTensorMember(Check):
    """A member of torch's Tensor, looked for on one of MindSpore's."""

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for an access on a Tensor, or for a call of `size` that its argument speaks for."""
        if access.written:
            return
        if access.name == "size":
            yield from _size(access, context)
        elif tensor_members.lacks(access.name, context.version and versions.known(context.version)):
            confidence = context.asks_a(access, tensors.TENSOR) or _guessed(access, context)
            if confidence is not None and not _is_left_alone(access, context):
                yield _missing(access, confidence, context)
        elif access.call is not None:
            yield from _refused(access, access.call, context)


def _guessed(access: Access, context: RuleContext) -> Confidence | None:
    """Return the guess that a receiver is a Tensor: a call that only Tensors know is made on what seems to be an array.

    A Cell may be asked for the same, and has a rule of its own.
    """
    if access.call is None or access.call.args or access.name not in tensor_members.OF_TENSORS_ALONE:
        return None
    return Confidence.GUESS if context.seems_tensor(access) else None


def _is_left_alone(access: Access, context: RuleContext) -> bool:
    """Return whether the member is there after all, or the code sees to its absence."""
    return (
        context.is_patched(access.name, tensors.NAMES)
        or (access.call is None and context.is_given(access))
        or context.callee_is_patched(f"{tensors.TENSOR}.{access.name}")
        or context.guarded(access.node, access.name, errors=_ERRORS)
        or context.for_type_checkers(access.node)
        or context.defined_by_project(access)
        or context.has_own_mindspore
    )


def _receiver(node: ast.expr) -> str:
    """Return a Tensor's text as it is written before a dot; of a long chain of calls the last one."""
    text = written_receiver(node)
    if "..." in text and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return f"(...).{node.func.attr}(...)"
    return text


def _size(access: Access, context: RuleContext) -> Iterator[Report]:
    """Yield a report for a call of a Tensor's `size`, as a guess for one of an unknown object's with a dimension."""
    call = access.call
    if call is None:
        return
    confidence = context.asks_a(access, tensors.TENSOR)
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    message = "size_along" if given else "size"
    if confidence is None and (_gives_dimension(call) or (not given and _is_taken_apart(call, context))):
        message = "perhaps_size"
        confidence = Confidence.GUESS if context.may_be_tensor(access) else None
    if confidence is None or _is_left_alone(access, context):
        return
    receiver = _receiver(access.receiver)
    code = f"{receiver}.shape[{written(given[0])}]" if given else f"{receiver}.shape"
    mend = functools.partial(fix.sized, access, call, given, confidence, context)
    yield Report(access.span, message, confidence, {"receiver": receiver, "code": code}, _SIZE, mend)


_SIZE = (documents.of_api(tensor_members.SIZE),)


def _is_taken_apart(call: ast.Call, context: RuleContext) -> bool:
    """Return whether what a call gives is indexed by a whole number or a slice, or unpacked: no number is."""
    parent = context.parent(call)
    if isinstance(parent, ast.Subscript) and parent.value is call:
        index = parent.slice.operand if isinstance(parent.slice, ast.UnaryOp) else parent.slice
        return isinstance(index, ast.Slice) or (isinstance(index, ast.Constant) and isinstance(index.value, int))
    return isinstance(parent, ast.Assign) and any(isinstance(target, ast.Tuple) for target in parent.targets)


def _gives_dimension(call: ast.Call) -> bool:
    """Return whether a call is given one whole number, which `size` of a Tensor alone is."""
    if call.keywords or len(call.args) != 1:
        return False
    given = call.args[0]
    if isinstance(given, ast.UnaryOp) and isinstance(given.op, ast.USub):
        given = given.operand
    return isinstance(given, ast.Constant) and isinstance(given.value, int) and not isinstance(given.value, bool)


def _missing(access: Access, confidence: Confidence, context: RuleContext) -> Report:
    """Return the report on a member that the version's Tensor lacks."""
    version = context.version
    fields: dict[str, str | Text] = {
        "receiver": _receiver(access.receiver),
        "name": access.name,
        "version": "" if version is None else versions.spell(version),
        "remedy": _remedy(access, context),
    }
    message = "never" if tensor_members.never(access.name) else "version"
    message = "perhaps" if confidence is Confidence.GUESS else message
    topic = documents.of_api(f"torch.Tensor.{access.name}")
    mend = functools.partial(fix.replaced, access, confidence, context)
    return Report(access.span, message, confidence, fields, (topic, "mapping_table"), mend)


def _remedy(access: Access, context: RuleContext) -> Text:
    """Return what to write instead of a member, and what is to be known of it."""
    instead = tensor_members.instead(access.name)
    code = _code(instead.code, access, context)
    en, zh = instead.notes.get("en", ""), instead.notes.get("zh", "")
    if not code:
        return Text(en, zh) if en else _LOOK_UP
    return Text(f"write {code}" + (f"; {en}" if en else ""), f"请写成 {code}" + (f"；{zh}" if zh else ""))


_LOOK_UP = Text(
    "the mapping table says what MindSpore has for it, if anything",
    "对应的接口（如果有）见映射表",
)


def _code(template: str, access: Access, context: RuleContext) -> str:
    """Return the code of a template, with the user's own receiver and arguments, and the file's names."""
    call = access.call
    if call is None and template.endswith(")"):
        return ""
    values = [] if call is None else [*call.args, *(keyword.value for keyword in call.keywords)]
    given = [written(value) for value in values] + ["..."] * 2
    if not _is_statement(access, context):
        template = template.removeprefix("{x} = ")
    code = _OBJECT.sub(lambda name: context.spelled(name[0], access.node).text, template)
    code = code.replace(", {arguments}", "") if not values else code
    return code.format(
        x=_receiver(access.receiver),
        arguments=given[0] if len(values) == 1 else written_arguments(call) if call and values else "",
        argument=given[0],
        second=given[1],
        flag=given[0] if values else "True",
    )


def _is_statement(access: Access, context: RuleContext) -> bool:
    """Return whether a call is a statement, on something that may be assigned to."""
    can_be_assigned = isinstance(access.receiver, (ast.Name, ast.Attribute, ast.Subscript))
    return can_be_assigned and access.call is not None and isinstance(context.parent(access.call), ast.Expr)


def _refused(access: Access, node: ast.Call, context: RuleContext) -> Iterator[Report]:
    """Yield one report for the arguments that a Tensor's method doesn't take."""
    found = context.calls(node)
    if not found and access.name in tensor_members.OF_TENSORS_ALONE and node.keywords and context.seems_tensor(access):
        found = (context.method_called(node, f"{tensors.TENSOR}.{access.name}"),)
    if len(found) != 1 or not found[0].is_method or _is_left_alone(access, context):
        return
    call = found[0]
    if not call.qualified_name.startswith((f"{tensors.TENSOR}.", f"{tensors.PARAMETER}.")):
        return
    names = list(call.keywords)
    problems = calls.problems(
        call.qualified_name, len(call.positional), names, context.version, complete=call.is_complete
    )
    wrong = [problem for problem in problems if problem.torch_like]
    sizes = [] if wrong else corrections.shape_problems(call.qualified_name, call, context)
    wrong += sizes
    callee = corrections.callee(call)
    topic = documents.of_api(f"{tensors.TENSOR}.{access.name}")
    if wrong:
        advice = corrections.advice(call, wrong, context)
        receiver = _receiver(access.receiver)
        fields: dict[str, str | Text] = {
            "receiver": receiver,
            "callee": callee,
            "complaint": _TUPLE if sizes else _complaint(wrong),
        }
        if advice is not None:
            fields["advice"] = advice
        mend = functools.partial(mending.mended, call, wrong, context)
        yield Report(access.span, "refused" if advice is None else "advised", call.confidence, fields, (topic,), mend)
    elif tensor_members.takes_tuple(access.name) and _gives_dimension(node):
        code = f"{callee}(({written_arguments(node)},))"
        fields = {"callee": callee, "complaint": _TUPLE, "advice": Text(f"write {code}", f"请写成 {code}")}
        mend = functools.partial(fix.in_tuple, node, call.confidence, context)
        yield Report(access.span, "advised", call.confidence, fields, (topic,), mend)


_TUPLE = Text("takes the dimensions as one tuple", "要求把维度写成一个元组")


def _complaint(wrong: list[Problem]) -> Text:
    """Return what is wrong with a call."""
    unknown = [repr(problem.argument) for problem in wrong if problem.kind is Kind.UNKNOWN]
    if unknown:
        names = ", ".join(unknown)
        return Text(f"has no argument{'s' if len(unknown) > 1 else ''} {names}", f"没有参数 {names}")
    if any(problem.kind is Kind.SURPLUS for problem in wrong):
        return Text("takes fewer positional arguments", "接受的位置参数较少")
    return Text("doesn't take these arguments", "不接受这些参数")
