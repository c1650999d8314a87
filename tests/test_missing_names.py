"""Names of torch that MindSpore's namespaces lack: what the linter says of every public class of torch.nn.

The expectations are written down from the export lists of MindSpore's wheels, not read from the package's own data.
"""

from __future__ import annotations

import pytest

from lint_plugin.finding import Finding
from lint_plugin.mindspore import versions
from tests.conftest import Check, places

# torch.nn's classes (2.13.0) that mindspore.nn has in no version.
NEVER = """
    AdaptiveLogSoftmaxWithLoss AlphaDropout Bilinear CircularPad1d CircularPad2d CircularPad3d Container ConvTranspose1d
    ConvTranspose2d ConvTranspose3d CrossMapLRN2d DataParallel EmbeddingBag FeatureAlphaDropout Fold Hardshrink
    Hardsigmoid Hardswish LPPool3d LazyBatchNorm1d LazyBatchNorm2d LazyBatchNorm3d LazyConv1d LazyConv2d LazyConv3d
    LazyConvTranspose1d LazyConvTranspose2d LazyConvTranspose3d LazyInstanceNorm1d LazyInstanceNorm2d LazyInstanceNorm3d
    LazyLinear LinearCrossEntropyLoss LocalResponseNorm Module ModuleDict ModuleList MultiLabelMarginLoss NLLLoss2d
    PairwiseDistance ParameterDict ParameterList RMSNorm RNNBase RNNCellBase SELU Sequential Softplus Softshrink
    UpsamplingBilinear2d UpsamplingNearest2d ZeroPad1d ZeroPad3d
""".split()  # noqa: SIM905  a list of one word a line is hard to read

# Those that it has in 2.0, 2.7 and 2.10, and so surely in all of 2.0 to 2.10.
ALWAYS = """
    AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d AdaptiveMaxPool1d AdaptiveMaxPool2d AdaptiveMaxPool3d
    AvgPool1d AvgPool2d AvgPool3d BCELoss BCEWithLogitsLoss BatchNorm1d BatchNorm2d BatchNorm3d CELU CTCLoss
    ChannelShuffle ConstantPad1d ConstantPad2d ConstantPad3d Conv1d Conv2d Conv3d CosineEmbeddingLoss
    CosineSimilarity CrossEntropyLoss Dropout Dropout1d Dropout2d Dropout3d ELU Embedding Flatten
    FractionalMaxPool2d FractionalMaxPool3d GELU GLU GRU GRUCell GaussianNLLLoss GroupNorm Hardtanh
    HingeEmbeddingLoss HuberLoss Identity InstanceNorm1d InstanceNorm2d InstanceNorm3d KLDivLoss L1Loss LPPool1d
    LPPool2d LSTM LSTMCell LayerNorm LeakyReLU LogSigmoid LogSoftmax MSELoss MarginRankingLoss MaxPool1d MaxPool2d
    MaxPool3d MaxUnpool1d MaxUnpool2d MaxUnpool3d Mish MultiLabelSoftMarginLoss MultiMarginLoss MultiheadAttention
    NLLLoss PReLU PixelShuffle PixelUnshuffle PoissonNLLLoss RNN RNNCell RReLU ReLU ReLU6 ReflectionPad1d
    ReflectionPad2d ReflectionPad3d ReplicationPad1d ReplicationPad2d ReplicationPad3d SiLU Sigmoid SmoothL1Loss
    SoftMarginLoss Softmax Softmax2d Softmin Softsign SyncBatchNorm Tanh Tanhshrink Threshold Transformer
    TransformerDecoder TransformerDecoderLayer TransformerEncoder TransformerEncoderLayer TripletMarginLoss
    Unflatten Unfold Upsample ZeroPad2d
""".split()  # noqa: SIM905  a list of one word a line is hard to read

# Absent from 2.0.0, there in the build 2.5.0.dev20250202 and later.
BETWEEN_2_0_AND_2_5 = ["Linear", "TripletMarginWithDistanceLoss"]

