"""Messages are followed word by word: what they tell to write, in the place of the finding, does what torch did.

Each case is a program that holds one finding. What the message tells is put into it: the code after "write" in the
place of `replaced`, the import that it needs at the top, or, where something is to be dropped, nothing in its place
and the statement that sets the device before the network is made.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

import pytest
from frameworks import Runner
from test_facts import version

from lint_plugin.finding import Finding
from tests.conftest import Check

_WRITE = re.compile(r"[Ww]rite (?P<code>.+?)(?: \(needs '(?P<imports>[^']+)'\))?(?:; .*)? \(https:\S+\)$")
_DROP = re.compile(r"drop '(?P<dropped>.+?)', and set the device once, before the network is made: (?P<set>.+\))")


@dataclass(frozen=True)
class Case:
    """A program with a finding of `rule`; `replaced` is what the message takes away, `torch` what it was before."""

    rule: str
    replaced: str
    code: str
    torch: str


IN_TORCH = """
import torch
from torch import nn
torch.manual_seed(0)
"""
TRAINS = """
net = nn.Dense(2, 1, weight_init="ones")
before = net.weight.asnumpy().copy()
{made}
grad_fn = mindspore.value_and_grad(lambda x: net(x).sum(), None, optimizer.parameters)
optimizer(grad_fn(ops.ones((1, 2)))[1])
print([round(v, 4) for v in (before - net.weight.asnumpy())[0].tolist()])
"""
TORCH_TRAINS = """
net = nn.Linear(2, 1)
before = net.weight.detach().clone()
{made}
net(torch.ones(1, 2)).sum().backward()
optimizer.step()
print([round(v, 4) for v in (before - net.weight.detach())[0].tolist()])
"""
FILLS = """
w = Parameter(ops.zeros((64, 32)))
{made}
a = w.asnumpy()
print([round(float(v), 1) for v in (a.mean(), a.std() * 10, (a == 0).mean())])
"""
TORCH_FILLS = """
w = nn.Parameter(torch.zeros(64, 32))
{made}
a = w.detach()
print([round(float(v), 1) for v in (a.mean(), a.std() * 10, (a == 0).float().mean())])
"""
HEAD = "import mindspore\nfrom mindspore import Parameter, nn, ops\nmindspore.set_seed(0)\n"


def trained(replaced: str, made: str) -> Case:
    """Return the case of an optimizer that is made in one way, in both frameworks."""
    in_torch = TORCH_TRAINS.replace("{made}", made.replace("nn.SGD", "torch.optim.SGD").replace("learning_rate", "lr"))
    return Case("MSP108", replaced, HEAD + TRAINS.replace("{made}", made), in_torch)


def filled(call: str) -> Case:
    """Return the case of a call of a function of torch.nn.init."""
    return Case("MSP109", call, HEAD + FILLS.replace("{made}", call), TORCH_FILLS.replace("{made}", call))


CASES = {
    "group": trained("net.parameters()", "optimizer = nn.SGD([{'params': net.parameters()}], learning_rate=0.5)"),
    "filter": trained(
        "filter(lambda p: p.requires_grad, net.parameters())",
        "optimizer = nn.SGD(filter(lambda p: p.requires_grad, net.parameters()), learning_rate=0.5)",
    ),
    "filter in a group": trained(
        "filter(lambda p: p.requires_grad, net.parameters())",
        "optimizer = nn.SGD([{'params': filter(lambda p: p.requires_grad, net.parameters())}], learning_rate=0.5)",
    ),
    "other filter in a group": trained(
        "filter(lambda p: p.ndim > 1, net.parameters())",
        "optimizer = nn.SGD([{'params': filter(lambda p: p.ndim > 1, net.parameters())}], learning_rate=0.5)",
    ),
    "generator in a group": trained(
        "(p for p in net.parameters() if p.ndim > 1)",
        "optimizer = nn.SGD([{'params': (p for p in net.parameters() if p.ndim > 1)}], learning_rate=0.5)",
    ),
    "kaiming_normal_": filled("nn.init.kaiming_normal_(w, mode='fan_out', nonlinearity='relu')"),
    "xavier_uniform_": filled("nn.init.xavier_uniform_(w.data, gain=2.0)"),
    "uniform_": filled("nn.init.uniform_(w, -0.5, 0.5)"),
    "constant_": filled("nn.init.constant_(w, 0.3)"),
    "ones_": filled("nn.init.ones_(w)"),
    "eye_": filled("nn.init.eye_(w)"),
    "cpu": Case(
        "MSP108",
        ".cpu()",
        f"{HEAD}net = nn.Dense(2, 2, weight_init='ones', bias_init='zeros').cpu()\n"
        "print(net(ops.ones((1, 2))).asnumpy().tolist())\n",
        "net = nn.Linear(2, 2).cpu()\nnn.init.ones_(net.weight)\nnn.init.zeros_(net.bias)\n"
        "print(net(torch.ones(1, 2)).tolist())\n",
    ),
    "device": Case(
        "MSP108",
        ".to(device)",
        f"{HEAD}device = str()\nnet = nn.Dense(2, 2, weight_init='ones', bias_init='zeros').to(device)\n"
        "print(net(ops.ones((1, 2))).asnumpy().tolist())\n",
        "net = nn.Linear(2, 2).to('cpu')\nnn.init.ones_(net.weight)\nnn.init.zeros_(net.bias)\n"
        "print(net(torch.ones(1, 2)).tolist())\n",
    ),
    "signature": Case(
        "MSP102",
        "net.forward",
        "import inspect\nfrom mindspore import nn\nclass Net(nn.Cell):\n    def construct(self, x, mask=None): ...\n"
        "net = Net()\nprint(list(inspect.signature(net.forward).parameters))\n",
        "import inspect\nclass Net(nn.Module):\n    def forward(self, x, mask=None): ...\n"
        "net = Net()\nprint(list(inspect.signature(net.forward).parameters))\n",
    ),
    "buffer": Case(
        "MSP104",
        'net.register_buffer("mask", ops.ones(2))',
        'from mindspore import nn, ops\nnet = nn.Dense(2, 2)\nnet.register_buffer("mask", ops.ones(2))\n'
        "print([float(v) for v in net.mask.asnumpy()])\n",
        'net = nn.Linear(2, 2)\nnet.register_buffer("mask", torch.ones(2))\nprint(net.mask.tolist())\n',
    ),
    "half": Case(
        "MSP108",
        "net.half()",
        "from mindspore import nn, ops\nnet = nn.Dense(2, 2)\nnet.half()\n"
        "print(str(net(ops.ones((1, 2)).half()).dtype).lower())\n",
        "net = nn.Linear(2, 2)\nnet.half()\nprint(str(net(torch.ones(1, 2).half()).dtype).removeprefix('torch.'))\n",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_code_that_a_message_tells_does_what_torch_did(
    check: Check, mindspore: Runner, torch: Runner, case: Case
) -> None:
    found = check(case.code, mindspore_version=version(mindspore), select=(case.rule,))
    if not found:
        assert is_there(case, mindspore), "nothing is said though the code doesn't run"
        return
    assert len(found) == 1
    outcome = mindspore.run(followed(case, found[0]))
    assert outcome.raised is None, (found[0].message, outcome)
    before = torch.run(IN_TORCH + case.torch)
    assert before.raised is None, before
    assert outcome.printed == before.printed, found[0].message


def is_there(case: Case, mindspore: Runner) -> bool:
    """Return whether this MindSpore has the name that the program uses, so that it runs as it is."""
    return "AttributeError" not in (mindspore.run(case.code).raised or "")


def followed(case: Case, finding: Finding) -> str:
    """Return the program with what the message tells in it."""
    dropped = _DROP.search(finding.message)
    if dropped:
        assert dropped["dropped"] == case.replaced
        statement = re.match(r"[\w.]+\([^)]*\)", dropped["set"])
        assert statement
        return HEAD + statement[0] + "\n" + case.code.replace(case.replaced, "")
    told = _WRITE.search(finding.message)
    assert told, finding.message
    assert case.code.count(case.replaced) == 1
    return f"{told['imports'] or ''}\n" + textwrap.dedent(case.code).replace(case.replaced, told["code"])
