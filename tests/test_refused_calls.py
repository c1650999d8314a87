"""What MSP112 and MSP113 say of calls, which they leave alone, and what their fixes write."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from lint_plugin.engine import Engine
from lint_plugin.finding import Finding
from lint_plugin.settings import Settings
from tests.conftest import Tree

Found = Callable[..., list[Finding]]
HEAD = "import mindspore as ms\nfrom mindspore import mint, nn, ops\n"


@pytest.fixture
def found(tree: Tree) -> Found:
    """Check a text, among other files, by the two rules."""

    def run(text: str, files: dict[str, str] | None = None) -> list[Finding]:
        root = tree({**(files or {}), "checked.py": text})
        path = root / "checked.py"
        result = Engine(Settings(select=("MSP112", "MSP113"))).check(str(path), path.read_bytes())
        assert not result.problems, result.problems
        return result.findings

    return run


SAID = {
    "nn.Conv2d(3, 8, 3, bias=False)": "nn.Conv2d has no argument 'bias': write has_bias=False",
    "ops.cat((x, x), dim=1)": "ops.cat has no argument 'dim': write axis=1",
    "nn.ReLU(inplace=True)": "nn.ReLU has no argument 'inplace': leave it out",
    "nn.ReLU(True)": "nn.ReLU takes no positional arguments: leave out True (inplace)",
    "ops.zeros(2, 3)": "ops.zeros takes the size as one tuple: write ops.zeros((2, 3))",
    "ops.zeros(2, 3, *n)": "ops.zeros takes the size as one tuple: write ops.zeros((2, 3, *n))",
    "ops.zeros(n, 3, 4, dtype=ms.int32)": (
        "ops.zeros takes the size as one tuple: write ops.zeros((n, 3, 4), dtype=ms.int32)"
    ),
    "mint.zeros(2, n)": "mint.zeros takes the size as one tuple: write mint.zeros((2, n))",
    "nn.Adam(p, lr=1e-3, betas=(0.9, 0.99))": (
        "nn.Adam has no arguments 'lr', 'betas': write learning_rate=1e-3, beta1=0.9, beta2=0.99"
    ),
    "ops.randint(5, (2,))": "ops.randint isn't given 'size', which it requires: write ops.randint(0, 5, (2,))",
    "ops.Concat((x, x), dim=-1)": "ops.Concat has no argument 'dim': write ops.cat((x, x), axis=-1)",
    "ops.Zeros(2, 3)": "ops.Zeros takes no positional arguments: write ops.zeros((2, 3))",
    "ops.Concat(1, [x, x])": "ops.Concat takes 1 positional argument at most",
    "ops.sum(x, keep_dims=True, axes=1)": "ops.sum has no arguments 'keep_dims', 'axes'",
    "ops.sum(x, axis=1, keep_dims=True)": ("ops.sum has no arguments 'axis', 'keep_dims': write dim=1, keepdim=True"),
    "nn.L1Loss(reduce=True, size_average=False)": (
        "nn.L1Loss has no arguments 'reduce', 'size_average': "
        "leave out 'reduce', write reduction='sum' for size_average=False"
    ),
    "nn.MSELoss(reduce=False)": "nn.MSELoss has no argument 'reduce': write reduction='none' for reduce=False",
    "nn.MSELoss(size_average=True)": "nn.MSELoss has no argument 'size_average': leave it out",
    "nn.InstanceNorm2d(3, track_running_stats=False)": (
        "nn.InstanceNorm2d has no argument 'track_running_stats': leave it out"
    ),
    "nn.ReLU(ms.Tensor(x))": "nn.ReLU takes no positional arguments: write nn.ReLU()(ms.Tensor(x))",
    "nn.Softmax(ops.ones(3), dim=-1)": "nn.Softmax has no argument 'dim': write nn.Softmax(axis=-1)(ops.ones(3))",
    "nn.MaxPool2d(ops.ones(n), 2, stride=2)": (
        "nn.MaxPool2d is given 'stride' twice: write nn.MaxPool2d(2, stride=2)(ops.ones(n))"
    ),
    "nn.MSELoss(x, n)": "nn.MSELoss takes 1 positional argument at most: write nn.MSELoss()(x, n)",
    "nn.L1Loss(x, n, reduction='sum')": (
        "nn.L1Loss is given 'reduction' twice and takes 1 positional argument at most: "
        "write nn.L1Loss(reduction='sum')(x, n)"
    ),
    "nn.ReLU(n)": "nn.ReLU takes no positional arguments: leave out n (inplace)",
    "nn.LayerNorm((3,), elementwise_affine=False)": (
        "nn.LayerNorm has no argument 'elementwise_affine': MindSpore has nothing for elementwise_affine=False"
    ),
    "nn.Conv2d(3, 8, 3, padding=1)": (
        "nn.Conv2d takes padding=1 only with pad_mode='pad': write pad_mode='pad', padding=1"
    ),
    "nn.Conv2d(3, 8, 3, 1, 1, 1, 1, False)": (
        "nn.Conv2d takes its 5th argument as pad_mode, not as padding: "
        "write pad_mode='pad', padding=1, dilation=1, group=1, has_bias=False"
    ),
    "nn.Conv2d(3, 8, 3, pad_mode='pad', padding=(1, 2))": (
        "nn.Conv2d takes an int or 4 of them as padding, not (1, 2): write pad_mode='pad', padding=(1, 1, 2, 2)"
    ),
    "nn.Conv2d(3, 8, 3, padding=n)": (
        "nn.Conv2d refuses padding=n if it isn't 0, unless pad_mode='pad' is given: write pad_mode='pad', padding=n"
    ),
    "nn.Conv2d(3, 8, 3, padding='same')": "nn.Conv2d takes no string as padding: write pad_mode='same'",
    "nn.Conv2d(3, 8, 3, 1, 'pad', 'same')": "nn.Conv2d takes no string as padding",
    "nn.MaxPool2d(3, 1, 'same', 'NCHW')": "nn.MaxPool2d takes no string as padding: write data_format='NCHW'",
    "nn.LayerNorm(4)": "nn.LayerNorm takes no int as normalized_shape: write (4,)",
    "nn.Embedding(10, 3, 0)": "nn.Embedding takes no int as use_one_hot: write padding_idx=0",
    "nn.Dropout(1)": "nn.Dropout takes no int as keep_prob",
    "nn.Dropout(0.0)": "nn.Dropout takes no 0.0 as keep_prob: write p=0.0",
    "nn.Upsample(scale_factor=2)": (
        "nn.Upsample takes no int as scale_factor and needs recompute_scale_factor=True beside scale_factor: "
        "write scale_factor=2.0, recompute_scale_factor=True"
    ),
}


@pytest.mark.parametrize("call", SAID)
def test_message(call: str, found: Found) -> None:
    (finding,) = found(f"{HEAD}def f(x, p, n):\n    return {call}\n")
    assert finding.message.partition(" (http")[0] == SAID[call]


def test_nothing_is_written_for_a_dropout_that_would_keep_what_torch_drops(found: Found) -> None:
    (finding,) = found(f"{HEAD}drop = nn.Dropout(1)\n")
    assert finding.fix is None


def test_arguments_whose_order_differs_make_no_layer(found: Found) -> None:
    findings = found(f"{HEAD}def f(n):\n    return nn.MaxPool2d(ops.ones(n), 2, 2, 1, stride=2)\n")
    assert not any("nn.MaxPool2d(2" in finding.message for finding in findings)
    assert findings


def test_what_a_network_is_handed_where_it_runs_is_data(found: Found) -> None:
    text = f"{HEAD}class Net(nn.Cell):\n    def construct(self, x):\n        return nn.Sigmoid({{}})\n"
    (finding,) = found(text.format("x"))
    assert (finding.message.count("write nn.Sigmoid()(x)"), finding.fix) == (1, None)
    (flag,) = found(text.replace("Sigmoid", "ReLU").format("self.inplace"))
    assert "leave out self.inplace" in flag.message


@pytest.mark.parametrize(
    "call",
    [
        "nn.Conv2d(3, 8, 3, pad_mode=mode, padding=1)",
        "nn.Conv2d(3, 8, 3, pad_mode='same', padding=n)",
        "nn.Conv2d(3, 8, 3, padding=zero)",
        "nn.Conv2d(3, 8, 3, padding=1, **more)",
        "nn.Conv2d(3, 8, 3, 1, mode)",
        "nn.MaxPool2d(2, 2, ceil_mode=n)",
        "nn.LayerNorm(n)",
        "nn.Embedding(10, 3, n)",
        "nn.Dropout(0.1)",
        "ops.zeros(x.shape, ms.float32)",
        "ms.enable_dynamic(x=x)",
        "ops.zeros(n, mode)",
        "ops.split(x, output_num=2)",
        "x.sum(dim=1)",
        "mint.nn.Conv2d(3, 8, 3, 1, 1, bias=False)",
    ],
)
def test_call_that_may_be_right(call: str, found: Found) -> None:
    assert found(f"{HEAD}def f(x, n, mode, more, zero=0):\n    return {call}\n") == []


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("def f(n):\n    return ops.ones(n, n)", "write ops.ones((n, n))"),
        ("def f(n, m: int):\n    return ops.zeros(n, m)", "write ops.zeros((n, m))"),
        ("def f(n, m=4):\n    return ops.zeros(n, m)", "write ops.zeros((n, m))"),
        ("def f(n: int):\n    return nn.LayerNorm(n)", "write (n,)"),
        ("def f(n):\n    return nn.LayerNorm(n), n // 2", "write (n,)"),
        ("def f(n):\n    return nn.LayerNorm(n), nn.Dense(n, 4)", "write (n,)"),
        ("def f(x):\n    return ops.max(x, x[:, :2])", "write ops.maximum"),
        ("def f(x):\n    return ops.min(x, ops.ones(3))", "write ops.minimum"),
    ],
)
def test_what_an_argument_is_shows_in_what_is_done_with_it(code: str, told: str, found: Found) -> None:
    (finding,) = found(f"{HEAD}{code}\n")
    assert told in finding.message


@pytest.mark.parametrize(
    "code",
    [
        "def f(n, mode: ms.dtype):\n    return ops.zeros(n, mode)",
        "def f(n=(4,)):\n    return nn.LayerNorm(n), n // 2",
        "def f(n: tuple):\n    return nn.LayerNorm(n), nn.Dense(n, 4)",
        "def f(n=None):\n    n = (4,)\n    return nn.LayerNorm(n), n - 1",
        "def f(n):\n    return nn.LayerNorm(n), 2 * n, n + (3,)",
        "def f(n=True):\n    return ops.zeros(3, n)",
        "def f(x, axis):\n    return ops.max(x, axis)",
        "def f(x, axes):\n    return ops.max(x, axes[0])",
    ],
)
def test_what_says_nothing_of_an_argument_makes_no_finding(code: str, found: Found) -> None:
    assert found(f"{HEAD}{code}\n") == []


LEFT_ALONE = {
    "error that is caught": """
        try:
            layer = nn.ReLU(inplace=True)
        except TypeError:
            layer = nn.ReLU()
        """,
    "library that replaces it": "import mindnlp\nx = ops.zeros(2, 3)\ny = nn.LayerNorm(4)\n",
    "callable that the file replaces": "nn.ReLU = make_relu\nlayer = nn.ReLU(inplace=True)\n",
    "function of the project": "def zeros(*size):\n    return ops.zeros(size)\nx = zeros(2, 3)\n",
    "name that something else may be bound to": """
        relu = nn.ReLU
        if fast:
            relu = FastReLU
        layer = relu(inplace=True)
        """,
    "callee whose type is asked for": """
        class Processor:
            def __init__(self):
                self.scatter = mint.scatter
            def run(self, x):
                if isinstance(self.scatter, Scatter):
                    return self.scatter(x, 1, x, x, reduce=0)
        """,
    "field of a dataclass": """
        from dataclasses import dataclass
        @dataclass
        class Layers:
            act: type = nn.ReLU
        def make(layers: Layers):
            return layers.act(inplace=True)
        """,
    "class with an __init__ of its own": """
        class Conv(nn.Conv2d):
            def __init__(self, n, bias):
                super().__init__(n, n, 3, has_bias=bias)
        layer = Conv(3, bias=False)
        """,
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_left_alone(text: str, found: Found) -> None:
    assert found(HEAD + textwrap.dedent(text).lstrip()) == []


def test_replacement_that_is_as_strict_is_judged(found: Found) -> None:
    (finding,) = found(f"{HEAD}import mindnlp\nlayer = nn.Conv1d(3, 8, 3, padding=1)\n")
    assert finding.code == "MSP113"


def test_callee_of_another_name_is_told(found: Found) -> None:
    (finding,) = found(f"{HEAD}class Conv(nn.Conv2d):\n    pass\nlayer = Conv(3, 8, 3, bias=True)\n")
    assert finding.message.startswith("Conv (nn.Conv2d) has no argument 'bias'")
