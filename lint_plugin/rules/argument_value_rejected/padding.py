"""Paddings that MindSpore's convolutions and pooling layers refuse: of `pad_mode` torch has nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lint_plugin.checks import Call, RuleContext, may_repeat, numbers
from lint_plugin.confidence import Confidence
from lint_plugin.language import Text
from lint_plugin.mindspore import call_values, differences
from lint_plugin.mindspore.call_values import Padding
from lint_plugin.rules.argument_value_rejected.values import (
    Change,
    Fault,
    adding,
    argument,
    kind,
    leaves,
    naming,
    renaming,
    torch_arguments_from,
    writing,
)

_PAD = "pad_mode='pad'"


def _with_pad_mode(call: Call) -> Change:
    return adding(call, 'pad_mode="pad"')


def paddings(call: Call, context: RuleContext) -> Iterator[Fault]:
    """Yield what is wrong with a call's `padding` and `pad_mode`, and with the stride that it then leaves out."""
    found = list(_paddings(call, context))
    yield from found
    if any(_PAD in fault.advice for fault in found):
        yield from _left_stride(call, context)


def _left_stride(call: Call, context: RuleContext) -> Iterator[Fault]:
    """Yield the fault of a pooling that is torch's, as its padding tells, and leaves the stride to its default."""
    kernel = argument(call, "kernel_size")
    if differences.canonical(call.qualified_name) not in differences.ALL_POOLS or kernel is None:
        return
    if argument(call, "stride") is not None or "stride" in call.bound_keywords or not call.is_complete:
        return
    text = context.source_of(kernel)
    yield Fault(
        Text("has a stride of 1 where none is given", "未指定步长时默认为 1"),
        [f"stride={text}"],
        Confidence.HIGH,
        [adding(call, f"stride={text}")] if may_repeat(kernel) else [],
    )


def _paddings(call: Call, context: RuleContext) -> Iterator[Fault]:
    """Yield what is wrong with a call's `padding` and `pad_mode`."""
    known = call_values.padding(call.qualified_name)
    if known is None:
        return
    mode, padding = argument(call, "pad_mode"), argument(call, "padding")
    if mode is not None and "pad_mode" not in call.keywords:
        fault = _at_position_of_mode(call, mode, context)
        if fault is not None:
            yield fault
            return
    padded = list(_needing_pad_mode(call, mode, context))
    if padding is not None:
        yield from _given_padding(call, known, mode, padding, context)
    elif mode is not None:
        yield from _refused_mode(known, mode, context)
    yield from padded


def _at_position_of_mode(call: Call, value: ast.expr, context: RuleContext) -> Fault | None:
    """Return the fault of torch's padding at the position at which MindSpore has `pad_mode`."""
    kinds = {kind(part, context) for part in leaves(value, context)}
    is_sure = kinds <= {"int", "tuple"} or numbers.is_number(value, context)
    if not is_sure and not (_names_padding(value) and _is_number_by_default(value, context)):
        return None
    named = torch_arguments_from(call, value, context)
    moved = named or [f"padding={context.source_of(value)}"]
    changes = [naming(call, value, named), _with_pad_mode(call)] if named and not call.has_double_star else []
    place = call.positional.index(value) + call.bound + 1
    complaint = Text(
        f"takes its {_ordinal(place)} argument as pad_mode, not as padding",
        f"的第 {place} 个参数是 pad_mode，而不是 padding",
    )
    return Fault(complaint, [_PAD, *moved], Confidence.HIGH if is_sure else Confidence.INFERRED, changes)


def _ordinal(number: int) -> str:
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"