# In the builds of 2.6 alone, gone in 2.7; not a Module in torch.
ONLY_2_6 = ["Buffer"]

VERSIONS = ("2.0", "2.5", "2.6", "2.10", None)
CLASSES = [*NEVER, *ALWAYS, *BETWEEN_2_0_AND_2_5, *ONLY_2_6]


def is_missing(name: str, version: str | None) -> bool:
    if name in NEVER:
        return True
    if name in BETWEEN_2_0_AND_2_5:
        return version == "2.0"  # of 2.5 the neighbour that was read, 2.7, has them
    return name in ONLY_2_6 and version in ("2.0", "2.10")  # 2.5 stands between 2.0, and 2.6 that may have had it


def ask(check: Check, text: str, version: str | None = None, **more: object) -> list[Finding]:
    asked = None if version is None else versions.parse(version)
    return check(text, mindspore_version=asked, select=("MSP109",), **more)


def test_every_class_is_walked_once() -> None:
    assert len(CLASSES) == len(set(CLASSES)) == 163 + len(ONLY_2_6)


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_said_of_each_class_of_torch_nn(check: Check, version: str | None) -> None:
    lines = "".join(f"nn.{name}\n" for name in CLASSES)
    found = {finding.line: finding for finding in ask(check, "from mindspore import nn\n" + lines, version)}
    said = {name for number, name in enumerate(CLASSES, 2) if number in found}
    assert said == {name for name in CLASSES if is_missing(name, version)}


@pytest.mark.parametrize("version", VERSIONS)
def test_an_import_is_judged_as_an_attribute_is(check: Check, version: str | None) -> None:
    lines = "".join(f"from mindspore.nn import {name}\n" for name in CLASSES)
    said = {CLASSES[finding.line - 1] for finding in ask(check, lines, version)}
    assert said == {name for name in CLASSES if is_missing(name, version)}


@pytest.mark.parametrize(
    ("use", "told"),
    [
        ("nn.Module", "nn.Cell"),
        ("nn.Sequential", "nn.SequentialCell"),
        ("nn.ModuleList", "nn.CellList"),
        ("nn.ModuleDict", "nn.CellDict"),
        ("nn.Parameter", "mindspore.Parameter"),
        ("nn.ParameterList", "mindspore.ParameterTuple"),
        ("nn.ConvTranspose2d", "nn.Conv2dTranspose"),
        ("nn.functional.relu", "mindspore.ops.relu"),
        ("nn.functional", "mindspore.ops / mindspore.mint.nn.functional"),
        ("nn.init.xavier_uniform_", "mindspore.common.initializer.XavierUniform"),
        ("mint.nn.init.constant_", "mindspore.common.initializer.Constant"),
        ("mint.nn.LSTM", "mindspore.nn.LSTM"),
        ("ops.relu_", "mindspore.mint.nn.functional.relu_"),
        ("nn.Hardswish", "nn.HSwish"),
        ("ms.einsum", "ms.ops.einsum"),
        ("getattr(nn, 'Module')", "nn.Cell"),
    ],
)
def test_replacement(check: Check, use: str, told: str) -> None:
    found = ask(check, f"import mindspore as ms\nfrom mindspore import mint, nn, ops\n{use}\n")
    assert places(found) == [("MSP109", 3)]
    assert f"write {told}" in found[0].message


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("import mindspore.nn as mnn\nmnn.Module\n", 5),
        ("import mindspore\nmindspore.nn.Module\n", 14),
        ("from mindspore import nn as layers\nlayers \\\n  .Module\n", 4),
        ("from mindspore import mint\nmint.nn.Module\n", 9),
        ("from mindspore.mint import nn\nnn.Module\n", 4),
        ("from mindspore import nn\nclass Net(nn.Module): ...\n", 14),
        ("from mindspore import nn\ndef f():\n    return nn.Module\n", 15),
        ("import mindspore.nn.functional as F\n", 8),
        ("from mindspore.nn.functional import relu\n", 6),
        ("from mindspore.nn import (\n    Cell,  # )\n    Module,\n)\n", 5),
    ],
)
def test_is_found_by_whatever_name_the_namespace_goes(check: Check, text: str, column: int) -> None:
    found = ask(check, text)
    assert [finding.code for finding in found] == ["MSP109"]
    assert found[0].column == column


