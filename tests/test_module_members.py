"""All 54 public members of torch.nn.Module, on a Cell: what the linter says of each in five MindSpore versions.

The expectations are written down from MindSpore's wheels and run-time checks, not read from the package's own data.
"""

from __future__ import annotations

import pytest

from lint_plugin.confidence import Confidence
from lint_plugin.finding import Finding
from lint_plugin.mindspore import versions
from tests.conftest import Check, places

VERSIONS = ("2.0", "2.5", "2.6", "2.10", None)

# Members that no MindSpore's Cell has under the same name, and what the message tells to write for `net.NAME(a)`.
NEVER = {
    "add_module": "net.insert_child_to_cell(a)",
    "bfloat16": "net.to",
    "call_super_init": "leave it out",
    "children": "net.cells()",
    "cpu": 'mindspore.set_device("CPU")',
    "cuda": 'mindspore.set_device("GPU")',
    "double": "float64",
    "dump_patches": "leave it out",
    "eval": "net.set_train(False)",
    "extra_repr": "net.extend_repr()",
    "float": "(float32) (needs 'from mindspore import float32')",
    "get_parameter": "dict(net.parameters_and_names())[a]",
    "get_submodule": "[a]",
    "half": "(float16) (needs 'from mindspore import float16')",
    "ipu": "MindSpore has no such device",
    "modules": "net.cells_and_names()",
    "mtia": "MindSpore has no such device",
    "named_children": "net.name_cells().items()",
    "named_modules": "net.cells_and_names()",
    "named_parameters": "net.parameters_and_names()",
    "parameters": "net.get_parameters()",
    "register_full_backward_hook": "net.register_backward_hook(a)",
    "register_full_backward_pre_hook": "register_",
    "register_module": "net.insert_child_to_cell(a)",
    "register_parameter": "net.insert_param_to_cell(a)",
    "requires_grad_": "for p in net.get_parameters(): p.requires_grad = a",
    "set_submodule": "assign the Cell to the attribute of its parent",
    "share_memory": "leave it out",
    "train": "net.set_train(a)",
    "type": "net.to",
    "xpu": "MindSpore has no such device",
    "zero_grad": "drop it, with the backward() and step() that belong to it",
}

# Where the message says something else in some versions: 2.0 has neither a bfloat16 of to_float nor set_device.
IN_SOME = {
    ("bfloat16", "2.0"): "from MindSpore 2.10 on, to() casts them",
    ("cpu", "2.0"): 'mindspore.set_context(device_target="CPU")',
    ("cuda", "2.0"): 'mindspore.set_context(device_target="GPU")',
    ("get_submodule", "2.6"): "net.get_sub_cell(a)",
    ("get_submodule", "2.10"): "net.get_sub_cell(a)",
}

# Members that a Cell has from a version on.
FROM_2_6 = {
    *("T_destination", "get_buffer", "get_extra_state", "load_state_dict", "register_load_state_dict_post_hook"),
    *("register_load_state_dict_pre_hook", "register_state_dict_post_hook", "register_state_dict_pre_hook"),
    *("set_extra_state", "state_dict"),
}
FROM_2_10 = {"to", "to_empty"}

# The same in all of the versions asked for: apply since 2.0, the forward hooks since 1.7, the others longer.
SAME = {"apply", "compile", "register_backward_hook", "register_forward_hook", "register_forward_pre_hook", "training"}

# Members with a rule of their own, by version; MSP104 is silent where a Cell has the method, MSP207 on a Cell
# without BatchNorm.
OTHERS = {
    "forward": dict.fromkeys(VERSIONS, "MSP102"),
    "buffers": {"2.0": "MSP103", "2.5": "MSP103", "2.6": None, "2.10": None, None: "MSP103"},
    "named_buffers": {"2.0": "MSP103", "2.5": "MSP103", "2.6": None, "2.10": None, None: "MSP103"},
    "register_buffer": {"2.0": "MSP104", "2.5": "MSP104", "2.6": None, "2.10": None, None: "MSP104"},
}

MEMBERS = [*NEVER, *FROM_2_6, *FROM_2_10, *SAME, *OTHERS]


def expected(name: str, version: str | None) -> str | None:
    """Return the code that `net.NAME(a)` is reported under, None where it isn't."""
    if name in OTHERS:
        return OTHERS[name][version]
    if name in NEVER:
        return "MSP108"
    since = (2, 6) if name in FROM_2_6 else (2, 10) if name in FROM_2_10 else (0, 0)
    return "MSP108" if version is not None and versions.parse(version) < since else None


