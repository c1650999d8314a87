"""MSP114 to MSP116: what is reported of Tensors, of training steps and of torch's names, and what isn't."""

from __future__ import annotations

from textwrap import dedent

import pytest

from lint_plugin.confidence import Confidence
from lint_plugin.finding import Finding
from lint_plugin.mindspore import versions
from tests.conftest import Check

HEAD = "import mindspore as ms\nimport numpy as np\nfrom mindspore import Parameter, Tensor, nn, ops\n"


def found(check: Check, code: str, rule: str, version: str | None = None, head: str = HEAD) -> list[Finding]:
    asked = None if version is None else versions.parse(version)
    findings: list[Finding] = check(head + dedent(code), select=(rule,), mindspore_version=asked)
    return findings


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("ops.ones((2, 3)).size(-1)", "write ops.ones((2, 3)).shape[-1]"),
        ("Parameter(ops.ones(3), name='p').size(0)", "write Parameter(ops.ones(3), name='p').shape[0]"),
        ("x = ops.ones(3)\nx.size()", "write x.shape, or x.size for the number of elements"),
        ("x = ops.ones(3)\nx.detach()", "write ops.stop_gradient(x)"),
        ("x = ops.ones(3)\nx.cuda().sum()", "write x;"),
        ("x = ops.ones(3)\nx.relu()", "write ops.relu(x)"),
        ("x = ops.ones(3)\nx.log_softmax(dim=0)", "write ops.log_softmax(x, 0)"),
        ("x = ops.ones(3)\nx.unsqueeze_(0)", "write x = x.unsqueeze(0)"),
        ("x = ops.ones(3)\ny = x.unsqueeze_(0)", "write x.unsqueeze(0)"),
        ("x = ops.ones((2, 3))\nx.transpose_(0, 1)", "write x = x.swapaxes(0, 1)"),
        ("x = ops.ones(3)\nx.new_tensor([1])", "write Tensor([1], x.dtype)"),
        ("x = ops.ones(3)\nx.is_cuda", 'write ms.get_context("device_target") == "GPU"'),
        ("x = ops.ones(3)\nx.amax(dim=0)", "write axis=0"),
        ("x = ops.ones(3)\nx.norm(p=2)", "write ord=2"),
        ("x = ops.ones(3)\nx.std(unbiased=False)", "write ddof=0"),
        ("x = ops.ones((2, 3))\nx.flip(0, 1)", "write x.flip((0, 1))"),
        ("x = ops.ones((2, 3))\nx.flip(-1)", "write x.flip((-1,))"),
        (
            "x = ops.ones((2, 3))\nx.size(int(f'{1}'))",
            "write x.shape[int(f'{1}')]",
        ),  # the text doesn't tell what is given
    ],
)
def test_members_of_tensors_are_reported_with_the_code_to_write(check: Check, code: str, advice: str) -> None:
    messages = [finding.message for finding in found(check, code, "MSP114")]
    assert len(messages) == 1
    assert f"{advice} (" in messages[0] or f"{advice}" in messages[0].partition(" (http")[0]


@pytest.mark.parametrize(
    "code",
    [
        "ops.ones(3).size",
        "np.ones((2, 3)).size(0)",
        "np.ones(3).cpu()",
        "x = ops.ones(3)\nx.flip((0,))\nx.amax(axis=0)\nx.squeeze(axis=0)",
        "x = ops.ones(3)\nx.cpu() if hasattr(x, 'cpu') else x",
        "x = ops.ones(3)\ntry:\n    x.cpu()\nexcept AttributeError:\n    pass",
        "Tensor.detach = lambda self: self\nops.ones(3).detach()",
        "p = Parameter(ops.ones(3), name='p')\np.grad = 1\np.grad",
        "def f(mesh):\n    return mesh.size()",
        "def f(x):\n    return x.cpu(), x.detach()",
        "def f(x, i):\n    return x.size(i)",
        "class Box(Tensor):\n    def cpu(self):\n        return self\nBox(1).cpu()",
    ],
)
def test_what_may_have_the_member_is_left_alone(check: Check, code: str) -> None:
    assert found(check, code, "MSP114") == []