def test_namespace_of_another_file_of_the_project_is_followed(check: Check) -> None:
    files = {"pkg/__init__.py": "", "pkg/base.py": "from mindspore import nn\n"}
    assert places(ask(check, "from pkg.base import nn\nnn.Module\n", files=files)) == [("MSP109", 2)]


LEFT_ALONE = {
    "torch": "import mindspore\nimport torch.nn as nn\nnn.Module\nnn.functional.relu\n",
    "patch": "from mindspore import nn\nnn.Module = nn.Cell\nclass Net(nn.Module): ...\n",
    "setattr": "from mindspore import nn\nsetattr(nn, 'Module', nn.Cell)\nclass Net(nn.Module): ...\n",
    "hasattr": "from mindspore import nn\nif hasattr(nn, 'Module'):\n    nn.Module\n",
    "getattr": "from mindspore import nn\ngetattr(nn, 'Module', nn.Cell)\n",
    "try attribute": "from mindspore import nn\ntry:\n    nn.Module\nexcept AttributeError:\n    pass\n",
    "try import": "try:\n    from mindspore.nn import Module\nexcept ImportError:\n    Module = None\n",
    "version": "import mindspore\nfrom mindspore import nn\nif mindspore.__version__ > '9':\n    nn.Module\n",
    "dead": "from mindspore import nn\nif False:\n    nn.Module\n",
    "type checking": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from mindspore.nn import Module\n",
    "postponed annotation": "from __future__ import annotations\nfrom mindspore import nn\n"
    "def f(x: nn.Module) -> nn.Module: ...\n",
    "local annotation": "from mindspore import nn\ndef f():\n    x: nn.Module = g()\n",
    "own nn": "import mindspore\nimport mynn as nn\nnn.Module\n",
    "what nobody has": "from mindspore import nn\nnn.Frobnicate\n",
    "existing": "import mindspore as ms\nfrom mindspore import nn, ops\nnn.Cell, ops.relu, ms.float32, ms.Parameter\n",
    "text": "from mindspore import nn\n'nn.Module'  # nn.Module\n",
    "rebound": "from mindspore import nn\nfrom torch import nn\nnn.Module\n",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_is_left_alone(check: Check, text: str) -> None:
    assert ask(check, text) == []


def test_annotation_that_is_evaluated_is_reported(check: Check) -> None:
    assert places(ask(check, "from mindspore import nn\ndef f(x: nn.Module): ...\n")) == [("MSP109", 2)]


def test_patch_in_an_imported_module_of_the_project_counts(check: Check) -> None:
    files = {"patches.py": "from mindspore import nn\nnn.Module = nn.Cell\n"}
    assert ask(check, "import patches\nfrom mindspore import nn\nnn.Module\n", files=files) == []


def test_project_with_a_package_mindspore_of_its_own_is_left_alone(check: Check) -> None:
    assert ask(check, "from mindspore import nn\nnn.Module\n", files={"mindspore/__init__.py": ""}) == []


def test_facts_are_read_only_when_a_file_needs_them(check: Check) -> None:
    from lint_plugin.mindspore import namespaces

    namespaces._data.cache_clear()
    check("import torch.nn as nn\nclass Net(nn.Module): ...\n")
    assert namespaces._data.cache_info().currsize == 0
    check("from mindspore import nn\nnn.Module\n")
    assert namespaces._data.cache_info().currsize == 1
