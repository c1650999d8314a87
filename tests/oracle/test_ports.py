"""Ports that run: what the fixes alone make of small models of torch, and what the documentation says of it."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from frameworks import Runner
from ports import BY_HAND, MODELS, RESULTS, SETTINGS, mended, result

from lint_plugin.command.checking import Task
from lint_plugin.command.fixing import Plan, fix
from lint_plugin.fixes.edit import Applicability

NEWEST = "2.10.0"


def test_enough_models_are_equal_by_fixes_alone() -> None:
    results = json.loads(RESULTS.read_text("utf-8"))
    assert results.keys() == MODELS.keys()
    assert len(MODELS) >= 12
    assert sum(one["mended"] == "equal" for one in results.values()) >= 8
    assert all(one["finished"] == "equal" and one["by_hand"] <= 5 for one in results.values())
    assert all((one["by_hand"] > 0) == (name in BY_HAND) for name, one in results.items())


@pytest.mark.parametrize("name", MODELS)
def test_port_becomes_what_the_documentation_says(name: str, mindspore: Runner, torch: Runner) -> None:
    if mindspore.framework.version != NEWEST:
        pytest.skip("the ports are made for MindSpore 2.10")
    assert asdict(result(name, torch, mindspore)) == json.loads(RESULTS.read_text("utf-8"))[name]


SHOWED = """
import mindspore as ms
from mindspore import nn, ops

p = ms.Parameter(ops.ones((2,)))
p.mul_(2.0)
p.add_(1.0)
print(p.asnumpy().tolist())
p.copy_(2 * p)
print(p.asnumpy().tolist())
up = nn.Conv2dTranspose(1, 1, 3, stride=2, padding=1, output_padding=1, pad_mode="pad", weight_init="ones")
print(up(ops.ones((1, 1, 2, 2)))[0, 0, -1].asnumpy().tolist())
"""
FAILING = {
    "p.normal_().asnumpy()": "InplaceNormal", "p.fill_(0).asnumpy()": "InplaceFillScalar",
    "ops.einsum('ij,jk->ik', x, x).asnumpy()": "Einsum", "ops.relu(x, inplace=True).asnumpy()": "InplaceReLU",
}  # fmt: skip


def test_page_says_what_mindspore_does(mindspore: Runner, torch: Runner) -> None:
    if mindspore.framework.version != NEWEST:
        pytest.skip("the page is on MindSpore 2.10")
    assert mindspore.run(SHOWED).printed.splitlines() == ["[1.0, 1.0]", "[2.0, 2.0]", "[0.0, 0.0, 0.0, 0.0]"]
    layer = "nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1, output_padding=1, bias=False)"
    code = f"import torch\nfrom torch import nn\nup = {layer}\nup.weight.data.fill_(1)\n"
    assert "0.0" not in torch.run(f"{code}print(up(torch.ones(1, 1, 2, 2)).tolist())").printed
    for call, kernel in FAILING.items():
        head = "import mindspore as ms\nfrom mindspore import ops\nx = ops.ones((2, 2))\np = ms.Parameter(x)\n"
        raised = mindspore.run(head + call).raised
        assert raised is not None and kernel in raised, (call, raised)


@pytest.mark.parametrize("name", MODELS)
def test_second_run_changes_nothing_in_a_port(name: str) -> None:
    (file,) = fix([Task(f"/no/project/{name}.py", SETTINGS, mended(name).text)], Plan(Applicability.UNSAFE))
    assert file.after is None
