"""What an optimizer is given in place of torch's `parameters()`, and what takes the place of its own `zero_grad`.

MindSpore's optimizers take a list, and read the `params` of a group twice: of a generator, as `get_parameters()` and
`filter` return one, nothing is left the second time, and nothing is trained (run on MindSpore 2.0.0, 2.7.0, 2.10.0).
"""

from __future__ import annotations

import ast
import copy
import re
from dataclasses import dataclass

from lint_plugin.checks import Access, RuleContext, write, written, written_receiver
from lint_plugin.language import Text

OPTIMIZER = re.compile(r"optim|adam|sgd|momentum|lamb|lars|rmsprop|adagrad|adadelta|ftrl|rprop", re.IGNORECASE)
"""What the name of an optimizer, or of what makes one, contains."""
_TRAINABLE = {"en": "the list of those that an optimizer updates", "zh": "即优化器要更新的参数列表"}


@dataclass(frozen=True)
class List:
    """What an optimizer is given instead: `code` in place of `whole`, the call of `parameters()` where that is None."""

    code: str
    whole: ast.expr | None


def parameters(access: Access, context: RuleContext) -> List | None:
    """Return what to write for `parameters()` among what an optimizer is given, None for a call anywhere else."""
    code = f"{written_receiver(access.receiver)}.trainable_params()"
    whole: ast.expr | None = None
    for_optimizer = False
    for child, parent in context.steps(access.call or access.node):
        if isinstance(parent, ast.stmt):
            break
        if isinstance(parent, ast.Call) and child is not parent.func:
            if context.is_call_of(parent, "builtins.filter") and len(parent.args) == 2:
                whole, asks = parent, _asks_requires_grad(parent.args[0], context)
                code = code if asks else f"list(filter({written(parent.args[0])}, {code}))"
                for_optimizer = for_optimizer or asks
            for_optimizer = for_optimizer or OPTIMIZER.search(_called(parent)) is not None
        elif isinstance(parent, ast.GeneratorExp) and access.call is not None:
            whole, code = parent, _as_list(parent, access.call, code)
        elif isinstance(parent, ast.Dict) and isinstance(child, ast.expr):
            for_optimizer = for_optimizer or _is_group(parent, child)
    return List(code, whole) if for_optimizer else None


def told(found: List, access: Access, context: RuleContext) -> Text:
    """Return the clause that tells to write a list."""
    text = write(context.spelled_in(found.code, access.node), _TRAINABLE if found.code.endswith("()") else None)
    if found.whole is None:
        return text
    if isinstance(found.whole, ast.Call):
        return Text(f"in place of filter(...) {text.en}", f"请将整个 filter(...) {text.zh.removeprefix('请')}")
    return Text(f"in place of the generator {text.en}", f"请将整个生成器{text.zh.removeprefix('请')}")


def zero_grad(access: Access, context: RuleContext) -> Text:
    """Return what takes the place of `zero_grad`, and of the `backward` and `step` that go with it."""
    receiver = written_receiver(access.receiver)
    is_optimizer = names_optimizer(access.receiver) or context.is_a(access.receiver, "mindspore.nn.Optimizer")
    weights, optimizer = (
        (f"{receiver}.parameters", receiver) if is_optimizer else (f"{receiver}.trainable_params()", "optimizer")
    )
    made = context.spelled_in(f"grad_fn = mindspore.value_and_grad(forward, None, {weights})", access.node)
    needs = f" (needs '{made.import_line}')" if made.import_line else ""
    return Text(
        f"drop it, with the backward() and step() that belong to it: after {made}{needs}, where forward returns the "
        f"loss, a step is loss, grads = grad_fn(inputs); {optimizer}(grads)",
        f"请去掉它以及配套的 backward() 和 step()：先写 {made}{needs}，其中 forward 返回 loss，每一步为 "
        f"loss, grads = grad_fn(inputs); {optimizer}(grads)",
    )


def names_optimizer(node: ast.expr) -> bool:
    """Return whether the name of a variable or an attribute says that it holds an optimizer."""
    return OPTIMIZER.search(node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")) is not None


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_group(node: ast.Dict, value: ast.expr) -> bool:
    """Return whether a value is the parameters of an optimizer's group."""
    return any(
        one is value and isinstance(key, ast.Constant) and key.value == "params"
        for key, one in zip(node.keys, node.values, strict=True)
    )


def _asks_requires_grad(function: ast.expr, context: RuleContext) -> bool:
    """Return whether a function of a parameter is `lambda p: p.requires_grad`."""
    function = context.origin(function) or function
    return (
        isinstance(function, ast.Lambda)
        and isinstance(function.body, ast.Attribute)
        and function.body.attr == "requires_grad"
    )


def _as_list(generator: ast.GeneratorExp, call: ast.Call, trainable: str) -> str:
    """Return the list in place of a generator expression over `parameters()`."""
    first = generator.generators[0]
    target = first.target.id if isinstance(first.target, ast.Name) else ""
    tests = [ast.unparse(test) for test in first.ifs]
    is_same = isinstance(generator.elt, ast.Name) and generator.elt.id == target and len(generator.generators) == 1
    if first.iter is call and is_same and set(tests) <= {f"{target}.requires_grad"}:
        return trainable
    made = copy.deepcopy(ast.ListComp(generator.elt, generator.generators))
    for inner in made.generators:
        if ast.dump(inner.iter) == ast.dump(call):
            inner.iter = ast.Name(trainable)
    return ast.unparse(made)
