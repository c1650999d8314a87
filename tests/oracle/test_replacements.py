"""What is written in place of torch's functions gives what torch gives, under the real frameworks."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator

import pytest
from frameworks import Runner
from test_facts import version

from lint_plugin.mindspore import counterparts, initializers, versions

INPUTS = """
import json, math
import numpy

x = [[0.5, -1.5, 2.0], [3.0, 0.25, -0.75]]
y = [[1.0, 2.0, -2.0], [0.5, 1.5, 1.0]]
"""
IN_TORCH = (
    INPUTS
    + """
import torch
import torch.nn.functional as F

x, y, ids = torch.tensor(x), torch.tensor(y), torch.tensor([1, 0])
print(json.dumps(torch.as_tensor({0}).double().reshape(-1).tolist()))
"""
)
IN_MINDSPORE = (
    INPUTS
    + """
import mindspore
from mindspore import Tensor, nn, ops

x, y, ids = Tensor(x, mindspore.float32), Tensor(y, mindspore.float32), Tensor([1, 0], mindspore.int32)
print(json.dumps(numpy.asarray(({0}).asnumpy()).astype(float).reshape(-1).tolist()))
"""
)

# torch's expression, and what the advice makes of it: its name or its note, written out
EQUAL = [
    ("torch.nn", "Softplus", "F.softplus(x)", "ops.softplus(x)"),
    ("torch.nn", "Softplus", "F.softplus(x)", "ops.log(1 + ops.exp(x))"),
    ("torch", "concatenate", "torch.concatenate([x, y], dim=1)", "ops.cat((x, y), axis=1)"),
    ("torch", "tensordot", "torch.tensordot(x, y, dims=([1], [1]))", "ops.tensor_dot(x, y, axes=([1], [1]))"),
    ("torch", "clamp_max", "torch.clamp_max(x, 1.0)", "ops.clamp(x, max=1.0)"),
    ("torch", "clamp_min", "torch.clamp_min(x, 0.0)", "ops.clamp(x, min=0.0)"),
    ("torch", "bitwise_not", "torch.bitwise_not(ids)", "ops.invert(ids)"),
    ("torch", "fix", "torch.fix(x)", "ops.trunc(x)"),
    ("torch", "rsub", "torch.rsub(x, y)", "ops.sub(y, x)"),
    ("torch", "pairwise_distance", "F.pairwise_distance(x, y, eps=0.0)", "ops.norm(x - y, dim=-1)"),
    ("torch", "allclose", "torch.allclose(x, y)", "ops.isclose(x, y).all()"),
    ("torch", "take_along_dim", "torch.take_along_dim(x, ids.reshape(2, 1), 1)",
     "ops.gather_elements(x, 1, ids.reshape(2, 1))"),
    ("torch", "embedding", "F.embedding(ids, x)", "ops.gather(x, ids, 0)"),
    ("torch", "trapezoid", "torch.trapezoid(x)", "ops.trapz(x)"),
    ("torch", "from_numpy", "torch.from_numpy(numpy.ones(3))", "Tensor.from_numpy(numpy.ones(3))"),
    ("torch", "complex", "torch.complex(x, y).abs()", "ops.Complex()(x, y).abs()"),
    ("torch", "finfo", "torch.finfo(torch.float32).max",
     "Tensor(numpy.finfo(mindspore.dtype_to_nptype(mindspore.float32)).max)"),
    ("torch", "kthvalue", "torch.kthvalue(x, 2)[0]", "ops.sort(x)[0][..., 2 - 1]"),
    ("torch", "vdot", "torch.vdot(x[0], y[0])", "ops.tensor_dot(x[0], y[0], 1)"),
    ("torch.nn.functional", "linear", "F.linear(x, y)", "ops.matmul(x, y.T)"),
    ("torch.nn.functional", "normalize", "F.normalize(x, dim=1)", "ops.L2Normalize(axis=1)(x)"),
    ("torch.nn.functional", "scaled_dot_product_attention", "F.scaled_dot_product_attention(x[None], y[None], x[None])",
     "(lambda q, k, v: ops.matmul(ops.softmax(ops.matmul(q, k.swapaxes(-1, -2)) / q.shape[-1] ** 0.5, -1), v))"
     "(x[None], y[None], x[None])"),
    ("torch.nn", "ZeroPad1d", "torch.nn.ZeroPad1d(1)(x[None])", "nn.ConstantPad1d(1, 0)(x[None])"),
    ("torch.nn", "CircularPad1d", "torch.nn.CircularPad1d(1)(x[None])", "ops.pad(x[None], (1, 1), mode='circular')"),
    ("torch.nn.utils", "clip_grad_norm_", "x * 2 / torch.linalg.vector_norm(x)",
     "ops.clip_by_global_norm((x,), 2.0)[0]"),
    ("torch.special", "expit", "torch.special.expit(x)", "ops.sigmoid(x)"),
    ("torch.special", "gammaln", "torch.special.gammaln(y.abs())", "ops.lgamma(ops.abs(y))"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("module", "name", "torch_code", "code"), EQUAL, ids=[f"{row[1]} {row[3][:12]}" for row in EQUAL]
)
def test_advice_gives_what_torch_gives(
    mindspore: Runner, torch: Runner, module: str, name: str, torch_code: str, code: str
) -> None:
    advised = [
        row for row in EQUAL if row[:2] == (module, name) and is_advised(row[3], module, name, version(mindspore))
    ]
    assert advised
    if (module, name, torch_code, code) in advised:  # else another way, which this version has, has a row of its own
        assert values(mindspore, IN_MINDSPORE, code) == pytest.approx(values(torch, IN_TORCH, torch_code), abs=1e-5)


def is_advised(code: str, module: str, name: str, now: versions.Version) -> bool:
    """Return whether the advice on a name of torch speaks of the first function that the code calls."""
    advice = counterparts._of_torch(f"{module}.{name}", now)
    called = next(match[0] for match in re.finditer(r"\b(ops|nn|numpy|Tensor)\.\w+", code))
    return any(one.endswith(f".{called}") for one in advice.names) or called in advice.notes.get("en", "")


def values(runner: Runner, template: str, code: str) -> list[float]:
    outcome = runner.run(template.replace("{0}", code))
    assert outcome.raised is None, outcome.raised
    found: list[float] = json.loads(outcome.printed.strip().splitlines()[-1])
    return found


STATISTICS = "print(json.dumps([float(v) for v in (a.mean(), a.std(), a.min(), a.max(), (a == 0).mean())]))\n"
TORCH_FILLS = (
    """
