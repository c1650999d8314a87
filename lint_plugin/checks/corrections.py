"""How a call is written once the remedies of MindSpore's facts are applied to its arguments."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from lint_plugin.checks import numbers
from lint_plugin.checks.context import RuleContext
from lint_plugin.checks.sites import Call
from lint_plugin.checks.writing import MAX_WRITTEN, written, written_receiver
from lint_plugin.language import Text
from lint_plugin.mindspore import tensors
from lint_plugin.mindspore.calls import Kind, Problem, shape_index
from lint_plugin.mindspore.calls import problems as problems_of
from lint_plugin.mindspore.cells import is_cell
from lint_plugin.mindspore.remedies import Action, Remedy

_LONGEST_CALL = 100
"""Characters: of a longer call the arguments that stay as they are aren't quoted."""
_KEYWORD_ACTIONS = frozenset({Action.RENAME, Action.SPLIT, Action.LEAVE_OUT, Action.CAST})
"""What can be said without the rest of the call."""
_LITERALS = ("True", "False", "None")


@dataclass
class _Written:
    """A call's parts as text; of an argument that is taken away None is left."""

    callee: str
    positional: list[str | None]
    keywords: dict[str, str]
    behind: str = ""
    changed: set[str] = field(default_factory=set)

    def say(self, *, shorten: bool) -> str:
        def part(text: str) -> str:
            return text if text in self.changed or not shorten else "..."

        given = [part(text) for text in self.positional if text is not None]
        given += [f"{name}={part(text)}" if name != "**" else "**..." for name, text in self.keywords.items()]
        return f"{self.callee}({', '.join(given)}){self.behind}"


def callee(call: Call) -> str:
    """Return the callee as the user wrote it; with MindSpore's name in brackets where that isn't part of it."""
    node = call.node.args[0] if call.is_partial else call.node.func
    text = written(node)
    leaf = call.qualified_name.rpartition(".")[2]
    return text if text.rpartition(".")[2] == leaf else f"{text} ({_short(call.qualified_name)})"


def _short(qualified_name: str) -> str:
    """Return a qualified name as documents have it: `nn.Conv2d`, `mint.nn.Linear`."""
    return qualified_name.removeprefix("mindspore.") if qualified_name.count(".") > 1 else qualified_name


def advice(call: Call, problems: Sequence[Problem], context: RuleContext) -> Text | None:
    """Return what to write in place of what a call gives: `write has_bias=False`, `leave it out`.

    None where nothing is known to be.
    """
    called = called_layer(call, problems, context)
    if called is not None:
        return Text(f"write {called}", f"请写成 {called}")
    remedies = list(dict.fromkeys(remedy for problem in problems for remedy in problem.remedies))
    replaced = next((remedy for remedy in remedies if remedy.action is Action.REPLACE), None)
    if replaced is not None:
        if _begins_with_axis(call):
            return None
        more = _remedies_for(replaced.instead, call, context)
        if more is None:
            return None
        remedies = [replaced, *more]
    if not remedies:
        return None
    found = _of_remedies(call, remedies, context)
    unknown = [repr(problem.argument) for problem in problems if problem.kind is Kind.UNKNOWN and not problem.remedies]
    if not unknown or replaced is not None:
        return found
    names = ", ".join(unknown)
    return _joined([found, Text(f"MindSpore has nothing for {names}", f"MindSpore 没有与 {names} 对应的参数")])


def _begins_with_axis(call: Call) -> bool:
    """Return whether a number stands before what it is about, as in no function: `Concat(1, [x, y])`."""
    first = call.positional[0] if call.positional else None
    is_number = isinstance(first, ast.Constant) and isinstance(first.value, int)
    return is_number and any(isinstance(one, (ast.List, ast.Tuple)) for one in call.positional[1:])


def called_layer(call: Call, problems: Sequence[Problem], context: RuleContext) -> str | None:
    """Return the code to write where a layer's class is given what a call of the layer takes: `nn.ReLU()(x)`.

    None where that isn't so, or where the rest of the arguments doesn't make a layer.
    """
    if call.subclass or call.is_super or call.is_partial or not call.is_complete or not is_cell(call.qualified_name):
        return None
    flags = [one for problem in problems for one in problem.remedies if one.argument in _LOSS_FLAGS]
    is_loss = any(not isinstance(value_of(call, one), ast.Constant) for one in flags if one.position is not None)
    count = 2 if is_loss else 1
    data, others = call.positional[:count], call.positional[count:]
    if len(data) < count or len(others) > _SAME_ORDER or not (is_loss or _is_data(data[0], context)):
        return None
    faults = problems_of(call.qualified_name, len(others), list(call.keywords), context.version)
    remedies = {one.argument: one for problem in faults for one in problem.remedies}
    if len(remedies) != len(faults) or any(one.action is not Action.RENAME or one.value for one in remedies.values()):
        return None
    given = [_quoted(one, context) for one in others]
    for name, keyword in call.keywords.items():
        new = remedies[name].names[0] if name in remedies else name
        given.append(f"{new}={_quoted(keyword.value, context)}")
    handed = ", ".join(_quoted(one, context) for one in data)
    return f"{written(call.node.func)}({', '.join(given)})({handed})"


