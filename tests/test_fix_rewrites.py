"""Fixes that write more than another name: what becomes of torch's calls, `with` statements, decorators and steps."""

from __future__ import annotations

import ast
import textwrap

import pytest

from lint_plugin.command.checking import Task
from lint_plugin.command.fixing import Plan, fix
from lint_plugin.fixes.edit import Applicability
from lint_plugin.mindspore import versions
from lint_plugin.settings import Settings

HEAD = "import mindspore as ms\nfrom mindspore import nn, ops\n"


def fixed(
    code: str, version: versions.Version | None = (2, 10), least: Applicability = Applicability.UNSAFE, head: str = HEAD
) -> str:
    """Return what all fixes make of code behind the imports; the code itself where there are none."""
    source = (head + textwrap.dedent(code)).encode()
    (file,) = fix([Task("/file.py", Settings(mindspore_version=version), source)], Plan(least))
    assert not file.result.problems
    after = file.text.decode()
    ast.parse(after)
    return after.removeprefix(head)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("with ops.no_grad():\n    x = 1\n    y = 2\nz = 3\n", "x = 1\ny = 2\nz = 3\n"),
        ("with ops.no_grad():  # why\n    x = 1  # one\n", "x = 1  # one\n"),
        ("with ops.no_grad():\n    # first\n    x = 1\n\n    y = 2\n", "# first\nx = 1\n\ny = 2\n"),
        ("with ops.no_grad(): x = 1; y = 2\n", "x = 1; y = 2\n"),
        ("with open(p) as f, ops.no_grad():\n    f\n", "with open(p) as f:\n    f\n"),
        ("with ops.no_grad(), open(p) as f:\n    f\n", "with open(p) as f:\n    f\n"),
        ("with ops.no_grad():\n    with ops.enable_grad():\n        x = 1\n", "x = 1\n"),
        (
            "with ops.no_grad():\n    s = '''\n    a\n'''\n    t = f(1,\n      2)\n",
            "s = '''\n    a\n'''\nt = f(1,\n  2)\n",
        ),
        ("def f():\n\twith ops.no_grad():\n\t\treturn 1\n", "def f():\n\treturn 1\n"),
        ("with ops.no_grad():\n    @d\n    def f():\n        pass\n", "@d\ndef f():\n    pass\n"),
        ("x = 1\nops.set_grad_enabled(False)\ny = 2\n", "x = 1\ny = 2\n"),
        ("ops._assert(\n    a == b,\n    f'{a}',\n)\n", "assert a == b, f'{a}'\n"),
        ("ops._assert((\n    a == b), a or\n    b)\n", "assert a == b, (a or\n    b)\n"),
        ("@ops.no_grad()\ndef f():\n    pass\n", "def f():\n    pass\n"),
        ("@a\n@ops.jit.ignore  # why\n@b\nclass A:\n    pass\n", "@a\n@b\nclass A:\n    pass\n"),
    ],
)
def test_what_does_nothing_around_statements_goes(before: str, after: str) -> None:
    assert fixed(before) == after
    assert fixed(before.replace("\n", "\r\n"), head=HEAD.replace("\n", "\r\n")) == after.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "code",
    [
        "with ops.no_grad() as g:\n    x = 1\n",
        "context = ops.no_grad()\n",
        "with (ops.no_grad()), (open(p)):\n    x = 1\n",
        "x = 1; \\\nwith_ = ops.no_grad\n",
    ],
)
def test_what_is_more_than_a_block_stays(code: str) -> None:
    assert fixed(code) == code


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = ops.empty(2, 3)\n", "x = ms.numpy.empty((2, 3))\n"),
        ("x = ops.empty(*s, dtype=d, device=e)\n", "x = ms.numpy.empty(s, dtype=d)\n"),
        ("x = ops.empty(s)\n", "x = ms.numpy.empty(s)\n"),
        ("x = ops.empty(2, 3, **options)\n", "x = ms.mint.empty(2, 3, **options)\n"),
        ("x = ops.tensor([1], device=d, dtype=t)\n", "x = ms.Tensor([1], dtype=t)\n"),
        ("x = ops.tensor([1], **options)\n", "x = ms.Tensor([1], **options)\n"),
        ("x = map(ops.tensor, y)\n", "x = map(ms.Tensor, y)\n"),
        (
            "x = -ops.finfo(y.dtype).max / 2\n",
            "import numpy\nx = -float(numpy.finfo(ms.dtype_to_nptype(y.dtype)).max) / 2\n",
        ),
        ("ops.cuda.synchronize(device)\n", "ms.runtime.synchronize()\n"),
        ("y = not ops.jit.is_scripting()\n", "y = not False\n"),
        ("class A:\n    x: ops.jit.Final[int]\n", "class A:\n    x: int\n"),
        ("d = ms.device('cuda')\nisinstance(d, ms.device)\n", "d = 'cuda'\nisinstance(d, str)\n"),
        ("x = (a + b) @ ops.clone(c + d)\n", "x = (a + b) @ (c + d).copy()\n"),
        ("x = not ops.cuda.is_available()\n", 'x = not (ms.get_context("device_target") != "CPU")\n'),
    ],
)
def test_call_becomes_other_code(before: str, after: str) -> None:
    assert fixed(before) == after


