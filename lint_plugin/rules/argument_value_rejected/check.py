"""What MSP113 says of values that MindSpore's layers and functions refuse."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lint_plugin.checks import Call, Check, Report, RuleContext, corrections, numbers, refused_calls
from lint_plugin.confidence import Confidence
from lint_plugin.language import Text
from lint_plugin.mindspore import call_values, documents, signatures
from lint_plugin.mindspore.call_values import Refusal
from lint_plugin.mindspore.remedies import Action
from lint_plugin.rules.argument_value_rejected import fix
from lint_plugin.rules.argument_value_rejected.padding import paddings
from lint_plugin.rules.argument_value_rejected.values import (
    Change,
    Fault,
    adding,
    is_tensor,
    kind,
    leaves,
    naming,
    renaming,
    torch_arguments_from,
    writing,
)

_ERRORS = frozenset({"TypeError", "ValueError"})
"""What refused values raise."""


class ArgumentValueRejected(Check):
    """A value that a parameter refuses, mostly since torch has another parameter at its position."""

    def check_call(self, call: Call, context: RuleContext) -> Iterator[Report]:
        """Yield one report for all the values of a call that are refused."""
        if call.is_method or call.has_star:
            return
        found = list(_faults(call, context))
        if not found or refused_calls.is_left_alone(call, context, _ERRORS, count_strict=False):
            return
        canonical = refused_calls.canonical(call.qualified_name)
        complaint = Text(
            " and ".join(dict.fromkeys(one.complaint.en for one in found)),
            "，".join(dict.fromkeys(one.complaint.zh for one in found)),
        )
        advice = ", ".join(dict.fromkeys(piece for one in found for piece in one.advice))
        fields: dict[str, str | Text] = {"callee": corrections.callee(call), "complaint": complaint, "advice": advice}
        confidence = min(call.confidence, max(one.confidence for one in found))
        message = "advised" if all(one.advice for one in found) else "refused"
        mend = functools.partial(fix.mended, call, found, context)
        yield Report(call.span, message, confidence, fields, (documents.of_api(canonical),), fix=mend)


def _faults(call: Call, context: RuleContext) -> Iterator[Fault]:
    """Yield what is wrong with each value, paddings first."""
    found = list(paddings(call, context))
    for refusal in call_values.refusals(call.qualified_name):
        if refusal.parameter == "pad_mode" or (refusal.remedy and refusal.remedy.action is Action.PACK):
            continue
        place = call_values.position(call.qualified_name, refusal.parameter)
        value = call.argument(refusal.parameter, -1 if place is None else place)
        if value is not None:
            found += _refused(call, refusal, value, context)
    yield from found
    yield from _recomputing(call, context, beside=bool(found))


class _Given(NamedTuple):
    """A value as one of the kinds that a parameter refuses."""

    kinds: frozenset[str]
    confidence: Confidence


def _refused(call: Call, refusal: Refusal, value: ast.expr, context: RuleContext) -> Iterator[Fault]:
    """Yield a fault if a parameter refuses all that a value can be."""
    given = _given(refusal, value, context)
    if given is None:
        return
    word = _WORDS[min(given.kinds)] if given.kinds else Text(ast.unparse(value), ast.unparse(value))
    complaint = Text(f"takes no {word.en} as {refusal.parameter}", f"的 {refusal.parameter} 不接受{word.zh}")
    advice = _advice(call, refusal, value, context)
    yield Fault(complaint, advice, given.confidence, _changes(call, refusal, value, advice))


def _changes(call: Call, refusal: Refusal, value: ast.expr, advice: Sequence[str]) -> Sequence[Change]:
    """Return what a fix does to write what is advised."""
    remedy = refusal.remedy
    if _is_size(refusal):
        return (Change("replace", (call.node, advice[0])),) if advice else ()
    if remedy is not None and remedy.action is Action.REPLACE and remedy.instead.rpartition(".")[2].islower():
        is_function = call.qualified_name.rpartition(".")[2].islower() and not call.is_partial
        fits = is_function and _takes_all(call, remedy.instead)
        return (Change("replace", (call.node.func, advice[0])),) if fits else ()
    if len(advice) != 1 or "..." in advice[0] or (remedy is not None and remedy.action is not Action.RENAME):
        return ()
    name, equals, text = advice[0].partition("=")
    keyword = call.keywords.get(refusal.parameter)
    if keyword is None and equals and name.isidentifier():
        return (naming(call, value, advice),) if value is call.positional[-1] else ()
    if keyword is None:
        return (writing(value, advice[0]),)
    if name == refusal.parameter:
        return (writing(keyword.value, text),)
    return (renaming(keyword.node, name),)


def _takes_all(call: Call, instead: str) -> bool:
    """Return whether a function takes the positional arguments of a call, all that it has, as torch's does."""
    known = signatures.signature(instead)
    newest = () if known is None else known.at(signatures.READ[-1]).signatures
    return not call.keywords and any(len(one.positional) == len(call.positional) for one in newest)


