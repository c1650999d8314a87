"""Work that is left undone where a cheap look tells that it finds nothing: counted, not timed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tokenize
import tracemalloc
import weakref
from collections.abc import Sequence
from pathlib import Path

import pytest

from lint_plugin import namespace_search, source
from lint_plugin.engine import Engine
from lint_plugin.semantics import method_definitions
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.settings import Settings
from lint_plugin.suppressions import Reading, comments, directives, noqa

ROOT = Path(__file__).resolve().parent.parent


def test_a_file_without_a_comment_of_ours_is_not_split_into_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    split: list[int] = []

    def tokens(lines: Sequence[str]) -> list[tokenize.TokenInfo]:
        split.append(len(lines))
        return []

    monkeypatch.setattr(directives, "tokens", tokens)
    directives.directives(["x = 1  # noqa", "y = 2"])
    assert split == []
    directives.directives(["x = 1  # mindspore-lint: disable-file=MSP104"])
    assert split == [1]


def test_a_line_that_is_read_by_itself_costs_no_split_into_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    split: list[int] = []
    read = noqa.tokens
    monkeypatch.setattr(noqa, "tokens", lambda lines: split.append(len(lines)) or read(lines))
    lines = ["x = 1  # noqa", "y = 2", "z = \\", "  3  # noqa", 't = """', '"""  # noqa: MSP1']
    found = noqa.Noqa(lines)
    assert (found.silences(1, "MSP101"), found.silences(2, "MSP101"), split) == (True, False, [])
    assert [found.silences(line, "MSP101") for line in (3, 4, 5, 6)] == [True] * 4
    assert split == [len(lines)]
    formatted = noqa.Noqa(['t = f"""', "{net.train()}", '"""  # noqa'])
    assert formatted.silences(2, "MSP101")


def test_a_file_with_findings_but_no_comment_is_not_split_into_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"from mindspore import nn\n\n\ndef run(net: nn.Cell):\n    net.named_parameters()\n"
    engine = Engine(Settings(), reading=Reading(noqa=True))
    monkeypatch.setattr(comments, "apply", lambda *_: pytest.fail("the comments were read"))
    assert engine.check("net.py", text).findings
    with pytest.raises(pytest.fail.Exception):
        engine.check("net.py", text + b"# NoQA\n")


def test_a_file_is_read_into_no_more_memory_than_it_takes(tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    path.write_bytes(b"x = 1\n" * 1000)
    tracemalloc.start()
    try:
        assert source.read(str(path)) == path.read_bytes()
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()


def test_a_file_that_nobody_asks_for_again_leaves_no_cycles(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[weakref.ref[Scope]] = []
    initialize = Scope.__post_init__

    def noted(scope: Scope) -> None:
        initialize(scope)
        made.append(weakref.ref(scope))

    monkeypatch.setattr(Scope, "__post_init__", noted)
    text = (
        "from mindspore import nn\nclass A(nn.Cell):\n  x = 1\nclass B(A):\n  def construct(self):\n    self.train()\n"
    )
    with source.collector_held():  # as in a run of the command
        Engine(Settings()).check("a.py", text.encode())
        assert len(made) > 2 and [scope() for scope in made if scope() is not None] == []


@pytest.mark.skipif(not os.path.exists("/proc/version"), reason="a Linux system's file that says that it is empty")
def test_a_file_that_does_not_tell_its_size_is_read_to_its_end() -> None:
    assert source.read("/proc/version") == Path("/proc/version").read_bytes() != b""
    with pytest.raises(source.SourceError, match="larger than 10 bytes"):
        source.read("/proc/version", most=10)


def test_the_searches_of_a_file_share_what_stands_behind_mindspores_names(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[bytes] = []
    behind = namespace_search._behind

    def counted(aliases: tuple[bytes, ...], mark: bytes, what: bytes) -> re.Pattern[bytes]:
        searched.append(mark)
        return behind(aliases, mark, what)

    monkeypatch.setattr(namespace_search, "_behind", counted)
    Engine(Settings()).wake_up(b"from mindspore import nn, ops\nx = nn.Dense(1, 2)(ops.ones((1, 1)))\n")
    assert searched == [rb"\."]


def test_a_clean_file_is_checked_without_what_takes_long_to_import(tmp_path: Path) -> None:
    (tmp_path / "clean.py").write_text("from mindspore import nn\n")
    code = (
        "import sys; sys.argv = ['', 'clean.py']\nfrom lint_plugin.command.cli import main\nprint(main(), *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
                          capture_output=True, text=True, check=True)  # fmt: skip
    status, *imported = done.stdout.splitlines()[-1].split()
    assert status == "0"
    assert {"dataclasses", "inspect", "lint_plugin.inspection", "multiprocessing"}.isdisjoint(imported)


NOT_WOKEN = [
    "dtype = ms.bfloat16",
    "sys.modules[__name__] = lazy",
    "keys = inspect.signature(self.scheduler.step).parameters.keys()",
    "x = self.scheduler.step(noise, t, latents)[0]",
    "y = inv_freq[None, :, None].float().numpy()",
    "y = scale * x.float() + shift",
    "top = x.max(1)",
    "x = np.finfo(np.float32).min",
    "for name, cell in net.name_cells().items(): pass",
    "dtype = next(self.get_parameters()).dtype",
    "for p in self.get_parameters(): pass",
    "p.requires_grad = requires_grad",
    "'''Put the `model.eval()` first.'''",
    "x = 1  # net.eval()",
    "attention = mint.nn.functional.softmax(scores, dim=-1)",
    "'''\nAs in torch, net.eval() comes first.\n'''",
    "x = x.float().reshape(1, 2)",
    "x = y.permute(0, 2, 1).float()",
    "x = ops.matmul(q, k).float()",
    "x = ops.conv1d(q, k.float())",
    "mask = (x >= 0).float()",
    "def f(x):\n    y = x.float()\n    return y, x.shape",
    "def f(q):\n    y = q.float()\n    return q * 2",
    "drop = ms.mint.nn.Dropout(0.1)",
    "norm = ms.mint.nn.LayerNorm(4)\nx = norm.weight",
    "x = layer.bias",
    "# ms.nn.Softplus()",
    "x = 1  # ms.nn.Softplus()",
    "#  return 'x', net.eval()",
    "# torch.cat((a, b))",
    "# {'a': 1, 'eval': 2}; getattr(x, y)",
    "text = f'{a} `ms.nn.Softplus`'",
    "'''\nms.nn.Softplus()\n'''",
    "y = getattr(x, z), {'a': 1, 'eval': 2}",
    "y = getattr(x, z), ['a', 'eval']",
    "y = getattr(x, z) if hasattr(net.a, 'eval') else 1",
    "for name, cell in self.nets[0].cells_and_names(): pass",
    "cells = [c for _, c in net.cells_and_names() if c]",
    "for name, p in get(net).parameters_and_names(expand=False): pass",
    "dtype = next(iter(self.net.get_parameters())).dtype",
    "from pkg.modules.layers import Layer",
    "p = ms.Parameter(x, name='p')",
    "p = ms.Parameter(ms.ops.ones((2, 3)), x.name)",
    "t = ms.Tensor([[1], [2]], ms.float32)",
    "t = ms.Tensor(x, dtype=x[0].dtype)",
    "class A(ms.nn.Conv2d):\n    pass\n\n\nclass B:\n    def __init__(self):\n        super().__init__(bias=False)",
]
WOKEN = [
    "net.bfloat16()",
    "ops = nn.Cell.parameters",
    "self.modules()",
    "parameters = self.net.parameters()",
    "optimizer.step()",
    "optimizer.step(closure)",
    "layers[1:].float()",
    "values, indices = x.max(axis=1)",
    "values, indices = x.max (axis=1)",
    "for name, cell in net.name_cells(): pass",
    "pairs = dict(self.get_parameters())",
    "layer.requires_grad = False",
    "f'# {net.eval()}'",
    "f'''\n# {net.eval()}'''",
    "attention = scores.softmax(dim=-1)",
    "text = '''\nAs in torch'''\nnet.eval()",
    "f'''\n{net.eval()}\n'''",
    "'''\n'''; net.eval()",
    "class A(ms.nn.Dense):\n    def __init__(self):\n        (super()\n).__init__(1, 2, bias=1)",
    "x = getattr(net, '''eval''')()",
    "x = hasattr(net, 'a'), getattr(net, 'eval')",
    "x = getattr(net, 'eval' # why\n)()",
    "ms.nn.Softplus()  # that of torch",
    "x = '#' + ms.nn.Softplus()",
    "x = 'a\\\n# b', net.eval()",
    "'''\n# b''', net.eval()",
    "f'''\n# {ms.nn.Softplus()}'''",
    "for cell in net.cells_and_names(): cell.eval",
    "for a, (b, c) in net.cells_and_names(): b",
    "for a, b in zip(x, net.parameters_and_names()): b",
    "def f():\n    yield \\\n  from net.modules()",
    "p = ms.Parameter(x, True)",
    "p = ms.Parameter(x, name=flag)",
    "p = ms.Parameter(x, name=x.a if b else False)",
    "t = ms.Tensor(2, 3)",
    "p = ms.Parameter(x, **more, name=flag)",
    "t = ms.Tensor(len(x), len(y))",
    "x = x.float()",
    "x = (net).float()",
    "x = build(net.float())",
    "grad = ops.value_and_grad(net.float())",
    "def f(x):\n    y = net.float()\n    return net.shaped * 2",
    "def f(net):\n    return net.shape\n\n\ndef g(net):\n    return net.float()",
    "drop = ms.nn.Dropout(0.1)",
    "norm = ms.nn.LayerNorm((4,))\nx = norm.weight",
    "x = net.embeddings.weight",
    "smallest = ops.min(x)",
    "class A(ms.nn.Conv2d):\n    def __init__(self):\n        super().__init__(1, 2, 3, bias=False)",
    "class A(ms.nn.Dense):\n    class B: pass\n\n    def __init__(self):\n        super().__init__(1, 2, bias=1)",
]


@pytest.mark.parametrize("line", NOT_WOKEN)
def test_what_the_text_excludes_is_not_parsed(line: str) -> None:
    assert Engine(Settings()).wake_up(f"import mindspore as ms\n{line}\n".encode()).offsets == []


@pytest.mark.parametrize("line", WOKEN)
def test_what_the_text_does_not_exclude_is_parsed(line: str) -> None:
    assert Engine(Settings()).wake_up(f"import mindspore as ms\n{line}\n".encode()).offsets


def test_code_between_docstrings_is_parsed() -> None:
    source = b"import mindspore as ms\n'''\n''', net.eval()\nnet.modules()\n'''\nnet.children()\n'''\nnet.half()\n"
    found = [source[offset:].split(b"(")[0] for offset in Engine(Settings()).wake_up(source).offsets]
    assert found == [b"eval", b"modules", b"half"]


def test_what_a_files_classes_derive_from_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = "from mindspore import nn\n\n\nclass Base(nn.Cell):\n    def forward(self, x):\n        return x\n"
    (tmp_path / "base.py").write_text(base)
    (tmp_path / "derived.py").write_text("from base import Base\n\n\nclass Derived(Base):\n    pass\n")
    seen: list[bytes] = []
    read = method_definitions._derivations
    monkeypatch.setattr(method_definitions, "_derivations", lambda text: seen.append(text) or read(text))
    assert Engine(Settings()).check(str(tmp_path / "base.py"), base.encode()).findings
    assert len(seen) == len(set(seen)) == 2
