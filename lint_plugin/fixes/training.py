"""A training step of torch's made one of MindSpore's: the forward pass becomes a function that value_and_grad calls."""

from __future__ import annotations

import ast
import collections
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from lint_plugin.fixes import gaps
from lint_plugin.fixes.arguments import span
from lint_plugin.fixes.blocks import lines_in_strings
from lint_plugin.fixes.builder import FixBuilder
from lint_plugin.semantics.code.syntax import bodies
from lint_plugin.source import Text

_FUNCTION, _GRADIENTS = "forward_fn", "grads"
_PARAMETERS = frozenset({"parameters", "get_parameters", "trainable_params"})
"""What a call hands over whose gradients are clipped."""
_LEAVES = (ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Break, ast.Continue, ast.Global, ast.Nonlocal,
           ast.NamedExpr, ast.Delete, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)  # fmt: skip
"""What a statement can't hold that becomes one of a function of its own."""

_MOST = 50
"""Statements of a block before a call of `backward` among which the step begins."""


@dataclass(frozen=True)
class _Clip:
    """A statement that clips the gradients of a network, and the norm that it gives."""

    statement: ast.Expr
    norm: ast.expr


@dataclass(frozen=True)
class _Step:
    """The statements of a training step: the forward pass, and the calls that are made around it."""

    zero_grad: ast.Expr
    forward: Sequence[ast.stmt]
    backward: ast.Expr
    clips: Sequence[_Clip]
    step: ast.Expr
    loss: str
    optimizer: ast.expr
    is_first: bool
    """Whether no other statement of the block comes before."""


def with_function(
    builder: FixBuilder, backward: ast.Call, around: ast.AST, value_and_grad: Callable[[], str], clip: Callable[[], str]
) -> bool:
    """Write MindSpore's training step for torch's, by its call of `backward`; False where that can't be done.

    `around` is the function or module whose code it is. `value_and_grad` and `clip` give how the file writes these
    functions of MindSpore's, `clip` that which clips by the global norm.
    """
    found = _found(builder, backward)
    if found is None:
        return False
    clips = [one.statement for one in found.clips]
    if not all(map(builder.is_alone, (found.zero_grad, found.backward, *clips, found.step))):
        return False
    nodes = [list(ast.walk(statement)) for statement in found.forward]
    bound = _bound(found.forward, nodes)
    reads = _reads_in(around)
    if bound is None or found.loss not in bound or {_FUNCTION, _GRADIENTS} & reads.keys():
        return False
    nodes += (list(ast.walk(one)) for one in (found.zero_grad, found.backward, *clips, found.step))
    inside = collections.Counter(node.id for listed in nodes for node in listed if _is_read(node))
    results = [found.loss, *(name for name in bound if reads[name] > inside[name] and name != found.loss)]
    _write(builder, found, results, value_and_grad())
    for one in found.clips:
        builder.replace_statement(one.statement, f"{_GRADIENTS} = {clip()}({_GRADIENTS}, {{norm}})", norm=one.norm)
    return True


@functools.lru_cache(maxsize=1)  # a function may hold many steps
def _reads_in(around: ast.AST) -> dict[str, int]:
    """Return how often each name of a function's is read in it."""
    reads: dict[str, int] = {}
    for node in ast.walk(around):
        if isinstance(node, ast.Name):
            reads[node.id] = reads.get(node.id, 0) + _is_read(node)
    return reads