def test_a_dimension_makes_a_guess_of_an_unknown_receiver(check: Check) -> None:
    (guess,) = found(check, "def f(x):\n    return x.size(0)\n", "MSP114")
    assert (guess.confidence, "if 'x' is a Tensor" in guess.message) == (Confidence.GUESS, True)


_SEEMS = [
    "def f(x):\n    n, c = x.size()",
    "def f(x):\n    return x.size()[0]",
    "def f(x):\n    return x[:, 1].cpu()",
    "def f(x, y):\n    z = x.read()\n    y += z.shape[0]\n    return z.detach()",
    "def f(x, loader):\n    for a, b in loader:\n        print(ops.abs(a))\n        a.cuda()",
    "def f(x, y):\n    if y:\n        x = ops.ones(3)\n    return x.element_size()",
    "def f(x):\n    y = x.logits[:, 1:]\n    return y.float().softmax(dim=1)",
    "def f(x, y):\n    return (x > y).detach()",
    "def f(x, i):\n    x[ops.abs(i)].detach()",
    "def f(x):\n    return x.detach().item()",
    "def f(batch):\n    return batch['mask'].data.cpu().view(-1)",
    "def f(net, i):\n    return net.words.embedding_table.data[i].cpu()",
    "def f(x, i):\n    print(x[:, 1])\n    return x[i].cpu()",
]


@pytest.mark.parametrize("code", _SEEMS)
def test_what_is_used_as_an_array_makes_a_guess_of_a_tensor(check: Check, code: str) -> None:
    (guess,) = found(check, code, "MSP114")
    assert (guess.confidence, "is a Tensor, " in guess.message) == (Confidence.GUESS, True)
    assert found(check, f"import torch\n{code}", "MSP114") == []


@pytest.mark.parametrize(
    "code",
    [
        "def f(x):\n    return x.size()",
        "def f(net):\n    return net.cuda().eval(), net.cpu().float()",
        "import msadapter.pytorch as torch\ndef f(x):\n    return x.cpu().numpy(), x.size(0)",
        "from mindtorch.torch import nn\ndef f(x):\n    return x.detach().numpy()",
        "def f(x):\n    return x.shape, x.sum(dim=1)",
        "def f(x):\n    x['a']\n    return x.shape, x.cpu()",
        "def f(x):\n    for y in x:\n        print(y)\n    return x.shape, x.cpu()",
        "class Link:\n    def detach(self):\n        pass\ndef f(link):\n    return link.shape, link.detach()",
        "def f(x):\n    x = np.ones(3)\n    return x[:, 1].cpu()",
        "from transformers import Bert\nfor _, w in Bert().items():\n    v = w.read()\n    print(v.shape, v.detach())",
    ],
)
def test_what_may_be_no_tensor_makes_no_guess(check: Check, code: str) -> None:
    assert found(check, code, "MSP114") == []


def test_nothing_is_guessed_in_a_torch_like_library(check: Check) -> None:
    head = "import mindspore\n"
    code = "def f(x, m):\n    return x[:, 1].cpu(), m.children()\n"
    for package, number in (("mindtorch", 0), ("mine", 2)):
        files, select = {f"{package}/__init__.py": ""}, ("MSP108", "MSP114")
        assert len(check(head + code, files=files, name=f"{package}/checked.py", select=select)) == number


def test_a_number_or_a_tuple_is_not_asked_for_what_it_lacks(check: Check) -> None:
    code = "def f(flag):\n    total = 0\n    if flag:\n        total = total + ops.ones(3)\n    return total.detach()"
    (finding,) = found(check, code, "MSP114")
    assert finding.confidence > Confidence.GUESS


@pytest.mark.parametrize("line", ["import torch", "from torch.nn import functional"])
def test_nothing_is_guessed_beside_torch(check: Check, line: str) -> None:
    assert found(check, f"{line}\ndef f(x):\n    return x.size(0)\n", "MSP114") == []


