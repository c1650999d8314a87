"""What takes the place of torch's names, and of its training step, gives what torch gives: fixes applied, and run."""

from __future__ import annotations

import json

import pytest
from frameworks import Runner

from lint_plugin.command.checking import Task
from lint_plugin.command.fixing import Plan, fix
from lint_plugin.fixes.edit import Applicability
from lint_plugin.mindspore import initializers, layers, rewrites, versions
from lint_plugin.settings import Settings
from tests.ports.naive import ported

CASES = {
    "torch.no_grad": "with torch.no_grad():\n    y = x + 1\nprint(y.tolist())",
    "torch.inference_mode": "@torch.inference_mode()\ndef f():\n    return x + 1\nprint(f().tolist())",
    "torch.enable_grad": "with torch.enable_grad():\n    y = x * 2\nprint(y.tolist())",
    "torch.set_grad_enabled": "with torch.set_grad_enabled(False):\n    y = x * 2\nprint(y.tolist())",
    "torch.jit.ignore": "@torch.jit.ignore\ndef f():\n    return 1\nprint(f())",
    "torch.jit.unused": "@torch.jit.unused\ndef f():\n    return 1\nprint(f())",
    "torch.jit.export": "@torch.jit.export\ndef f():\n    return 1\nprint(f())",
    "torch.jit.interface": "@torch.jit.interface\nclass A:\n    def f(self) -> int:\n        pass\nprint(1)",
    "torch.jit.script": "def f(x):\n    return x + 1\nf = torch.jit.script(f)\nprint(f(x).tolist())",
    "torch.jit.script_if_tracing": "@torch.jit.script_if_tracing\ndef f(x):\n    return x + 1\nprint(f(x).tolist())",
    "torch.jit.is_scripting": "print(torch.jit.is_scripting(), not torch.jit.is_scripting())",
    "torch.jit.is_tracing": "print(1 if torch.jit.is_tracing() else 2)",
    "torch.jit.Final": "class A:\n    n: torch.jit.Final[int]\nprint(A.__annotations__.keys())",
    "torch.jit.annotate": "print(torch.jit.annotate(int, 3))",
    "torch.compiler.disable": "@torch.compiler.disable\ndef f(x):\n    return x + 1\nprint(f(x).tolist())",
    "torch.fx.wrap": "def f(x):\n    return x + 1\ntorch.fx.wrap('f')\nprint(f(x).tolist())",
    "torch._assert": "torch._assert(x.shape[0] == 2, 'two')\nprint(x.tolist())",
    "torch.empty": "print(tuple(torch.empty(2, 3).shape), tuple(torch.empty(*(2, 3), dtype=torch.int32).shape))",
    "torch.as_tensor": "print(torch.as_tensor([1.0, 2.0], dtype=torch.float32, device=None).tolist())",
    "torch.device": "print(str(torch.device('cpu')), isinstance(torch.device('cpu'), torch.device))",
    "torch.manual_seed": "torch.manual_seed(3)\ny = x - torch.rand(2, 2)\nprint(tuple(y.shape))",
    "torch.cuda.is_available": "print(torch.cuda.is_available())",
    "torch.tensor": "print(torch.tensor([1.0, 2.0], device=torch.device('cpu'), dtype=torch.float32).tolist())",
    "torch.finfo": "print(x.masked_fill(x > 1, torch.finfo(torch.float32).min).tolist())",
    "torch.iinfo": "print(int(torch.iinfo(torch.int32).max))",
    "torch.Size": "print(tuple(torch.Size((2, 3))), isinstance(x.shape, torch.Size))",
    "torch.clone": "y = torch.clone(x)\nprint(y.tolist(), y is x)",
    "torch.nn.functional.linear": "y = torch.nn.functional.linear(x, x, bias=None)\nprint(y.tolist())",
    "torch.Generator": "g = torch.Generator(device='cpu')\nprint(g.manual_seed(3).initial_seed())",
    "torch.linalg.eigh": "print([round(v, 4) for v in torch.linalg.eigh(x + x.T)[0].tolist()])",
    "torch.linalg.solve_triangular": "y = torch.linalg.solve_triangular(x, x, upper=True)\nprint(y.tolist())",
}
OF_A_DEVICE = (
    *("synchronize", "current_stream", "memory_allocated", "max_memory_allocated", "memory_reserved"),
    *("max_memory_reserved", "reset_peak_memory_stats"),
)
"""Functions of torch.cuda that run where there is such a device: here it is seen that MindSpore's take no argument."""
CASES |= {f"torch.cuda.{name}": f"print((lambda: torch.cuda.{name}(0)).__name__)" for name in OF_A_DEVICE}
"""The name of a rewrite -> a program of torch, with the tensor x."""
HEAD = "import torch\nx = torch.tensor([[1.0, 2.0], [0.0, 4.0]])\n"


