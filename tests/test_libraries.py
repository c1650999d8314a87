"""Libraries that change MindSpore when they are imported, and those that bring torch-like layers."""

from __future__ import annotations

import pytest

from lint_plugin.mindspore import libraries


@pytest.mark.parametrize(
    ("library", "name", "version", "patched"),
    [
        # written down from mindnlp/injection.py of the releases
        ("mindnlp", "mindspore.nn.Cell.half", (0, 2), True),
        ("mindnlp", "mindspore.nn.Cell.float", (0, 3), True),
        ("mindnlp", "mindspore.nn.Cell.bfloat16", (0, 3), True),
        ("mindnlp", "mindspore.nn.Cell.load_state_dict", (0, 2), False),
        ("mindnlp", "mindspore.nn.Cell.load_state_dict", (0, 3), True),
        ("mindnlp", "mindspore.nn.cell.Cell.half", (0, 3), True),
        ("mindnlp", "mindspore.ops.zeros", (0, 2), True),
        ("mindnlp", "mindspore.ops.std", (0, 3), True),
        ("mindnlp", "mindspore.ops.masked_fill", (0, 3), True),
        ("mindnlp", "mindspore.nn.LayerNorm", (0, 2), True),
        ("mindnlp", "mindspore.nn.Conv1d", (0, 3), True),
        ("mindnlp", "mindspore.nn.Dropout", (0, 2), False),
        ("mindnlp", "mindspore.nn.Dropout", (0, 3), True),
        ("mindnlp", "mindspore.tensor", (0, 2), True),
        ("mindnlp", "mindspore.Tensor.repeat_interleave", (0, 2), True),
        ("mindnlp", "mindspore.common.tensor.Tensor.expand", (0, 3), True),
        # 0.1 had no such file, 0.4 has none any more
        ("mindnlp", "mindspore.ops.zeros", (0, 1), False),
        ("mindnlp", "mindspore.nn.Cell.half", (0, 4), False),
        ("mindnlp", "mindspore.ops.zeros", (0, 5), False),
        # an unknown version may be any
        ("mindnlp", "mindspore.ops.zeros", None, True),
        ("mindnlp", "mindspore.nn.Cell.load_state_dict", None, True),
        ("mindnlp", "mindspore.nn.Cell.parameters", None, False),
        ("mindnlp", "mindspore.nn.Conv2d", None, False),
        # generated beside the code: any member may be its
        ("x2ms_adapter", "mindspore.nn.Cell.modules", None, True),
        ("x2ms_adapter", "mindspore.Tensor.to", None, True),
        ("x2ms_adapter", "mindspore.nn.Module", None, False),
        ("msadapter", "mindspore.nn.Cell.half", None, False),
        ("no_such_library", "mindspore.ops.zeros", None, False),
    ],
)
def test_patched_names(library: str, name: str, version: tuple[int, int] | None, patched: bool) -> None:
    assert libraries.patches(library, name, version) is patched


@pytest.mark.parametrize(
    ("path", "version", "torch_like"),
    [
        ("msadapter", None, True),
        ("msadapter.pytorch.nn", None, True),
        ("mindtorch.torch.nn.functional", None, True),
        ("x2ms_adapter.nn", None, True),
        ("mindnlp.core", None, True),
        ("mindnlp.core.nn", (0, 4), True),
        ("mindnlp.core.nn", (0, 3), False),
        ("mindnlp.corex", None, False),
        ("mindnlp", None, False),
        ("mindnlp.transformers", None, False),
        ("mindspore.nn", None, False),
        ("torch.nn", None, False),
    ],
)
def test_torch_like_modules(path: str, version: tuple[int, int] | None, torch_like: bool) -> None:
    assert libraries.is_torch_like(path, version) is torch_like


@pytest.mark.parametrize(
    ("path", "library"),
    [("mindnlp.transformers", "mindnlp"), ("msadapter", "msadapter"), ("mindnlpx", ""), ("torch", "")],
)
def test_library_of_an_import(path: str, library: str) -> None:
    assert libraries.library(path) == library


def test_what_a_library_puts_there_may_be_as_strict() -> None:
    assert libraries.is_as_strict("mindnlp", "mindspore.nn.Conv1d", (0, 3))
    assert not libraries.is_as_strict("mindnlp", "mindspore.nn.Conv1d", (0, 4))
    assert not libraries.is_as_strict("mindnlp", "mindspore.ops.zeros", (0, 3))
    assert not libraries.is_as_strict("numpy", "mindspore.nn.Conv1d")