@pytest.mark.parametrize(("version", "number"), [(None, 0), ("2.0", 2), ("2.5", 0), ("2.10", 0)])
def test_members_that_came_later_are_missing_before(check: Check, version: str | None, number: int) -> None:
    code = "x = ops.ones(3)\nx.tolist()\nx.contiguous()\n"
    assert len(found(check, code, "MSP114", version)) == number


STEP = "opt.zero_grad()\nloss = net(x).mean()\nloss.backward()\nopt.step()\n"


def test_each_call_of_a_training_step_shows_the_whole_of_it(check: Check) -> None:
    head = HEAD + "net = nn.Dense(2, 2)\nx = ops.ones((2, 2))\nopt = nn.Adam(net.trainable_params())\n"
    findings = check(head + STEP, select=("MSP108", "MSP115"))
    assert [(finding.code, finding.line) for finding in findings] == [("MSP115", line) for line in (7, 9, 10)]
    assert all("loss, grads = grad_fn(x)" in finding.message for finding in findings)
    assert "value_and_grad(forward_fn, None, opt.parameters)" in findings[0].message


@pytest.mark.parametrize(
    "code",
    [
        "from mindspore.experimental import optim\no = optim.Adam([])\no.param_groups\no.add_param_group({})",
        "from mindspore.experimental import optim\noptim.lr_scheduler.StepLR(optim.SGD([], 0.1), 1).step()",
        "class Mine(nn.SGD):\n    def step(self):\n        pass\nMine([]).step()",
        "def denoise(scheduler, x, t):\n    return scheduler.step(x, t)",
        "def f(env, agent):\n    env.step()\n    agent.backward(1)",
        "nn.Optimizer.step = lambda self: None\nnn.SGD([]).step()",
    ],
)
def test_what_has_the_method_is_left_alone(check: Check, code: str) -> None:
    assert found(check, code, "MSP115") == []


def test_a_training_step_on_unknown_objects_is_a_guess(check: Check) -> None:
    code = "def train(net, optimizer, x):\n    optimizer.zero_grad()\n    net(x).backward()\n    optimizer.step()\n"
    guesses = found(check, code, "MSP115")
    assert [guess.line for guess in guesses] == [5, 6, 7]
    assert {guess.confidence for guess in guesses} == {Confidence.GUESS}


@pytest.mark.parametrize("arguments", ["retain_graph=True", "ops.ones(3)"])
def test_a_backward_of_torch_alone_is_a_guess(check: Check, arguments: str) -> None:
    (guess,) = found(check, f"def f(loss):\n    loss.backward({arguments})\n", "MSP115")
    assert guess.confidence is Confidence.GUESS
    own = "class Loss:\n    def backward(self, *args, **flags):\n        pass\n"
    assert found(check, f"{own}def f(loss):\n    loss.backward({arguments})\n", "MSP115") == []


@pytest.mark.parametrize("name", ["modules", "named_modules", "children", "named_children", "zero_grad"])
def test_a_call_without_arguments_makes_a_guess_of_a_cell(check: Check, name: str) -> None:
    (guess,) = found(check, f"def f(m):\n    return m.{name}()\n", "MSP108")
    assert guess.confidence is Confidence.GUESS
    assert found(check, f"def f(m):\n    return m.{name}(1)\n", "MSP108") == []


@pytest.mark.parametrize("name", ["eval", "train"])
def test_what_everything_has_makes_no_guess(check: Check, name: str) -> None:
    assert found(check, f"def f(m):\n    return m.{name}()\n", "MSP108") == []


MINDSPORE = "import mindspore as ms\nfrom mindspore import ops\n"


