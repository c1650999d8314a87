"""What MSP108 says of members of torch's Module."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator

from lint_plugin.checks import Access, Check, Report, RuleContext, in_training_step, write, written
from lint_plugin.confidence import Confidence
from lint_plugin.language import Text
from lint_plugin.mindspore import members, training_steps, versions
from lint_plugin.rules.torch_module_method_on_cell import fix, optimizers, placement

_GUESSED = frozenset({"parameters", "named_parameters"})
"""The names that a call of speaks for a Cell, in a file that speaks for MindSpore; all others many objects have."""
_GUESSED_WITHOUT_ARGUMENTS = frozenset({"modules", "named_modules", "children", "named_children", "zero_grad"})
"""Those of which only a call that gives nothing does."""
_GUESSED_BELOW = frozenset({"state_dict", "load_state_dict"})
"""Those that nothing of MindSpore has in the versions whose Cell lacks them: optimizers and schedulers neither."""
_OF_OPTIMIZERS = _GUESSED_BELOW | {"zero_grad"}
"""Methods that torch's optimizers have, too."""
_HOLDS_DATA = re.compile(r"data|loader|sampler|iter", re.IGNORECASE)
"""What the names of objects contain that keep a state of their own, and are no part of a network."""
_MODES = frozenset({"eval", "train"})
"""Methods that many objects have. Of what code calls, too, they are a network's: no mindspore.train.Model is called."""
_CELL = Text("a Cell", "Cell")
_OPTIMIZER = Text("an optimizer of MindSpore", "MindSpore 的优化器")


class TorchModuleMethodOnCell(Check):
    """A call of, or reference to, a member of torch.nn.Module on a Cell that hasn't got it."""

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for an access on a Cell, or for a call that only its name speaks for."""
        if access.written:
            return
        confidence = context.missing(access, guess=_speaks_for_cell(access))
        called = _sets_mode(access)
        if confidence is None and access.call is not None and context.seems_cell(access.receiver, called=called):
            confidence = context.missing(access, guess=True)
        if confidence is None or context.subclass_supplies(access) or _is_of_optimizer(access, confidence, context):
            return
        found = _explain(access, confidence, context)
        if found is not None and not context.guarded(access.node, access.name):
            message, fields = found
            topics = members.all_members()[access.name].topics(context.version)
            given = _for_optimizer(access, context)
            mend = functools.partial(fix.replaced, access, context, given is not None, confidence)
            by_hand = given is not None and given.whole is not None
            yield Report(access.span, message, confidence, fields, topics, None if by_hand else mend)


def _speaks_for_cell(access: Access) -> bool:
    """Return whether a call of the name is one of a Cell, as far as the name and the arguments tell."""
    call = access.call
    if call is None or access.name in _GUESSED:
        return call is not None
    if access.name in _GUESSED_BELOW:
        return not _HOLDS_DATA.search(written(access.receiver).rpartition(".")[2])
    return access.name in _GUESSED_WITHOUT_ARGUMENTS and not call.args and not call.keywords


def _sets_mode(access: Access) -> bool:
    """Return whether a call is one by which torch's networks are told to train or to evaluate."""
    call = access.call
    if call is None or call.keywords or access.name not in _MODES:
        return False
    return not call.args or (access.name == "train" and len(call.args) == 1 and isinstance(call.args[0], ast.Constant))


def _is_of_optimizer(access: Access, confidence: Confidence, context: RuleContext) -> bool:
    """Return whether it is an optimizer's `zero_grad`, which MSP115 reports with the rest of the training step."""
    if access.name != "zero_grad":
        return False
    if confidence is Confidence.GUESS:
        return in_training_step(access, context)
    bases = (training_steps.OPTIMIZER, training_steps.EXPERIMENTAL_OPTIMIZER)
    return any(context.is_a(access.receiver, base) is not None for base in bases)


def _for_optimizer(access: Access, context: RuleContext) -> optimizers.List | None:
    is_asked = access.name == "parameters" and access.call is not None
    return optimizers.parameters(access, context) if is_asked else None


def _explain(access: Access, confidence: Confidence, context: RuleContext) -> tuple[str, dict[str, str | Text]] | None:
    """Return which message fits and its fields; None where the version's Cell takes what is written."""
    version = None if context.version is None else versions.known(context.version)
    name, call = access.name, access.call
    member = members.all_members()[name]
    given = {"receiver": written(access.receiver), "method": name, **_given(call)}
    asked = placement.placement(access, context) if name in placement.METHODS else None
    is_optimizer = name in _OF_OPTIMIZERS and optimizers.names_optimizer(access.receiver)
    fields: dict[str, str | Text] = {
        **given,
        "kind": _OPTIMIZER if is_optimizer else _CELL,
        "remedy": _remedy(access, given, asked, version, context),
    }
    if member.lacking(version):
        if member.since is None:
            return ("guessed" if confidence is Confidence.GUESS else "never"), fields
        message = "guessed_below" if confidence is Confidence.GUESS else "below"
        return message, {**fields, "since": versions.spell(member.since)}
    if name == "load_state_dict" and call is not None and any(keyword.arg == "assign" for keyword in call.keywords):
        return "assign", fields
    if asked is not None and placement.names_cuda(asked.device, context):
        return "device", {**fields, "argument": written(asked.device) if asked.device is not None else ""}
    return None


def _remedy(
    access: Access,
    given: dict[str, str],
    asked: placement.Placement | None,
    version: versions.Version | None,
    context: RuleContext,
) -> Text:
    """Return what to write instead, and what differs."""
    if asked is not None:
        return _elsewhere(access, given, asked, version, context)
    if access.name == "zero_grad":
        return optimizers.zero_grad(access, context)
    if (found := _for_optimizer(access, context)) is not None:
        return optimizers.told(found, access, context)
    return _replaced(access, given, version, context)


def _elsewhere(
    access: Access,
    given: dict[str, str],
    asked: placement.Placement,
    version: versions.Version | None,
    context: RuleContext,
) -> Text:
    """Return what to write for a call that names a device, a dtype, or both."""
    device = placement.set_once(access, asked, version, context)
    if asked.dtype is None:
        return device
    cast = _replaced(access, {**given, "argument": written(asked.dtype)}, version, context)
    if asked.device is None:
        return cast
    return Text(f"{cast.en}; for the device {device.en}", f"{cast.zh}；设备方面，{device.zh}")


def _replaced(access: Access, given: dict[str, str], version: versions.Version | None, context: RuleContext) -> Text:
    """Return the replacement that the member has in this version."""
    member = members.all_members()[access.name]
    code = context.spelled_in(member.replacement(version), access.node)
    text = code.text.format(**given)
    if access.name == "register_parameter" and access.call is not None:
        text = _null(access.call, given["receiver"]) or text
    differences = member.differences if member.differs(version) else {}
    if text:
        return write(type(code)(text, code.import_line), differences)
    return Text(differences["en"], differences["zh"]) if differences else _NOTHING


_NOTHING = Text("nothing takes its place, leave it out", "没有对应的接口，请去掉它")


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