@pytest.mark.parametrize(
    "code",
    [
        "x = ops.empty()\n",
        "x = ms.device('cuda', 0)\n",
        "x = ms.device(*a)\n",
        "x = ops.clone(input=a, out=b)\n",
        "x = ops.clone\n",
        "x = ops.linalg.lstsq(a, b, driver=d)\n",
        "y = ops._assert(a, b)\n",
        "x = ops.tensor(y, requires_grad=True)\n",
        "info = ops.finfo(y.dtype)\n",
        "def f(float):\n    return ops.finfo(y.dtype).max\n",
        "u, s, v = ops.linalg.svd(x)\n",
        "y = ops.batch_norm\n",
        "y = ops.distributed.nn.all_gather(x)\n",
        "y = ops.amp.is_autocast_available(x)\n",
        "with ops.profiler.record_function('f'):\n    pass\n",
        "v = ops.version.cuda\n",
    ],
)
def test_call_with_other_arguments_stays(code: str) -> None:
    assert fixed(code) == code


def test_only_what_loses_nothing_is_safe() -> None:
    code = "@ops.jit.ignore\ndef f():\n    with ops.no_grad():\n        return ops.jit.is_scripting()\n"
    after = "def f():\n    with ops.no_grad():\n        return False\n"
    assert fixed(code, least=Applicability.SAFE) == after


def test_what_a_version_lacks_is_not_written() -> None:
    assert fixed("x = ops.nn.functional.linear(a, b)\n", (1, 10)) == "x = ops.nn.functional.linear(a, b)\n"


FILL = "from mindspore.common.initializer import {}, initializer\n"


def filled(parameter: str, made: str) -> str:
    return f"{parameter}.set_data(initializer({made}, {parameter}.shape, {parameter}.dtype))\n"


@pytest.mark.parametrize(
    ("before", "kind", "after"),
    [
        ("nn.init.zeros_(w)\n", "Zero", filled("w", "Zero()")),
        ("nn.init.ones_(tensor=m.bias.data)\n", "One", filled("m.bias", "One()")),
        (
            "def f(m):\n    if isinstance(m, (nn.BatchNorm2d, nn.LayerNorm)):\n        nn.init.ones_(m.weight)\n",
            "One",
            "def f(m):\n    if isinstance(m, (nn.BatchNorm2d, nn.LayerNorm)):\n        " + filled("m.gamma", "One()"),
        ),
        (
            "def f(m, name):\n    if name.find('BatchNorm') != -1:\n        nn.init.zeros_(m.bias)\n",
            "Zero",
            "def f(m, name):\n    if name.find('BatchNorm') != -1:\n        " + filled("m.beta", "Zero()"),
        ),
        (
            "def f(m):\n    if isinstance(m, nn.PReLU):\n        pass\n    else:\n        nn.init.zeros_(m.weight)\n",
            "Zero",
            "def f(m):\n    if isinstance(m, nn.PReLU):\n        pass\n    else:\n        "
            + filled("m.weight", "Zero()"),
        ),
        (
            "def f(m):\n    if isinstance(m, (nn.Dense, nn.Embedding)):\n        nn.init.zeros_(m.weight)\n",
            "Zero",
            "def f(m):\n    if isinstance(m, (nn.Dense, nn.Embedding)):\n        " + filled("m.weight", "Zero()"),
        ),
    ],
)
def test_initialisation_becomes_a_whole_statement(before: str, kind: str, after: str) -> None:
    first, second = HEAD.splitlines(keepends=True)
    assert fixed(before) == first + FILL.format(kind) + second + after


@pytest.mark.parametrize(
    "code",
    [
        "w = nn.init.zeros_(w)\n",
        "nn.init.zeros_(f())\n",
        "nn.init.zeros_(next(layers).weight)\n",
        "nn.init.zeros_(*w)\n",
        "nn.init\n",
    ],
)
def test_initialisation_that_is_no_statement_stays(code: str) -> None:
    assert fixed(code) == code


def test_imports_of_one_pass_become_one() -> None:
    code = "nn.init.zeros_(a)\nnn.init.ones_(b)\nnn.init.normal_(c)\n"
    line = fixed(code).splitlines()[1]
    assert line == "from mindspore.common.initializer import Normal, One, Zero, initializer"


def test_imported_initialisation_is_written_out_at_all_its_calls() -> None:
    head = "from mindspore.common.initializer import zeros_ as fill\n"
    after = "from mindspore.common.initializer import initializer, Zero\n"
    assert fixed("fill(a)\nfill(b.data)\n", head=head) == after + filled("a", "Zero()") + filled("b", "Zero()")
    assert fixed("fill(a)\nf = fill\n", head=head) == "fill(a)\nf = fill\n"