_SAME_ORDER = 2
"""So many arguments of a layer mean what torch's do by their position: kernel and stride, then pad_mode."""
_LOSS_FLAGS = frozenset({"reduce", "size_average"})
"""What torch's losses take first, without use for long: True, False or None."""


def _is_data(node: ast.expr, context: RuleContext) -> bool:
    """Return whether an argument is a Tensor, or stands in what a network runs and is no constant of it."""
    if context.is_a(node, tensors.TENSOR) is not None:
        return True
    function = context.enclosing_function(node)
    is_own = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    runs = function is not None and function.name in ("construct", "forward")
    return runs and not is_own and not isinstance(node, ast.Constant)


def _remedies_for(qualified_name: str, call: Call, context: RuleContext) -> list[Remedy] | None:
    """Return what another callable needs changed to take a call's arguments, None where it can't take them."""
    found = problems_of(
        qualified_name, len(call.positional), list(call.keywords), context.version, complete=call.is_complete
    )
    found += tuple(shape_problems(qualified_name, call, context))
    remedies = list(dict.fromkeys(remedy for problem in found for remedy in problem.remedies))
    is_clear = all(problem.remedies for problem in found) and all(one.action is not Action.REPLACE for one in remedies)
    return remedies if is_clear else None


def shape_problems(qualified_name: str, call: Call, context: RuleContext) -> list[Problem]:
    """Return the problem of a shape in separate numbers that can be bound: `ops.zeros(2, 3)` has 3 for its dtype."""
    place = shape_index(qualified_name)
    if place is None or call.bound or len(call.positional) < place + 2:
        return []
    first, *others = call.positional[place:]
    is_whole = isinstance(first, (ast.Tuple, ast.List)) or (isinstance(first, ast.Attribute) and first.attr == "shape")
    if is_whole or not (any(numbers.is_number(one, context) for one in others) or _is_size(first, others[0], context)):
        return []
    packed = Remedy("", Action.PACK, position=place)
    return [Problem(Kind.SURPLUS, "", place + 1, torch_like=True, remedies=(packed,))]


def _is_size(first: ast.expr, second: ast.expr, context: RuleContext) -> bool:
    """Return whether the second argument, where a dtype may stand, is a size: the same as the first, or a number."""
    same = not isinstance(first, ast.Constant) and ast.dump(first) == ast.dump(second)
    return same or numbers.speaks_for_int(second, context)


def _of_remedies(call: Call, remedies: Sequence[Remedy], context: RuleContext) -> Text:
    if all(one.action in _KEYWORD_ACTIONS and value_of(call, one) is not None for one in remedies):
        return _of_pieces(call, remedies, context)
    return Text(*(f"{verb} {_corrected(call, remedies, context)}" for verb in ("write", "请写成")))


def _of_pieces(call: Call, remedies: Sequence[Remedy], context: RuleContext) -> Text:
    """Return the advice on single arguments."""
    given: list[str] = []
    dropped: list[Remedy] = []
    cast = ""
    for remedy in remedies:
        value = value_of(call, remedy)
        assert value is not None
        if remedy.action in (Action.RENAME, Action.SPLIT):
            given += (f"{name}={text}" for name, text in new_keywords(remedy, value, context).items())
        else:
            dropped.append(remedy)
            cast = _quoted(value, context) if remedy.action is Action.CAST else cast
    parts: list[Text] = []
    if given:
        parts.append(Text(f"write {', '.join(given)}", f"请写成 {', '.join(given)}"))
    parts += _leave_out(call, dropped, context, alone=len(remedies) == 1)
    if cast:
        parts.append(Text(f"write .astype({cast}) behind the call", f"在调用之后写 .astype({cast})"))
    return _joined(parts)


def _leave_out(call: Call, dropped: Sequence[Remedy], context: RuleContext, *, alone: bool) -> list[Text]:
    """Return the advice on arguments that MindSpore has nothing for, by whether that changes anything."""
    free = [one for one in dropped if is_harmless(call, one)]
    parts = []
    if free and alone and free[0].argument in call.keywords:
        parts.append(Text("leave it out", "请去掉它"))
    elif free:
        names = ", ".join(dict.fromkeys(_name(call, one, context) for one in free))
        parts.append(Text(f"leave out {names}", f"请去掉 {names}"))
    parts += (_nothing_for(one, _quoted(value_of(call, one), context)) for one in dropped if one not in free)
    return parts


def _nothing_for(remedy: Remedy, value: str) -> Text:
    """Return that MindSpore has nothing for an argument, but for the value with which it may be left out.

    Or what it has for the value that is given.
    """
    instead = dict(remedy.by_value).get(value)
    if instead is not None:
        return Text(f"write {instead} for {remedy.argument}={value}", f"{remedy.argument}={value} 请写成 {instead}")
    if value in _LITERALS or value[:1].isdigit():
        return Text(f"MindSpore has nothing for {remedy.argument}={value}", f"MindSpore 没有 {remedy.argument}={value}")
    name, harmless = remedy.argument, remedy.harmless[0]
    return Text(
        f"leave out {name!r} where it is {harmless}, MindSpore has nothing for other values",
        f"{name!r} 为 {harmless} 时请去掉，MindSpore 没有与其他值对应的参数",
    )


