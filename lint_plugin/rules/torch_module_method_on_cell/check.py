"""What MSP108 says of members of torch's Module."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator

from lint_plugin.checks import Access, Check, Report, RuleContext, in_training_step, written
from lint_plugin.confidence import Confidence
from lint_plugin.language import Text
from lint_plugin.mindspore import members, training_steps, versions
from lint_plugin.rules.torch_module_method_on_cell import fix

_GUESSED = frozenset({"parameters", "named_parameters"})
"""The names that a call of speaks for a Cell, in a file that speaks for MindSpore; all others many objects have."""
_GUESSED_WITHOUT_ARGUMENTS = frozenset({"modules", "named_modules", "children", "named_children", "zero_grad"})
"""Those of which only a call that gives nothing does."""
_OPTIMIZER = re.compile(r"optim|adam|sgd|momentum|lamb|lars|rmsprop|adagrad|adadelta|ftrl|rprop", re.IGNORECASE)
_CUDA = re.compile(r"['\"]cuda\b")


class TorchModuleMethodOnCell(Check):
    """A call of, or reference to, a member of torch.nn.Module on a Cell that hasn't got it."""

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for an access on a Cell, or for a call that only its name speaks for."""
        if access.written:
            return
        confidence = context.missing(access, guess=_speaks_for_cell(access))
        if confidence is None or context.subclass_supplies(access) or _is_of_optimizer(access, confidence, context):
            return
        found = _explain(access, context)
        if found is not None and not context.guarded(access.node, access.name):
            message, fields = found
            topics = members.all_members()[access.name].topics(context.version)
            mend = functools.partial(fix.replaced, access, context, for_optimizer(access, context), confidence)
            yield Report(access.span, message, confidence, fields, topics, mend)


def _speaks_for_cell(access: Access) -> bool:
    """Return whether a call of the name is one of a Cell, as far as the name and the arguments tell."""
    call = access.call
    if call is None or access.name in _GUESSED:
        return call is not None
    return access.name in _GUESSED_WITHOUT_ARGUMENTS and not call.args and not call.keywords


def _is_of_optimizer(access: Access, confidence: Confidence, context: RuleContext) -> bool:
    """Return whether it is an optimizer's `zero_grad`, which MSP115 reports with the rest of the training step."""
    if access.name != "zero_grad":
        return False
    if confidence is Confidence.GUESS:
        return in_training_step(access, context)
    bases = (training_steps.OPTIMIZER, training_steps.EXPERIMENTAL_OPTIMIZER)
    return any(context.is_a(access.receiver, base) is not None for base in bases)


def _explain(access: Access, context: RuleContext) -> tuple[str, dict[str, str | Text]] | None:
    """Return which message fits and its fields; None where the version's Cell takes what is written."""
    version = None if context.version is None else versions.known(context.version)
    name, call = access.name, access.call
    member = members.all_members()[name]
    given = {"receiver": written(access.receiver), "method": name, **_given(call)}
    to_cuda = name == "to" and _CUDA.match(given["argument"]) is not None
    fields: dict[str, str | Text] = {
        **given,
        "remedy": _remedy("cuda" if to_cuda else name, given, call, version, for_optimizer(access, context)),
    }
    if member.lacking(version):
        if member.since is None:
            return "never", fields
        return "below", {**fields, "since": versions.spell(member.since)}
    if name == "load_state_dict" and call is not None and any(keyword.arg == "assign" for keyword in call.keywords):
        return "assign", fields
    return ("device", fields) if to_cuda else None


def _remedy(
    name: str, given: dict[str, str], call: ast.Call | None, version: versions.Version | None, optimized: bool
) -> Text:
    """Return what to write instead, and what differs."""
    member = members.all_members()[name]
    code = member.replacement(version).format(**given)
    differences = member.differences if member.differs(version) else {}
    if optimized:
        code, differences = f"{given['receiver']}.trainable_params()", _TRAINABLE
    elif name == "register_parameter" and call is not None:
        code = _null(call, given["receiver"]) or code
    if not code:
        return Text(differences["en"], differences["zh"]) if differences else _NOTHING
    if not differences:
        return Text(f"write {code}", f"请写成 {code}")
    return Text(f"write {code}; {differences['en']}", f"请写成 {code}；{differences['zh']}")


_NOTHING = Text("nothing takes its place, leave it out", "没有对应的接口，请去掉它")


_TRAINABLE = {"en": "the list of those that an optimizer updates", "zh": "即优化器要更新的参数列表"}


def _given(call: ast.Call | None) -> dict[str, str]:
    """Return the texts of a call's arguments: all, the first, and the first as a flag; dots where nothing is called."""
    if call is None:
        return {"arguments": "...", "argument": "...", "flag": "..."}
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    texts = [written(value) for value in call.args]
    texts += [f"{keyword.arg}={written(keyword.value)}" if keyword.arg else "..." for keyword in call.keywords]
    first = written(values[0]) if values else ""
    return {"arguments": ", ".join(texts), "argument": first or "...", "flag": first or "True"}


def _null(call: ast.Call, receiver: str) -> str:
    """Return the assignment that takes the place of `register_parameter("name", None)`, empty for other calls."""
    if len(call.args) == 2 and isinstance(call.args[0], ast.Constant) and isinstance(call.args[1], ast.Constant):
        name, value = call.args[0].value, call.args[1].value
        if isinstance(name, str) and name.isidentifier() and value is None:
            return f"{'self' if receiver == 'super()' else receiver}.{name} = None"
    return ""


def for_optimizer(access: Access, context: RuleContext) -> bool:
    """Return whether `parameters()` is called among the arguments of what its name says makes an optimizer."""
    if access.name != "parameters" or access.call is None:
        return False
    for child, parent in context.steps(access.call):
        if isinstance(parent, ast.Call) and child is not parent.func:
            name = parent.func.attr if isinstance(parent.func, ast.Attribute) else getattr(parent.func, "id", "")
            if _OPTIMIZER.search(name):
                return True
        if isinstance(parent, ast.stmt):
            break
    return False