STEP = """\
def train(net, data, optimizer, loss_fn):
    for x, y in data:
        optimizer.zero_grad()
        z = net(x)  # forward
        loss = loss_fn(z, y)

        loss.backward()
        optimizer.step()
        print(loss.item(){more})
"""
MENDED = """\
def train(net, data, optimizer, loss_fn):
    for x, y in data:
        def forward_fn():
            z = net(x)  # forward
            loss = loss_fn(z, y)

            return {results}

        {given}, grads = ms.value_and_grad(forward_fn, None, optimizer.parameters{aux})()
        optimizer(grads)
        print(loss.item(){more})
"""


def test_training_step_becomes_a_function_and_its_gradients() -> None:
    assert fixed(STEP.format(more="")) == MENDED.format(results="loss", given="loss", aux="", more="")
    aux = {"results": "loss, z", "given": "(loss, z)", "aux": ", has_aux=True", "more": ", z"}
    assert fixed(STEP.format(more=", z")) == MENDED.format(**aux)


def test_forward_pass_before_the_gradients_are_cleared_is_found() -> None:
    lines = STEP.format(more="").splitlines(keepends=True)
    lines.insert(5, lines.pop(2))
    after = MENDED.format(results="loss", given="loss", aux="", more="")
    mended = fixed("".join(lines))
    assert [line for line in mended.splitlines() if line] == [line for line in after.splitlines() if line]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("loss.backward()", "loss.backward(retain_graph=True)"),
        ("optimizer.step()", "clip(net)\n        optimizer.step()"),
        ("optimizer.step()", "other.step()"),
        ("loss = loss_fn(z, y)", "loss = loss_fn(z, y)\n        if loss > 3: continue"),
        ("loss = loss_fn(z, y)", "total += loss_fn(z, y)\n        loss = total"),
        ("print(", "grads = 1; print("),
        ("loss.backward()", "loss.backward(); print(1)"),
    ],
)
def test_training_step_with_more_to_it_stays(old: str, new: str) -> None:
    code = STEP.format(more="").replace(old, new)
    assert fixed(code) == code


def test_what_a_star_gives_goes_into_the_tuple_of_a_size_but_not_surely() -> None:
    code = "def f(n, s):\n    return ops.zeros(1, n // 2, *s)\n"
    assert fixed(code) == "def f(n, s):\n    return ops.zeros((1, n // 2, *s))\n"
    assert fixed(code, least=Applicability.SAFE) == code


TENSORS = HEAD + "x = ops.ones((2, 3))\nids = ms.Tensor([[0], [1]])\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("p = nn.MaxPool2d(2, ceil_mode=True)\n", 'p = nn.MaxPool2d(2, ceil_mode=True, pad_mode="pad", stride=2)\n'),
        ("p = nn.AvgPool2d(3, 1, padding=1)\n", 'p = nn.AvgPool2d(3, 1, padding=1, pad_mode="pad")\n'),
        ("n = nn.LayerNorm(3, 1e-3)\n", "n = nn.LayerNorm((3,), epsilon=1e-3)\n"),
        ("y = ops.gather(x, 1, ids)\n", "y = ops.gather_elements(x, 1, ids)\n"),
        ("d = -1\ny = ops.gather(x, d, ids)\n", "d = -1\ny = ops.gather_elements(x, d, ids)\n"),
        ("y = x.new_zeros(2, 3)\n", "y = x.new_zeros((2, 3))\n"),
        ("y = x.new_ones(x.shape[0], 3, dtype=ms.int32)\n", "y = x.new_ones((x.shape[0], 3), dtype=ms.int32)\n"),
        ("y = x.new_empty(n, 1)\n", "y = x.new_empty((n, 1))\n"),
    ],
)
def test_what_means_another_argument_in_mindspore_is_put_right(before: str, after: str) -> None:
    assert fixed(before, head=TENSORS) == after


@pytest.mark.parametrize(
    "code",
    [
        "p = nn.MaxPool2d(next(kernels), padding=1)\n",
        "n = nn.LayerNorm((3,), -1)\n",
        "y = ops.unique(x, sorted=True)\n",
        "y = ops.gather(x, ids, 1)\n",
        "y = ops.gather(x, ids, ms.Tensor(1))\n",
        "y = ops.gather(x, ids, 0, 1)\n",
        "y = x.new_zeros((2, 3), ms.int32)\n",
        "y = x.new_zeros(x.shape, ms.int32)\n",
        "y = x.new_zeros(size, dtype)\n",
    ],
)
def test_what_mindspore_takes_stays(code: str) -> None:
    assert fixed(code, head=TENSORS) == code


def test_values_that_are_not_sorted_are_taken_with_a_look_alone() -> None:
    code = "y = ops.unique(x) + 1\nz = ops.max(x) + 1\n"
    after = "y = ops.unique(x) + 1\nz = ops.max(x)[0] + 1\n"
    assert fixed(code, least=Applicability.SAFE, head=TENSORS) == after
    assert fixed(code, head=TENSORS) == after.replace("unique(x)", "unique(x)[0]")