_WORDS = {
    "int": Text("int", "整数"),
    "float": Text("float", "浮点数"),
    "bool": Text("bool", "布尔值"),
    "str": Text("string", "字符串"),
    "None": Text("None", " None"),
    "tuple": Text("tuple", "元组"),
    "Tensor": Text("Tensor", " Tensor "),
}
"""How messages name the kinds of values."""


def _given(refusal: Refusal, value: ast.expr, context: RuleContext) -> _Given | None:
    """Return in which way a value is refused, None where it may be taken."""
    parts = leaves(value, context)
    kinds = {kind(part, context) for part in parts}
    if kinds and all(one in refusal.kinds for one in kinds):
        return _Given(frozenset(one for one in kinds if one), Confidence.HIGH)
    if "Tensor" in refusal.kinds and all(is_tensor(part, context) for part in parts):
        return _Given(frozenset({"Tensor"}), Confidence.HIGH)
    if refusal.also and all(ast.unparse(part) in refusal.also for part in parts):
        return _Given(frozenset(), Confidence.HIGH)
    if (refusal.parameter in _WHOLE or _is_size(refusal)) and all(
        numbers.speaks_for_int(part, context) for part in parts
    ):
        return _Given(frozenset({"int"}), Confidence.INFERRED)
    if refusal.parameter == "use_one_hot" and "pad" in _last_name(value):
        return _Given(frozenset({"int"}), Confidence.INFERRED)
    return None


_WHOLE = frozenset({"normalized_shape", "input_indices"})
"""Parameters that refuse what speaks for a whole number, too."""


def _is_size(refusal: Refusal) -> bool:
    """Return whether a number at the place of the dtype is torch's size: `torch.Tensor(2, 3)` is an empty Tensor."""
    return refusal.parameter == "dtype" and refusal.remedy is not None and refusal.remedy.action is Action.REPLACE


def _last_name(node: ast.expr) -> str:
    """Return the name that an expression is, or its last part."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _advice(call: Call, refusal: Refusal, value: ast.expr, context: RuleContext) -> Sequence[str]:
    """Return what to write instead of a value."""
    text = ast.unparse(value)
    if text in refusal.values:
        code = refusal.values[text]
        return [_in_place(call, refusal.parameter, code)] if code else []
    remedy = refusal.remedy
    if remedy is None:
        return []
    if _is_size(refusal):
        sizes = ", ".join(context.source_of(one) for one in call.positional)
        empty = context.spelled(remedy.instead, call.node)
        fits = empty.import_line is None and not call.keywords and "{" not in sizes and not call.is_partial
        return [f"{empty.text}(({sizes}))"] if fits else []
    if remedy.action is Action.REPLACE:
        return [context.spelled(remedy.instead, call.node).text]
    if remedy.action is Action.SPLIT:
        elements = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
        if len(elements) != len(remedy.names):
            return []
        return [f"{name}={context.source_of(part)}" for name, part in zip(remedy.names, elements, strict=True)]
    name = remedy.names[0]
    if name != refusal.parameter:
        moved = torch_arguments_from(call, value, context)
        return moved or [f"{name}={context.source_of(value)}"]
    return [_in_place(call, name, corrections.filled(remedy.value, value, context))]


def _in_place(call: Call, parameter: str, text: str) -> str:
    """Return a value as it is written where the refused one stands: by its keyword if that is given."""
    return f"{parameter}={text}" if parameter in call.keywords else text


def _recomputing(call: Call, context: RuleContext, *, beside: bool) -> Iterator[Fault]:
    """Yield a fault if a scale factor needs `recompute_scale_factor=True`, which isn't given.

    `beside` says that another fault of the call is told: then also if most inputs need it.
    """
    known = call_values.recomputing(call.qualified_name)
    places = {name: call_values.position(call.qualified_name, name) for name in ("size", "scale_factor", "mode")}
    given = {name: call.argument(name, -1 if place is None else place) for name, place in places.items()}
    if known is None or not call.is_complete or "recompute_scale_factor" in {*call.keywords, *call.bound_keywords}:
        return
    scale = given["scale_factor"]
    size = given["size"]
    if scale is None or kind(scale, context) == "None" or (size is not None and kind(size, context) != "None"):
        return
    mode = given["mode"]
    modes = {"nearest"} if mode is None else {_text(part) for part in leaves(mode, context)}
    if not modes <= known.certain | (known.likely if beside else frozenset()):
        return
    if not numbers.is_number(scale, context) and kind(scale, context) != "tuple" and _last_name(scale) == "":
        return
    yield Fault(
        Text(
            "needs recompute_scale_factor=True beside scale_factor",
            "使用 scale_factor 时需要 recompute_scale_factor=True",
        ),
        ["recompute_scale_factor=True"],
        Confidence.HIGH if numbers.is_number(scale, context) else Confidence.INFERRED,
        [adding(call, "recompute_scale_factor=True")],
    )


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