def _names_padding(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and "pad" in node.id and "mode" not in node.id


def _is_number_by_default(node: ast.expr, context: RuleContext) -> bool:
    """Return whether a name is a parameter whose default is a number."""
    default = context.default_of(node) if isinstance(node, ast.Name) else None
    return default is not None and numbers.number(default, context) is not None


def _given_padding(
    call: Call, known: Padding, mode: ast.expr | None, padding: ast.expr, context: RuleContext
) -> Iterator[Fault]:
    """Yield the fault of a `padding` that is given by name, or at its own position."""
    if kind(padding, context) == "str":
        yield _of_string(call, mode, padding, context)
        return
    elements = _elements(padding, context)
    if elements is not None and len(elements) not in known.lengths:
        yield _of_wrong_length(call, known, padding, elements, context)
        return
    modes = {known.default} if mode is None else {_mode(part) for part in leaves(mode, context)}
    if "" in modes or "pad" in modes or not call.is_complete or "pad_mode" in call.bound_keywords:
        return
    confidence = _is_not_zero(padding, elements, context)
    if confidence is None or (mode is not None and confidence is not Confidence.HIGH):
        return
    text = context.source_of(padding)
    if confidence is Confidence.HIGH:
        complaint = Text(f"takes padding={text} only with {_PAD}", f"只有在 {_PAD} 时才接受 padding={text}")
    else:
        complaint = Text(
            f"refuses padding={text} if it isn't 0, unless {_PAD} is given",
            f"在没有 {_PAD} 时，如果 padding={text} 不为 0 就会报错",
        )
    yield Fault(complaint, [_PAD, f"padding={text}"], confidence, [_with_pad_mode(call)] if mode is None else [])


def _of_string(call: Call, mode: ast.expr | None, padding: ast.expr, context: RuleContext) -> Fault:
    """Return the fault of a string: it is torch's `padding="same"`, or a layout, the fourth argument in MindSpore 1."""
    complaint = Text("takes no string as padding", "的 padding 不接受字符串")
    is_layout = isinstance(padding, ast.Constant) and str(padding.value).upper() in _LAYOUTS
    name = "data_format" if is_layout else "pad_mode"
    taken = mode is not None and not is_layout
    advice = [] if taken and name not in call.keywords else [f"{name}={context.source_of(padding)}"]
    keyword = call.keywords.get("padding")
    if keyword is not None:
        return Fault(complaint, advice, Confidence.HIGH, [] if taken else [renaming(keyword.node, name)])
    changes = [naming(call, padding, advice)] if is_layout and padding is call.positional[-1] else []
    return Fault(complaint, advice, Confidence.HIGH, changes)


_LAYOUTS = frozenset({"NCHW", "NHWC", "NCDHW"})


def _elements(padding: ast.expr, context: RuleContext) -> list[ast.expr] | None:
    """Return the elements of a padding that is written as a sequence, None for all else."""
    (value,) = found if len(found := leaves(padding, context)) == 1 else (padding,)
    if not isinstance(value, (ast.Tuple, ast.List)) or any(isinstance(one, ast.Starred) for one in value.elts):
        return None
    return list(value.elts)


def _of_wrong_length(
    call: Call, known: Padding, padding: ast.expr, elements: list[ast.expr], context: RuleContext
) -> Fault:
    """Return the fault of a padding of so many numbers as torch takes."""
    texts = [context.source_of(one) for one in elements]
    wanted = max(known.lengths, default=1)
    advice = []
    if wanted == 2 * len(texts):
        advice = [_PAD, f"padding=({', '.join(text for text in texts for _ in range(2))})"]
    elif wanted == 1 and len(texts) == 1:
        advice = [_PAD, f"padding={texts[0]}"]
    changes: list[Change] = []
    if advice and isinstance(padding, (ast.Tuple, ast.List)):
        changes = [writing(padding, advice[1].partition("=")[2])]
        mode = argument(call, "pad_mode")
        if mode is None:
            changes.append(_with_pad_mode(call))
        elif _mode(mode) != "pad":
            changes = []
    counts = " or ".join(["an int", *(f"{length} of them" for length in known.lengths)])
    counts_zh = "或 ".join(["一个整数", *(f"{length} 个整数的元组" for length in known.lengths)])
    written = f"({', '.join(texts)}{',' if len(texts) == 1 else ''})"
    complaint = Text(
        f"takes {counts} as padding, not {written}",
        f"的 padding 只接受{counts_zh}，而不是 {written}",
    )
    return Fault(complaint, advice, Confidence.HIGH, changes)


def _mode(node: ast.expr) -> str:
    """Return a `pad_mode` in lower case, empty where it isn't known."""
    return node.value.lower() if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _is_not_zero(padding: ast.expr, elements: list[ast.expr] | None, context: RuleContext) -> Confidence | None:
    """Return how surely a padding is another than 0, None where it is 0 or may well be."""
    parts = leaves(padding, context) if elements is None else elements
    values = [numbers.number(part, context) for part in parts]
    if elements is not None:
        if any(value for value in values):
            return Confidence.HIGH
        return None if all(value is not None for value in values) else Confidence.INFERRED
    if all(value is not None for value in values):
        return Confidence.HIGH if all(values) else None
    sure = [_may_be(part, context) for part in parts]
    return min((one for one in sure if one is not None), default=None) if None not in sure else None


def _may_be(node: ast.expr, context: RuleContext) -> Confidence | None:
    """Return how likely an expression of which no number is known gives another number than 0."""
    if isinstance(node, ast.Name):
        default = context.default_of(node)
        if default is None:
            return Confidence.GUESS
        value = numbers.number(default, context)
        return Confidence.INFERRED if value else None
    if isinstance(node, (ast.BinOp, ast.Call)):
        return Confidence.INFERRED
    return Confidence.GUESS if isinstance(node, (ast.Attribute, ast.Subscript)) else None


def _refused_mode(known: Padding, mode: ast.expr, context: RuleContext) -> Iterator[Fault]:
    """Yield the fault of a text that is no `pad_mode`."""
    texts = [part.value for part in leaves(mode, context) if isinstance(part, ast.Constant)]
    if texts and all(isinstance(text, str) and not known.accepts_mode(text) for text in texts):
        text = context.source_of(mode)
        yield Fault(Text(f"has no pad_mode {text}", f"没有 pad_mode {text}"), [], Confidence.HIGH)


def _needing_pad_mode(call: Call, mode: ast.expr | None, context: RuleContext) -> Iterator[Fault]:
    """Yield the fault of an argument that only `pad_mode="pad"` lets differ from its default."""
    if not call.is_complete or "pad_mode" in call.bound_keywords:
        return
    modes = {"valid"} if mode is None else {_mode(part) for part in leaves(mode, context)}
    if not modes <= {"same", "valid"}:
        return
    for parameter, harmless in call_values.needing_pad_mode(call.qualified_name).items():
        value = argument(call, parameter)
        if value is None:
            continue
        codes = {ast.unparse(part) for part in leaves(value, context) if isinstance(part, ast.Constant)}
        if codes and codes.isdisjoint(harmless) and len(codes) == len(leaves(value, context)):
            text = f"{parameter}={context.source_of(value)}"
            complaint = Text(f"takes {text} only with {_PAD}", f"只有在 {_PAD} 时才接受 {text}")
            yield Fault(complaint, [_PAD, text], Confidence.HIGH, [_with_pad_mode(call)] if mode is None else [])