import json, numpy, torch
torch.manual_seed(1)
w = torch.empty({0})
torch.nn.init.{1}
a = w.double().numpy()
"""
    + STATISTICS
)
MINDSPORE_FILLS = (
    """
import json, numpy
import mindspore
from mindspore import Parameter, Tensor
from mindspore.common.initializer import *
mindspore.set_seed(1)
w = Parameter(Tensor(numpy.full({0}, 7.0), mindspore.float32))
{1}
a = w.asnumpy().astype(float)
"""
    + STATISTICS
)


def fillings() -> Iterator[tuple[str, list[str], dict[str, str]]]:
    """Yield calls of every function of torch.nn.init: with its defaults, and with arguments."""
    for function in sorted(initializers.functions()):
        needed = {"constant_": {"val": "0.3"}, "sparse_": {"sparsity": "0.25"}}.get(function, {})
        yield function, [], needed
    for name in ("kaiming_normal_", "kaiming_uniform_"):
        yield name, ["0.2"], {"mode": "'fan_out'"}
        yield name, [], {"mode": "'fan_out'", "nonlinearity": "'relu'"}
    for name in ("xavier_normal_", "xavier_uniform_", "orthogonal_"):
        yield name, [], {"gain": "2.0"}
    yield "normal_", ["0.5", "0.02"], {}
    yield "uniform_", ["-0.1", "0.1"], {}
    yield "uniform_", ["2.0", "5.0"], {}
    yield "trunc_normal_", [], {"std": "0.02"}
    yield "trunc_normal_", [], {"std": "3.0"}
    yield "trunc_normal_", ["0.0", "1.0", "-0.5", "1.5"], {}
    yield "dirac_", ["2"], {}
    yield "sparse_", ["0.5", "0.1"], {}


@pytest.mark.parametrize(("function", "arguments", "keywords"), list(fillings()))
def test_statement_fills_a_parameter_as_torch_does(
    mindspore: Runner, torch: Runner, function: str, arguments: list[str], keywords: dict[str, str]
) -> None:
    made = initializers.initialisation(function, ["w", *arguments], keywords, version(mindspore))
    if made is None:
        assert function == "trunc_normal_" and version(mindspore) < (2, 5), "TruncatedNormal has its deviation alone"
        return
    shape = "(64, 48, 3)" if function == "dirac_" else "(240, 160)"
    texts = [*arguments, *(f"{name}={value}" for name, value in keywords.items())]
    call = f"{function}({', '.join(['w', *texts])})"
    expected = statistics(torch, TORCH_FILLS.replace("{0}", shape).replace("{1}", call))
    found = statistics(mindspore, MINDSPORE_FILLS.replace("{0}", shape).replace("{1}", made.code))
    spread = expected["std"] or 1e-6
    size = math.prod(json.loads(f"[{shape[1:-1]}]"))
    assert found["mean"] == pytest.approx(expected["mean"], abs=6 * spread / size**0.5 + 1e-6)
    assert found["std"] == pytest.approx(expected["std"], rel=0.02, abs=1e-6)
    assert found["zeros"] == pytest.approx(expected["zeros"], abs=0.01)
    if "uniform" in function or "std=3.0" in call or "1.5" in call:  # the distribution has bounds
        assert (found["min"], found["max"]) == pytest.approx(
            (expected["min"], expected["max"]), rel=0.01, abs=0.01 * spread
        )


def statistics(runner: Runner, code: str) -> dict[str, float]:
    outcome = runner.run(code)
    assert outcome.raised is None, outcome.raised
    return dict(
        zip(("mean", "std", "min", "max", "zeros"), json.loads(outcome.printed.strip().splitlines()[-1]), strict=True)
    )