def ask(check: Check, text: str, version: str | None = None, **more: object) -> list[Finding]:
    return check(text, mindspore_version=None if version is None else versions.parse(version), **more)


def test_every_member_is_walked_once() -> None:
    assert len(MEMBERS) == len(set(MEMBERS)) == 54


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", sorted(MEMBERS))
def test_what_is_said_of_a_member(check: Check, name: str, version: str | None) -> None:
    found = ask(check, f"from mindspore import nn\nnet = nn.Dense(4, 4)\nnet.{name}(a)\n", version)
    code = expected(name, version)
    assert [finding.code for finding in found] == ([] if code is None else [code])
    if name in NEVER:
        assert IN_SOME.get((name, version or ""), NEVER[name]) in found[0].message
        assert found[0].confidence is Confidence.HIGH


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", sorted(MEMBERS))
def test_nothing_is_said_where_the_class_has_the_member(check: Check, name: str, version: str | None) -> None:
    text = (
        f"from mindspore import nn\nclass Net(nn.Cell):\n    def {name}(self, *a): ...\n"
        f"    def construct(self, x): ...\nNet().{name}(a)\n"
    )
    assert [finding for finding in ask(check, text, version) if finding.line > 3] == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("nn.Adam(net.parameters(), 0.1)", "net.trainable_params()"),
        ("nn.Adam([{'params': net.parameters()}])", "net.trainable_params()"),
        ("build_optimizer(filter(f, net.parameters()))", "net.trainable_params()"),
        ("count(net.parameters())", "net.get_parameters()"),
        ("net.register_parameter('w', None)", "net.w = None"),
        ("net.register_parameter('w', w)", "net.insert_param_to_cell('w', w)"),
        ("net.train()", "net.set_train()"),
        ("net.requires_grad_()", "p.requires_grad = True"),
        ("f = net.train", "net.set_train(...)"),
        ("f = getattr(net, 'eval')", "net.set_train(False)"),
        ("net.get_submodule('a.b')", "dict(net.cells_and_names())['a.b']"),
        ("nn.Dense.eval(net)", "set_train(False)"),
    ],
)
def test_replacement_names_what_the_code_names(check: Check, line: str, told: str) -> None:
    found = ask(check, f"from mindspore import nn\nnet = nn.Dense(4, 4)\n{line}\n")
    assert [finding.code for finding in found] == ["MSP108"]
    assert told in found[0].message


@pytest.mark.parametrize(
    ("line", "version", "told"),
    [
        ("net.to('cuda')", "2.5", 'ms.set_device("GPU")'),
        ("net.to('cuda:0')", "2.10", "raises ValueError"),
        ("net.to(ms.float16)", "2.5", "net.to_float(ms.float16)"),
        ("net.half()", "2.5", "net.to_float(ms.float16)"),
        ("net.half()", "2.10", "net.to(ms.float16)"),
        ("net.get_submodule('a.b')", "2.6", "net.get_sub_cell('a.b')"),
        ("net.cuda()", "2.0", 'ms.set_context(device_target="GPU")'),
        ("net.load_state_dict(d)", "2.5", "ms.load_param_into_net(net, d)"),
        ("net.load_state_dict(d, assign=True)", "2.6", "no keyword 'assign'"),
        ("net.load_state_dict(d, assign=True)", None, "no keyword 'assign'"),
        ("net.apply(f)", "1.10", "for _, cell in net.cells_and_names(): f(cell)"),
    ],
)
def test_replacement_is_one_that_the_version_has(check: Check, line: str, version: str | None, told: str) -> None:
    found = ask(check, f"import mindspore as ms\nfrom mindspore import nn\nnet = nn.Dense(4, 4)\n{line}\n", version)
    assert [finding.code for finding in found] == ["MSP108"]
    assert told in found[0].message


def test_to_a_dtype_is_left_alone_from_the_version_that_has_it(check: Check) -> None:
    text = "import mindspore as ms\nfrom mindspore import nn\nnn.Dense(4, 4).to(ms.float16)\n"
    assert ask(check, text, "2.10") == []
    assert ask(check, text) == []