def mended(code: str, mindspore: Runner) -> str:
    """Return what the fixes make of a program's naive port, for this version of MindSpore."""
    version = versions.parse(mindspore.framework.version)
    settings = Settings(mindspore_version=version, extend_select=("MSP927",))
    (file,) = fix([Task("/port.py", settings, ported(code).encode())], Plan(Applicability.UNSAFE))
    assert not file.result.problems
    return file.text.decode()


def test_each_rewrite_has_a_case() -> None:
    assert CASES.keys() == rewrites.names()


@pytest.mark.parametrize("name", CASES)
def test_rewrite_gives_what_torch_gives(name: str, mindspore: Runner, torch: Runner) -> None:
    code = HEAD + CASES[name]
    text = mended(code, mindspore)
    rewrite, version = rewrites.rewrite(name), versions.parse(mindspore.framework.version)
    if rewrite is not None and version is not None and version < rewrite.since:
        assert name.rpartition(".")[2] in text, "what the version lacks is written"
        return
    before, after = torch.run(code), mindspore.run(text)
    assert before.raised is None and before.printed, before
    assert after.raised is None, (text, after)
    assert after.printed == before.printed


def test_functions_of_a_device_take_no_argument(mindspore: Runner) -> None:
    if versions.parse(mindspore.framework.version) < (2, 5):
        return
    code = "import inspect\nimport mindspore\n"
    code += "\n".join(f"print(inspect.signature(mindspore.runtime.{name}))" for name in OF_A_DEVICE)
    outcome = mindspore.run(code)
    assert outcome.raised is None, outcome
    assert set(outcome.printed.split()) == {"()"}


def test_layers_call_their_parameters_as_the_data_say(mindspore: Runner) -> None:
    made = {"mindspore.nn.LayerNorm": "(3,)", "mindspore.nn.GroupNorm": "3, 3", "mindspore.nn.PReLU": ""}
    made["mindspore.nn.Embedding"] = "3, 4"
    code = "import json, sys\nimport mindspore\nfound = {}\n"
    for name in layers.PARAMETERS:
        parameters = f"[n for n, _ in {name}({made.get(name, '3')}).parameters_and_names()]"
        code += f"try:\n    found[{name!r}] = {parameters}\n"
        code += "except (AttributeError, RuntimeError, ValueError): pass\n"
    outcome = mindspore.run(f"{code}print(json.dumps(found))")
    assert outcome.raised is None, outcome
    asked = json.loads(outcome.printed)
    left_out = set(layers.PARAMETERS) - set(asked)  # SyncBatchNorm without a cluster, InstanceNorm without a device
    assert left_out <= {name for name in layers.PARAMETERS if "SyncBatchNorm" in name or "InstanceNorm" in name}
    assert not left_out or mindspore.framework.version != "2.10.0"
    for name, found in asked.items():
        assert set(layers.PARAMETERS[name].values()) <= set(found), name


@pytest.mark.parametrize("function", sorted(initializers.functions()))
def test_call_of_an_initialisation_becomes_a_statement_that_runs(function: str, mindspore: Runner) -> None:
    more = {"constant_": ", 1.0", "sparse_": ", 0.5"}.get(function, "")
    shape = "4, 4, 3" if function == "dirac_" else "4, 4"
    code = f"import torch\nfrom torch import nn\nw = nn.Parameter(torch.ones({shape}))\nnn.init.{function}(w{more})\n"
    after = mended(code, mindspore)
    assert "set_data" in after
    outcome = mindspore.run(after)
    assert outcome.raised is None, (after, outcome)