def _joined(parts: Sequence[Text]) -> Text:
    return Text(", ".join(part.en for part in parts), "，".join(part.zh for part in parts))


def _name(call: Call, remedy: Remedy, context: RuleContext) -> str:
    """Return how a message names an argument: by its keyword, or as it is written, with torch's name in brackets."""
    value = value_of(call, remedy)
    if remedy.argument in call.keywords or value is None:
        return repr(remedy.argument)
    return f"{_quoted(value, context)} ({remedy.argument})" if remedy.argument else _quoted(value, context)


def _quoted(value: ast.expr | None, context: RuleContext) -> str:
    """Return an argument as the user wrote it, if that stands on one line and isn't long."""
    if value is None:
        return "..."
    text = context.source_of(value)
    return text if len(text) <= MAX_WRITTEN and "\n" not in text else written(value)


def is_harmless(call: Call, remedy: Remedy) -> bool:
    """Return whether nothing changes when an argument is left out."""
    value = value_of(call, remedy)
    if remedy.action is Action.CAST or not remedy.harmless or remedy.argument == "inplace":
        return True
    return value is not None and ast.unparse(value) in remedy.harmless


def value_of(call: Call, remedy: Remedy) -> ast.expr | None:
    """Return the argument that a remedy is about, None where it is in no single place."""
    if remedy.argument in call.keywords:
        return call.keywords[remedy.argument].value
    place = -1 if remedy.position is None else remedy.position - call.bound
    return call.positional[place] if 0 <= place < len(call.positional) else None


def new_keywords(remedy: Remedy, value: ast.expr, context: RuleContext) -> dict[str, str]:
    """Return what is written instead of an argument, by MindSpore's keywords."""
    if remedy.action is Action.SPLIT:
        if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(remedy.names):
            return {name: _quoted(part, context) for name, part in zip(remedy.names, value.elts, strict=True)}
        return {name: f"{written_receiver(value)}[{place}]" for place, name in enumerate(remedy.names)}
    return {remedy.names[0]: filled(remedy.value, value, context)}


def filled(template: str, value: ast.expr, context: RuleContext) -> str:
    """Return the code that a remedy's template makes of a value: `float({value})` of 2 is `2.0`."""
    if not template:
        return _quoted(value, context)
    literal = value.value if isinstance(value, ast.Constant) else None
    if isinstance(literal, int) and template in ("float({value})", "int({value})"):
        return repr(float(literal) if template.startswith("float") else int(literal))
    return template.format(value=_quoted(value, context))


def _corrected(call: Call, remedies: Sequence[Remedy], context: RuleContext) -> str:
    """Return the whole call as it is to be written."""
    node = call.node.args[0] if call.is_partial else call.node.func
    packs = any(remedy.action is Action.PACK for remedy in remedies)
    given = call.written_positional if packs else call.positional  # what a star gives goes into the tuple, too
    positional: list[str | None] = [_quoted(argument, context) for argument in given]
    keywords = {name: _quoted(keyword.value, context) for name, keyword in call.keywords.items()}
    text = _Written(written(node), positional, keywords)
    for remedy in sorted(remedies, key=lambda one: one.action in (Action.INSERT, Action.PACK)):
        _apply(remedy, call, text, context)
    if call.has_star and not packs:
        text.positional.append("*...")
    if call.has_double_star:
        text.keywords["**"] = "..."
    whole = text.say(shorten=False)
    return whole if len(whole) <= _LONGEST_CALL else text.say(shorten=True)


def _apply(remedy: Remedy, call: Call, text: _Written, context: RuleContext) -> None:
    """Change a call's parts as a remedy says."""
    value = value_of(call, remedy)
    place = None if remedy.position is None else remedy.position - call.bound
    if remedy.action is Action.REPLACE:
        text.callee = context.spelled(remedy.instead, call.node).text
        text.changed |= {one for one in text.positional if one} | set(text.keywords.values())
        return
    if remedy.action is Action.PACK and place is not None:
        size = [one for one in text.positional[place:] if one is not None]
        text.positional[place:] = [f"({', '.join(size)}{',' if len(size) == 1 else ''})"]
        text.changed.add(text.positional[place] or "")
        return
    if remedy.action is Action.INSERT and place is not None:
        text.positional.insert(place, remedy.value)
        text.changed.add(remedy.value)
        return
    if value is None:
        return
    if text.keywords.pop(remedy.argument, None) is None and place is not None:
        text.positional[place] = None
    if remedy.action in (Action.RENAME, Action.SPLIT):
        new = new_keywords(remedy, value, context)
        text.keywords |= new
        text.changed |= set(new.values())
    elif remedy.action is Action.POSITIONAL and place is not None:
        text.positional[place:place] = [_quoted(value, context)]
        text.changed.add(_quoted(value, context))
    elif remedy.action is Action.CAST:
        text.behind = f".astype({_quoted(value, context)})"