@pytest.mark.parametrize(
    ("use", "advice"),
    [
        ("torch.cat([1], 0)", "write ops.cat"),
        ("x = torch.float32", "write ms.float32"),
        ("F.relu(1)", "write ops.relu"),
        ("torch.jit.load('x')", "write ms.load; it reads a MindIR file"),
        ("torch.fft.fft(1)", "write ops.fft"),
        ("torch.cuda.amp.autocast()", "write ms.amp.auto_mixed_precision"),
        ("F.cast(1, 2)", "write 'from mindspore.ops import functional as F'"),
        ("@torch.no_grad()\ndef f(): ...", "drop the 'with' or the decorator"),
        ("torch.nn.functional.relu(1)", "write ops.relu"),
        ("nn.Dense(1, 2)", "write 'from mindspore import nn'"),
        ("nn.Linear(1, 2)", "write ms.nn.Dense"),
    ],
)
def test_names_that_nothing_binds_are_reported(check: Check, use: str, advice: str) -> None:
    (finding,) = found(check, use, "MSP116", "2.0", MINDSPORE)
    assert finding.confidence is Confidence.HIGH
    assert advice in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "model.eval()",
        "print(vars(args))",
        "model = globals()[name]",
        "is_known = name in globals()",
        "given = globals().get(name)",
        "value = self.__dict__[name]",
        "self.__dict__.update(values)",
        "value = eval(text)",
        "builtins.print = None",
    ],
)
def test_a_namespace_that_is_read_binds_nothing(check: Check, line: str) -> None:
    code = f"def f(model, args, name, self, values, text, builtins):\n    {line}\n    torch.cat([])\n"
    assert [finding.line for finding in found(check, code, "MSP116", head=MINDSPORE)] == [5]


@pytest.mark.parametrize(
    "line",
    [
        "globals().update(names)",
        "vars()['torch'] = 1",
        "exec(text)",
        "builtins.torch = 1",
        "setattr(builtins, 'torch', 1)",
        "sys.modules[__name__].__dict__.update(names)",
        "fill(globals())",
    ],
)
def test_a_namespace_that_is_written_may_bind_all(check: Check, line: str) -> None:
    assert found(check, f"import builtins, sys\n{line}\ntorch.cat([])\n", "MSP116", head=MINDSPORE) == []


@pytest.mark.parametrize(
    "code",
    [
        "import torch\ntorch.cat([])",
        "import torch.nn as nn\nnn.Linear(1, 2)",
        "try:\n    import torch\nexcept ImportError:\n    torch = None\ntorch.cat",
        "def f():\n    import torch\ndef g():\n    return torch.cat",
        "def f(F):\n    return F.relu",
        "globals()['torch'] = 1\ntorch.cat",
        "from somewhere import *\ntorch.cat",
        "for nn in ():\n    pass\nnn.x",
        "from (\n".replace("(", "somewhere import (") + "    other,\n    nn,\n)\nnn.x",
        "# torch.cat\n'torch.cat'",
        "try:\n    torch.cat\nexcept NameError:\n    pass",
        "from __future__ import annotations\ndef f(x: torch.Tensor): ...",
    ],
)
def test_names_that_something_binds_are_left_alone(check: Check, code: str) -> None:
    future = "from __future__ import annotations\n"
    head = future + MINDSPORE if code.startswith(future) else MINDSPORE
    assert found(check, code.removeprefix(future), "MSP116", head=head) == []


def test_cells_are_looked_for_where_they_are(check: Check) -> None:
    of_torch = "import mindspore\nimport torch.nn as nn\nclass A(nn.Cell): ...\n"
    of_mint = "from mindspore.mint import nn\nclass A(nn.Cell): ...\nnn.SequentialCell()\n"
    module = "from mindspore import nn\nclass A(nn.cell): ...\n"
    for code, line in ((of_torch, 3), (of_mint, 3), (module, 2)):
        (finding,) = found(check, code, "MSP116", head="")
        assert finding.line == line
        assert "write mindspore.nn." in finding.message or "write nn.Cell" in finding.message


def test_a_name_of_mindspore_alone_speaks_for_a_cell_beside_torch(check: Check) -> None:
    loops = "def f(net):\n    for n, p in net.get_parameters():\n        print(n)\n"
    loops += "    for m in net.cells_and_names():\n        print(m.weight)\n"
    guesses = found(check, f"import torch\n{loops}", "MSP110")
    assert [(guess.line, guess.confidence) for guess in guesses] == [(6, Confidence.GUESS), (8, Confidence.GUESS)]
    assert found(check, loops, "MSP110", head="import torch\n") == []
