"""Messages that once led astray: devices, optimizers, initializers, signatures, and what is only a guess."""

from __future__ import annotations

import pytest

from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import versions
from tests.conftest import Check, places

HEAD = "import mindspore as ms\nfrom mindspore import nn, ops\nnet = nn.Dense(4, 4)\n"


def message(check: Check, code: str, version: str | None = "2.5", language: str = "en") -> str:
    known = None if version is None else versions.parse(version)
    (finding,) = check(HEAD + code, mindspore_version=known, language=language, select=("MSP1",))
    return finding.message.rpartition(" (")[0]


@pytest.mark.parametrize(
    "code",
    ["net.to(device)", "net.to(self.device)", "net.to(device=d)", "net.to(f'cuda:{i}')", "net.to('cpu')", "net.to(x)"],
)
def test_what_is_not_surely_a_dtype_is_dropped(check: Check, code: str) -> None:
    told = message(check, code)
    assert "to_float" not in told
    assert f"drop '{code.removeprefix('net')}', and set the device once" in told.replace('"', "'")


@pytest.mark.parametrize(
    ("code", "dtype"),
    [
        ("net.to(ms.float16)", "ms.float16"),
        ("net.to(dtype=t)", "t"),
        ("net.to(self.dtype)", "self.dtype"),
        ("net.to(weight_dtype)", "weight_dtype"),
        ("d = ms.bfloat16\nnet.to(d)", "d"),
        ("net.to('cuda', ms.float16)", "ms.float16"),
    ],
)
def test_a_dtype_goes_to_to_float(check: Check, code: str, dtype: str) -> None:
    assert f"write net.to_float({dtype})" in message(check, code)


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("2.0", 'before the network is made: ms.set_context(device_target="GPU")'),
        ("2.5", 'before the network is made: ms.set_device("GPU")'),
        (None, 'ms.set_device("GPU"), or before MindSpore 2.5 ms.set_context(device_target="GPU")'),
    ],
)
def test_the_device_is_set_as_the_version_does(check: Check, version: str | None, told: str) -> None:
    text = message(check, "net = nn.Dense(2, 2).cuda()", version)
    assert text.endswith(told)
    assert "drop '.cuda()'" in text


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("nn.SGD([{'params': net.parameters()}], 0.1)", "write net.trainable_params();"),
        ("groups = [{'params': net.parameters(), 'lr': 0.1}]", "write net.trainable_params();"),
        ("groups = {'weights': net.parameters()}", "write net.get_parameters();"),
        ("p = filter(lambda p: p.requires_grad, net.parameters())",
         "in place of filter(...) write net.trainable_params();"),
        ("nn.Adam(filter(pick, net.parameters()), 0.1)",
         "in place of filter(...) write list(filter(pick, net.trainable_params()))"),
        ("nn.Adam((p for p in net.parameters() if p.requires_grad), 0.1)",
         "in place of the generator write net.trainable_params();"),
        ("nn.Adam([{'params': (p for p in net.parameters() if p.ndim > 1)}], 0.1)",
         "in place of the generator write [p for p in net.trainable_params() if p.ndim > 1]"),
        ("nn.Adam([p for p in net.parameters() if p.ndim > 1], 0.1)", "write net.trainable_params();"),
    ],
)  # fmt: skip
def test_an_optimizer_is_given_a_list(check: Check, code: str, told: str) -> None:
    assert told in message(check, code)