def _is_read(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def _found(builder: FixBuilder, call: ast.Call) -> _Step | None:
    """Return the step that a call of `backward` belongs to, all of whose statements stand in one block."""
    backward = builder.parent(call)
    owner = builder.parent(backward) if backward is not None else None
    if not isinstance(backward, ast.Expr) or owner is None or call.args or call.keywords:
        return None
    loss = call.func.value if isinstance(call.func, ast.Attribute) else None
    body: list[Any] = next((body for body in bodies(owner) if backward in body), [])
    place = body.index(backward) if body else 0
    begin = max(place - _MOST, 0)
    block: list[ast.stmt] = body[begin : place + 3]
    place -= begin
    clips = [one for one in map(_clip, block[place + 1 : place + 2]) if one is not None]
    last = place + 1 + len(clips)
    step = block[last] if last < len(block) else None
    optimizer = None if step is None else _callee(step, "step")
    if not isinstance(loss, ast.Name) or not isinstance(step, ast.Expr) or optimizer is None:
        return None
    dumped = ast.dump(optimizer)
    for zeroed, statement in enumerate(block[:place]):
        receiver = _callee(statement, "zero_grad")
        if receiver is not None and ast.dump(receiver) == dumped:
            start = zeroed + 1 if zeroed + 1 < place else _first(block[:zeroed], loss.id)
            forward = [one for one in block[start:place] if one is not statement]
            if forward and isinstance(statement, ast.Expr):
                is_first = begin + min(zeroed, start) == 0
                return _Step(statement, forward, backward, clips, step, loss.id, optimizer, is_first)
    return None


def _clip(statement: ast.stmt) -> _Clip | None:
    """Return what a statement is that clips the gradients of a network by their norm, None for another."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(statement, ast.Expr) or not isinstance(call, ast.Call) or not call.args:
        return None
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    first, given = call.args[0], [*call.args[1:], *(one.value for one in call.keywords)]
    clipped = first.func.attr if isinstance(first, ast.Call) and isinstance(first.func, ast.Attribute) else ""
    if name != "clip_grad_norm_" or clipped not in _PARAMETERS or len(given) != 1:
        return None
    by_name = all(one.arg == "max_norm" for one in call.keywords)
    return _Clip(statement, given[0]) if by_name and not isinstance(given[0], ast.Starred) else None


def _callee(statement: ast.stmt, method: str) -> ast.expr | None:
    """Return what a statement calls a method on, with nothing or with flags; None where it does something else."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call.func.attr != method:
        return None
    flags = all(keyword.arg == "set_to_none" for keyword in call.keywords)
    return call.func.value if flags and not call.args else None


def _first(block: Sequence[ast.stmt], loss: str) -> int:
    """Return the index of the first statement of a run at the end of a block that the loss is calculated by."""
    wanted, start = {loss}, len(block)
    for statement in reversed(block):
        names = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
        if not wanted & {node.id for node in names if isinstance(node.ctx, ast.Store)}:
            break
        wanted |= {node.id for node in names}
        start -= 1
    return start


def _bound(forward: Sequence[ast.stmt], nodes: Sequence[list[ast.AST]]) -> list[str] | None:
    """Return the names that statements bind, in their order; None where these can't be those of a function.

    `nodes` are those of each statement. They must not leave it, nor read a name before they bind it.
    """
    stored = {node.id for listed in nodes for node in listed if isinstance(node, ast.Name) and _binds(node)}
    found: dict[str, None] = {}
    for statement, listed in zip(forward, nodes, strict=True):
        if any(isinstance(node, _LEAVES) for node in listed):
            return None
        names = [node for node in listed if isinstance(node, ast.Name)]
        read = {node.id for node in names if not _binds(node)}
        if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
            read.add(statement.target.id)
        if (read & stored) - found.keys() and not isinstance(statement, (ast.For, ast.With)):
            return None
        found.update((node.id, None) for node in names if _binds(node))
    return list(found)


def _binds(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _write(builder: FixBuilder, found: _Step, results: Sequence[str], value_and_grad: str) -> None:
    """Make the edits of a step."""
    text, content = builder.text, builder.text.content
    first = found.forward[0]
    start = span(first, text)[0]
    indentation, new_line = gaps.indentation(content, start), gaps.line_end(content)
    more = "\t" if "\t" in indentation else "    "
    begins = text.position(span(found.zero_grad, text)[0])[0]
    blank = new_line * (1 if indentation else 2)
    follows = found.zero_grad.lineno < first.lineno and not content[span(found.zero_grad, text)[1] : start].strip()
    head = found.zero_grad if follows else first
    above = "" if found.is_first else blank[len(new_line) * _blank_lines_above(text, head.lineno) :]
    line_start = text.offset(head.lineno, 0)
    if follows:
        end = span(found.zero_grad, text)[1]
        builder.replace_text(head, line_start, end, f"{above}{indentation}def {_FUNCTION}():")
        builder.replace_text(first, start, start, more)
    else:
        builder.delete_statement(found.zero_grad)
        code = f"{above}{indentation}def {_FUNCTION}():{new_line}{indentation}{more}"
        builder.replace_text(head, line_start, start, code)
    kept = lines_in_strings(found.forward)
    for line in range(first.lineno + 1, found.backward.lineno):
        begin = text.offset(line, 0)
        if line not in kept and line != begins and not gaps.ends_line(content, begin):
            builder.replace_text(first, begin, begin, more)
    given = f"({', '.join(results)})" if len(results) > 1 else results[0]
    optimizer = content[slice(*span(found.optimizer, text))]
    aux = ", has_aux=True" if len(results) > 1 else ""
    call = f"{value_and_grad}({_FUNCTION}, None, {optimizer}.parameters{aux})()"
    code = f"{more}return {', '.join(results)}{new_line}{blank}{indentation}{given}, {_GRADIENTS} = {call}"
    builder.replace_text(found.backward, *span(found.backward, text), code)
    builder.replace_text(found.step, *span(found.step, text), f"{optimizer}({_GRADIENTS})")


def _blank_lines_above(text: Text, line: int) -> int:
    """Return how many blank lines stand right above a line."""
    above = line - 1
    while above > 0 and not text.line(above).strip():
        above -= 1
    return line - 1 - above
