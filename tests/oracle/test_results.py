"""What calls are said to give is what they give where MindSpore is installed."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from frameworks import Runner

from lint_plugin.mindspore import results, tensors, versions
from lint_plugin.mindspore.results import Given

PROGRAM = Path(__file__).with_name("docstring_results.py").read_text(encoding="utf-8")
NAMESPACES = ["mindspore", "mindspore.mint", "mindspore.mint.nn.functional"]
"""Those whose examples run in a minute; the data was made with those of mindspore.ops, mindspore.nn and others, too."""
MANY = 50
"""So many callables at least have examples that run on a CPU."""

HEAD = """
import numpy as np
import mindspore as ms
from mindspore import Parameter, Tensor, nn, ops

x = Tensor(np.arange(6).reshape(2, 3).astype(np.float32))
image = Tensor(np.ones((1, 3, 8, 8), np.float32))

def kind(value):
    if isinstance(value, (tuple, list)):
        return f"{type(value).__name__}[{', '.join(kind(one) for one in value)}]"
    name = type(value).__name__
    return {"StubTensor": "Tensor", "NoneType": "None"}.get(name, name)
"""
BY_ARGUMENTS = {
    "x.max()": ("Tensor.max", Given()),
    "x.max(1)": ("Tensor.max", Given(1)),
    "x.max(axis=1)": ("Tensor.max", Given(0, frozenset({"axis"}))),
    "x.min(axis=1, return_indices=True)": ("Tensor.min", Given(0, frozenset({"axis", "return_indices"}))),
    "x.cummin(0)": ("Tensor.cummin", Given(1)),
    "x.nonzero()": ("Tensor.nonzero", Given()),
    "x.tolist()": ("Tensor.tolist", Given()),
    "Tensor([1.5]).item()": ("Tensor.item", Given()),
    "x.type()": ("Tensor.type", Given()),
    "x.type(ms.float16)": ("Tensor.type", Given(1)),
    "x.stride()": ("Tensor.stride", Given()),
    "x.unique(return_inverse=True)": ("Tensor.unique", Given(0, frozenset({"return_inverse"}))),
    "ms.mint.max(x)": ("mindspore.mint.max", Given(1)),
    "ms.mint.max(x, 1)": ("mindspore.mint.max", Given(2)),
    "ms.mint.median(x, dim=1)": ("mindspore.mint.median", Given(1, frozenset({"dim"}))),
    "ms.mint.unique(x)": ("mindspore.mint.unique", Given(1)),
    "ms.ops.max_pool2d(image, 2)": ("mindspore.ops.max_pool2d", Given(2)),
    "ops.max_pool2d(image, 2, return_indices=True)": (
        "mindspore.ops.max_pool2d", Given(2, frozenset({"return_indices"}))
    ),
    "nn.MaxPool2d(2)(image)": ("()mindspore.nn.MaxPool2d", Given(1)),
    "ops.cummin(x, 0)": ("mindspore.ops.cummin", Given(2)),
}  # fmt: skip
"""Expression -> (what is called, what it is given), where the kind of result depends on what is given."""
PLAIN = {
    "ops.max(x, 1)": "mindspore.ops.max",
    "ops.split(x, 1, 1)": "mindspore.ops.split",
    "ops.topk(x, 1)": "mindspore.ops.topk",
    "ops.shape(x)": "mindspore.ops.shape",
    "ms.numpy.meshgrid(x[0], x[1])": "mindspore.numpy.meshgrid",
    "nn.Conv2d(3, 4, 1)(image)": "()mindspore.nn.Conv2d",
    "nn.BatchNorm2d(3)(image)": "()mindspore.nn.BatchNorm2d",
    "nn.ReLU()(x)": "()mindspore.nn.ReLU",
    "nn.Flatten()(image)": "()mindspore.nn.Flatten",
    "nn.LayerNorm((3,))(x)": "()mindspore.nn.LayerNorm",
    "nn.GRU(3, 4)(ops.ones((2, 1, 3), ms.float32))": "()mindspore.nn.GRU",
    "nn.LSTM(3, 4)(ops.ones((2, 1, 3), ms.float32))": "()mindspore.nn.LSTM",
    "nn.L1Loss()(x, x)": "()mindspore.nn.L1Loss",
    "ops.ReduceSum()(x)": "()mindspore.ops.ReduceSum",
    "ops.TopK()(x, 1)": "()mindspore.ops.TopK",
    "ops.Shape()(x)": "()mindspore.ops.Shape",
}
"""Expression -> what is called, where the kind of result is always the same."""
PARAMETERS = {
    "Dense": ("(2, 3)", "weight bias"),
    "Conv2d": ("(3, 4, 1, has_bias=True)", "weight bias"),
    "BatchNorm2d": ("(3,)", "gamma beta moving_mean moving_variance"),
    "LayerNorm": ("((3,),)", "gamma beta"),
    "Embedding": ("(3, 4)", "embedding_table"),
    "PReLU": ("()", "w"),
}
"""Layer of mindspore.nn -> what it is made with, its Parameters."""


def stated(name: str, given: Given, version: versions.Version | None) -> str:
    if name.startswith("Tensor."):
        return tensors.of_method(tensors.TENSOR, name.removeprefix("Tensor."), given, version)
    if name.startswith("()"):
        return results.of_instance_call(name.removeprefix("()"), given, version)
    return results.of_call(name, given, version)


def fits(seen: ast.expr, said: ast.expr) -> bool:
    """Return whether a kind that was seen is what the data says, where that may be one of several or of any length."""
    if isinstance(said, ast.BinOp):
        return fits(seen, said.left) or fits(seen, said.right)
    if isinstance(said, ast.Name) and said.id == "dtype":
        return isinstance(seen, ast.Name)  # each is of a class of its own
    if isinstance(said, ast.Name):
        names = {"float": ("float", "int"), "Tensor": ("Tensor", "Parameter")}.get(said.id, (said.id,))
        outer = seen.value if isinstance(seen, ast.Subscript) and said.id in ("list", "tuple") else seen
        return isinstance(outer, ast.Name) and outer.id in names
    if not isinstance(said, ast.Subscript) or not isinstance(seen, ast.Subscript):
        return ast.dump(seen) == ast.dump(said)
    some, all_said = _arguments(seen), _arguments(said)
    if ast.dump(seen.value) != ast.dump(said.value):
        return False
    if ast.unparse(said.value) == "list" or ast.unparse(all_said[-1]) == "...":
        return all(fits(one, all_said[0]) for one in some)
    return len(some) == len(all_said) and all(map(fits, some, all_said))


def _arguments(node: ast.Subscript) -> list[ast.expr]:
    return list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]


def parsed(kind: str) -> ast.expr:
    return ast.parse(kind.replace("[]", ""), mode="eval").body


def version(runner: Runner) -> versions.Version:
    return versions.parse(runner.framework.version)


def test_examples_of_docstrings_give_what_is_said(mindspore: Runner) -> None:
    outcome = mindspore.run(f"NAMESPACES = {json.dumps(NAMESPACES)!r}\n{PROGRAM}", seconds=900)
    assert outcome.raised is None, outcome
    seen: dict[str, list[str]] = json.loads(outcome.printed.splitlines()[-1])
    known = {name: kinds for name, kinds in seen.items() if stated(name, Given(), None) and name not in _by_arguments()}
    assert len(known) > MANY
    wrong = [
        f"{name}: {kind}, not {said}"
        for name, kinds in known.items()
        if (said := stated(name, Given(), version(mindspore))) != results.AS_GIVEN
        for kind in kinds
        if not fits(parsed(kind), parsed(said))
    ]
    assert wrong == []


def _by_arguments() -> set[str]:
    return (
        {name for name, _ in BY_ARGUMENTS.values()}
        | set(results.names_by_arguments())
        | {f"Tensor.{name}" for name in tensors.names_by_arguments()}
    )


@pytest.mark.parametrize("expression", BY_ARGUMENTS)
def test_what_arguments_decide(mindspore: Runner, expression: str) -> None:
    name, given = BY_ARGUMENTS[expression]
    outcome = mindspore.run(f"{HEAD}\nprint(kind({expression}))")
    if outcome.raised and ("AttributeError" in outcome.raised or "RuntimeError" in outcome.raised):
        assert version(mindspore) < versions.NEWEST, outcome  # the newest has them all, older ones don't on a CPU
        return
    assert outcome.raised is None, outcome
    assert fits(parsed(outcome.printed.strip()), parsed(stated(name, given, version(mindspore))))


@pytest.mark.parametrize("expression", PLAIN)
def test_functions_and_layers(mindspore: Runner, expression: str) -> None:
    outcome = mindspore.run(f"{HEAD}\nprint(kind({expression}))")
    if outcome.raised and "RuntimeError" in outcome.raised:  # has no kernel on this CPU
        assert version(mindspore) < versions.NEWEST or expression.startswith("nn.LSTM"), outcome
        return
    assert outcome.raised is None, outcome
    said = stated(PLAIN[expression], Given(1), version(mindspore))
    assert fits(parsed(outcome.printed.strip()), parsed(said))


@pytest.mark.parametrize("layer", PARAMETERS)
def test_parameters_of_layers(mindspore: Runner, layer: str) -> None:
    made, names = PARAMETERS[layer]
    program = f"{HEAD}\nnet = nn.{layer}(*{made})" if "=" not in made else f"{HEAD}\nnet = nn.{layer}{made}"
    outcome = mindspore.run(
        f"{program}\nprint([name for name in {names.split()} if kind(getattr(net, name)) == 'Parameter'])"
    )
    assert outcome.raised is None, outcome
    assert ast.literal_eval(outcome.printed) == names.split()
    assert results.parameters_of(f"mindspore.nn.{layer}") == set(names.split())


def test_members_of_a_tensor(mindspore: Runner) -> None:
    names = sorted({name for name in tensors.names_of_members() if not name.startswith("_")})
    program = f"""{HEAD}
import json
found = {{}}
for name in {names!r}:
    try:
        found[name] = kind(getattr(x, name))
    except (AttributeError, RuntimeError, ValueError):  # of another version, or of another kind of Tensor
        continue
print(json.dumps(found))
"""
    outcome = mindspore.run(program)
    assert outcome.raised is None, outcome
    seen = json.loads(outcome.printed)
    assert {"shape", "dtype", "ndim", "T"} <= set(seen)
    for name, kind in seen.items():
        said = tensors.member(tensors.TENSOR, name)
        assert kind == "None" or fits(parsed(kind), parsed(said)), (name, kind, said)