def test_zero_grad_of_a_network_goes_with_backward_and_step(check: Check) -> None:
    told = message(check, "net.zero_grad()")
    assert "drop it, with the backward() and step() that belong to it" in told
    assert "ms.value_and_grad(forward, None, net.trainable_params())" in told
    assert told.endswith("loss, grads = grad_fn(inputs); optimizer(grads)")


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (
            "nn.init.kaiming_normal_(net.weight, mode='fan_out')",
            "write net.weight.set_data(initializer(HeNormal(negative_slope=0, mode='fan_out', "
            'nonlinearity="leaky_relu"), net.weight.shape, net.weight.dtype)) '
            "(needs 'from mindspore.common.initializer import HeNormal, initializer')",
        ),
        (
            "nn.init.constant_(net.bias.data, 0)",
            "write net.bias.set_data(initializer(Constant(0), net.bias.shape, net.bias.dtype)) "
            "(needs 'from mindspore.common.initializer import Constant, initializer')",
        ),
        ("f = nn.init.zeros_", "write w.set_data(initializer(Zero(), w.shape, w.dtype))"),
    ],
)
def test_an_initializer_is_told_as_a_whole_statement(check: Check, call: str, told: str) -> None:
    assert told in message(check, call)
    name = call.partition("(")[0].removeprefix("f = ")
    assert message(check, call).startswith(f"no MindSpore version has '{name}'")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("with ms.no_grad(): ...", "drop the 'with'"),
        ("ops.istft(x)", "MindSpore has nothing for it"),
        ("nn.RMSNorm(4)", "from MindSpore"),
        ("import mindspore.numpy as mnp\nmnp.random.uniform(0, 1)", "draw with NumPy itself"),
        ("import mindspore.numpy as np\nnp.save('file', x)", "write numpy.save(file, x.asnumpy())"),
    ],
)
def test_no_advice_is_to_look_whether_there_is_anything(check: Check, code: str, told: str) -> None:
    text = message(check, code, "2.0")
    assert told in text
    assert "anything" not in text


def test_names_are_written_as_the_file_knows_them(check: Check) -> None:
    (finding,) = check("from mindspore.nn import Dense\nDense(2, 2).half()\n", mindspore_version=(2, 5))
    assert "to_float(float16) (needs 'from mindspore import float16')" in finding.message
    assert "to_float(ms.float16);" in message(check, "net.half()")
    assert "= ms.Parameter(x, name=" in message(check, 'net.register_buffer("mask", x)')


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import inspect\ninspect.signature(net.forward)", "write net.construct"),
        ("net.forward.__code__", "write net.construct"),
        ("run(net.forward)", "write net.construct, or hand over the Cell itself"),
    ],
)
def test_the_cell_is_no_substitute_for_its_method(check: Check, code: str, told: str) -> None:
    assert message(check, code).endswith(told)


GUESSES = {
    "MSP108": "net.parameters()",
    "MSP103": "net.named_buffers()",
    "MSP104": 'net.register_buffer("mask", x)',
    "MSP110": "for name, p in net.get_parameters(): ...",
}


@pytest.mark.parametrize(("code", "use"), GUESSES.items())
def test_a_guess_says_if(check: Check, code: str, use: str) -> None:
    text = f"from mindspore import nn\ndef f(net):\n    {use}\n"
    (english,) = check(text, select=(code,))
    (chinese,) = check(text, select=(code,), language="zh")
    assert english.confidence is Confidence.GUESS
    assert english.message.startswith("if 'net' is a Cell, ")
    assert chinese.message.startswith("如果 'net' 是 Cell，")
    (sure,) = check(text.replace("(net)", "(net: nn.Cell)"), select=(code,))
    assert not sure.message.startswith("if ")


def test_a_guess_about_batch_norm_says_if(check: Check) -> None:
    text = "from mindspore import nn\ndef f(net):\n    net.named_buffers()\n"
    (finding,) = check(text, mindspore_version=(2, 7))
    assert finding.message.startswith("if 'net' is a Cell with BatchNorm, ")


IN_INIT = "(nn.Cell):\n    def __init__(self):\n        "
HOLDERS = {
    "attribute": (f"class Net{IN_INIT}self.norm = nn.BatchNorm2d(4)\nnet = Net()", "high"),
    "base": ("class Base(nn.Cell):\n    def __init__(self):\n        self.norm = nn.BatchNorm2d(4)\n"
             "class Net(Base): ...\nnet = Net()", "high"),
    "layer of a layer": (f"class Block{IN_INIT}self.norm = nn.BatchNorm2d(4)\n"
                         f"class Net{IN_INIT}self.block = Block()\nnet = Net()", "high"),
    "made by a function": ("def conv():\n    return [nn.Conv2d(1, 1, 1), nn.BatchNorm2d(1)]\n"
                           f"class Net{IN_INIT}self.layers = nn.SequentialCell(conv())\nnet = Net()", "high"),
    "container": ("net = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))", "high"),
    "of MindSpore": ("net = nn.Conv2dBnAct(1, 1, 1)", "high"),
    "none": ("net = nn.SequentialCell(nn.Dense(4, 4))", None),
    "none in the class": ("class Net(nn.Cell):\n    def __init__(self):\n        self.norm = nn.LayerNorm((4,))\n"
                          "net = Net()", None),
}  # fmt: skip