LEFT_ALONE = {
    "Model": "import mindspore as ms\nmodel = ms.Model(net)\nmodel.train(1, data)\nmodel.eval(data)\n",
    "metric": "from mindspore import nn\nmetric = nn.Accuracy()\nmetric.eval()\n",
    "optimizer": "from mindspore import nn\nopt = nn.SGD(params, 0.1)\nfor p in opt.parameters: ...\n",
    "own optimizer": "from mindspore import nn\nclass Own(nn.Optimizer):\n"
    "    def construct(self, g): return self.parameters\n",
    "bijector": "import mindspore.nn.probability.bijector as msb\nmsb.Exp().parameters\n",
    "process": "import psutil\nimport mindspore\nfor child in psutil.Process().children(recursive=True): ...\n",
    "torch": "import torch\nfrom mindspore import nn\nnet = torch.nn.Linear(4, 4)\nnet.eval()\nnet.parameters()\n",
    "nn of torch": "import mindspore\nimport torch.nn as nn\nnet = nn.Linear(4, 4)\nnet.eval()\nnet.parameters()\n",
    "dead": "from mindspore import nn\nnet = nn.Dense(4, 4)\nif False:\n    net.eval()\n",
    "hasattr": "from mindspore import nn\nnet = nn.Dense(4, 4)\nif hasattr(net, 'eval'):\n    net.eval()\n",
    "try": "from mindspore import nn\nnet = nn.Dense(4, 4)\ntry:\n    net.eval()\nexcept AttributeError:\n    pass\n",
    "patch": "from mindspore import nn\nnn.Cell.parameters = nn.Cell.get_parameters\nnn.Dense(4, 4).parameters()\n",
    "given": "from mindspore import nn\nlayer = nn.Dense(4, 4)\nlayer.type = 'dense'\nprint(layer.type)\n",
    "subclass": "from mindspore import nn\nclass Base(nn.Cell):\n    def go(self): self.eval()\n"
    "class Net(Base):\n    def eval(self): ...\n",
    "attribute": "from mindspore import nn\nclass Net(nn.Cell):\n    def __init__(self):\n        super().__init__()\n"
    "        self.modules = []\n    def construct(self, x): return self.modules\n",
    "untyped": "from mindspore import nn\ndef f(net):\n    net.eval()\n    net.train()\n    net.half()\n",
    "tensor": "import mindspore as ms\nx = ms.Tensor(1)\nx.float()\nx.half()\nx.type(ms.float32)\n",
    "parameter": "from mindspore import nn\nfor p in nn.Dense(4, 4).get_parameters():\n    p.requires_grad_(False)\n",
    "data parallel": "from mindspore.parallel.distributed import DistributedDataParallel\n"
    "DistributedDataParallel(net).zero_grad()\n",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
@pytest.mark.parametrize("version", VERSIONS)
def test_look_alike_is_left_alone(check: Check, text: str, version: str | None) -> None:
    assert [found for found in ask(check, text, version) if found.code == "MSP108"] == []


@pytest.mark.parametrize("name", ["parameters", "named_parameters", "modules", "named_modules", "zero_grad"])
def test_call_on_an_untyped_receiver_is_a_guess_where_the_file_speaks_for_mindspore(check: Check, name: str) -> None:
    use = f"def f(net):\n    net.{name}()\n"
    assert [f.confidence for f in ask(check, f"from mindspore import nn\n{use}")] == [Confidence.GUESS]
    assert ask(check, f"from mindspore import nn\nimport torch\n{use}") == []
    assert ask(check, use) == []
    assert ask(check, f"from mindspore import nn\ndef f(net):\n    return net.{name}\n") == []


def test_parameter_that_is_reassigned_keeps_its_annotation(check: Check) -> None:
    text = (
        "from mindspore import nn\ndef f(net: nn.Cell = None):\n    if net is None:\n"
        "        net = build()\n    net.eval()\n"
    )
    assert [(f.line, f.confidence) for f in ask(check, text)] == [(5, Confidence.INFERRED)]


def test_setter_does_not_hide_that_an_attribute_holds_a_cell(check: Check) -> None:
    text = """
        from mindspore import nn
        class Net(nn.Cell):
            def __init__(self):
                super().__init__()
                self.head = nn.Dense(4, 4)
            def set_head(self, head):
                self.head = head
            def freeze(self):
                self.head.requires_grad_(False)
    """
    assert [(f.code, f.confidence) for f in ask(check, text)] == [("MSP108", Confidence.INFERRED)]


def test_no_guess_beside_an_imported_class_whose_base_elsewhere_has_the_method(check: Check) -> None:
    files = {
        "pkg/__init__.py": "from .models import Net\n",
        "pkg/layers.py": "class Layer:\n    def parameters(self): ...\n",
        "pkg/models.py": "from .layers import Layer\nclass Net(Layer): ...\n",
    }
    use = "def f(net):\n    net.parameters()\n"
    assert ask(check, f"import mindspore\nfrom pkg import Net\n{use}", files=files) == []
    assert places(ask(check, f"import mindspore\nfrom pkg import other\n{use}", files=files)) == [("MSP108", 4)]