@pytest.mark.parametrize(("made", "confidence"), HOLDERS.values(), ids=HOLDERS.keys())
def test_buffers_are_reported_where_there_is_batch_norm(check: Check, made: str, confidence: str | None) -> None:
    found = check(f"from mindspore import nn\n{made}\nnet.buffers()\n", mindspore_version=(2, 7), select=("MSP207",))
    assert [str(finding.confidence) for finding in found] == ([confidence] if confidence else [])


def test_any_network_may_hold_batch_norm(check: Check) -> None:
    text = "from mindspore import nn\ndef average(net: nn.Cell):\n    return list(net.buffers())\n"
    assert [f.confidence for f in check(text, mindspore_version=(2, 7))] == [Confidence.GUESS]


BASE = "from mindspore import nn\nclass Base(nn.Cell):\n    def construct(self, x): return {call}\n"
DERIVED = "class Net(Base):\n    def forward(self, x): return x\n"


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (BASE.format(call="x") + DERIVED, [5]),
        (BASE.format(call="self.forward(x)") + DERIVED, []),
        (BASE.format(call="x") + DERIVED + "print(Net().forward(1))\n", []),
        (BASE.format(call="x") + "class Net(Base):\n    def forward(self, x): raise NotImplementedError\n", []),
        (BASE.format(call="x") + DERIVED + "    construct = forward\n", []),
    ],
)
def test_forward_below_another_construct(check: Check, code: str, lines: list[int]) -> None:
    assert places(check(code, select=("MSP101",))) == [("MSP101", line) for line in lines]


def test_forward_that_another_file_calls_is_left_alone(check: Check) -> None:
    files = {"run.py": "from net import Net\nprint(Net().forward(1))\n"}
    assert check(BASE.format(call="x") + DERIVED, select=("MSP101",), files=files, name="net.py") == []


def test_stubs_of_torch_jit_are_no_further_finding(check: Check) -> None:
    stub = "    @torch.jit._overload_method\n    def forward(self, x): pass\n"
    code = (
        f"import torch\nfrom mindspore import nn\nclass Net(nn.Cell):\n{stub}{stub}    def forward(self, x): return x\n"
    )
    assert places(check(code, select=("MSP101",))) == [("MSP101", 8)]


COUNTS = "import mindspore\ndef f(net): net.parameters()\n"
LIBRARIES = {
    "nn of a library": f"from mindnlp.core import nn\n{COUNTS}",
    "network of a library": f"from mindnlp.transformers import BertModel\n{COUNTS}",
    "library as torch": f"import msadapter.pytorch as torch\nx = torch.nn\n{COUNTS}",
    "patch": "import mindnlp\nfrom mindspore import nn\nnn.Dense(2, 2).half()\n",
}


@pytest.mark.parametrize("text", LIBRARIES.values(), ids=LIBRARIES.keys())
def test_nothing_is_said_beside_a_library_of_torchs_kind(check: Check, text: str) -> None:
    assert check(text, select=("MSP108",)) == []


def test_modules_in_place_of_a_librarys_own_leave_it_the_others(check: Check) -> None:
    files = {"mindnlp/transformers/bert.py": "from mindnlp.core import nn\n"}
    text = f"from mindnlp.core import nn\nfrom mindnlp.transformers import bert\n{COUNTS}"
    assert check(text, files=files, select=("MSP108",)) == []


def test_what_says_nothing_of_layers_does_not_stop_a_guess(check: Check) -> None:
    text = "import mindspore\nfrom mindnlp.utils import logging\ndef f(net): net.parameters()\n"
    assert places(check(text, select=("MSP108",))) == [("MSP108", 3)]
    assert check(text.replace("from mindnlp.utils", "import mindnlp\nfrom mindnlp.utils")) != []


@pytest.mark.parametrize("name", ["F", "layers"])
def test_namespace_under_a_name_that_an_assignment_gives(check: Check, name: str) -> None:
    text = f"import mindspore\n{name} = mindspore.nn\n{name}.Module\n"
    assert places(check(text, select=("MSP109",))) == [("MSP109", 3)]


def test_the_version_of_a_namespace_is_no_version_test(check: Check) -> None:
    text = "from mindspore import ops\nif ops.__version__ > '2':\n    ops.istft(x)\n"
    assert places(check(text, select=("MSP109",))) == [("MSP109", 2), ("MSP109", 3)]
