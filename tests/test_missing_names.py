"""Names of torch that MindSpore's namespaces lack: what the linter says of every public class of torch.nn.

The expectations are written down from the export lists of MindSpore's wheels, not read from the package's own data.
"""

from __future__ import annotations

import pytest

from lint_plugin.finding import Finding
from lint_plugin.mindspore import counterparts, namespaces, versions
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
        ("nn.Parameter", "ms.Parameter"),
        ("nn.ParameterList", "ms.ParameterTuple"),
        ("nn.ConvTranspose2d", "nn.Conv2dTranspose"),
        ("nn.functional.relu", "ops.relu / mint.nn.functional.relu"),
        ("nn.functional", "ops / mint.nn.functional"),
        ("nn.init", "ms.common.initializer"),
        ("nn.Softplus", "ops.softplus; a function, not a layer: call it in construct"),
        ("ops.concatenate", "ops.cat"),
        ("ops.tensordot", "ops.tensor_dot"),
        ("nn.Adamax", "nn.AdaMax"),
        ("mint.nn.LSTM", "nn.LSTM"),
        ("ops.relu_", "mint.nn.functional.relu_"),
        ("nn.Hardswish", "nn.HSwish"),
        ("ms.einsum", "ops.einsum / mint.einsum"),
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


def test_is_found_in_a_file_that_gives_namespaces_many_names(check: Check) -> None:
    names = [f"layers{number}" for number in range(100)]
    imports = "".join(f"import mindspore.nn as {name}\n" for name in names)
    uses = [
        f"x = {names[99]}.Softplus()",
        f"x = ({names[98]}  # layers\n    .Softplus())",
        f"getattr({names[97]}, 'Softplus')",
    ]
    found = ask(check, imports + "\n".join(uses) + "\n")
    assert [finding.line for finding in found] == [101, 103, 104]


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
    for cached in (namespaces._data, namespaces._namespace, namespaces._torch_names, counterparts._replacements):
        cached.cache_clear()
    check("import torch.nn as nn\nclass Net(nn.Module): ...\n")
    assert namespaces._data.cache_info().currsize == 0
    check("from mindspore import nn, ops\nnn.Cell, nn.ReLU, ops.relu\n")
    assert namespaces._data.cache_info().currsize == 1
    assert counterparts._replacements.cache_info().currsize == 0, "nothing is missing"
    check("from mindspore import nn\nnn.Module\n")
    assert counterparts._replacements.cache_info().currsize == 1


@pytest.mark.parametrize(
    "text",
    [
        # namespaces beside nn, ops and mint
        "from mindspore.ops import functional as F\nF.no_grad\n",
        "import mindspore.numpy as mnp\nmnp.no_grad\n",
        "import mindspore.dataset as ds\nds.DataLoader\n",
        "from mindspore import amp\namp.GradScaler\n",
        "from mindspore.mint import linalg\nlinalg.pinv\n",
        "from mindspore.mint import special\nspecial.expit\n",
        "from mindspore.experimental.optim import lr_scheduler\nlr_scheduler.OneCycleLR\n",
        # submodules that torch has and MindSpore hasn't
        "\nimport mindspore.utils.data\n",
        "\nfrom mindspore.utils.data import DataLoader\n",
        "\nfrom mindspore.nn.utils import clip_grad_norm_\n",
        "\nimport mindspore.cuda\n",
        "\nimport mindspore.distributed as dist\n",
        "import mindspore as ms\nms.backends.cudnn.benchmark = True\n",
        # what begins with an underscore, and what torch_npu adds
        "from mindspore import ops\nops._assert(True, 'x')\n",
        "from mindspore import ops\nops._foreach_add_\n",
        "from mindspore import ops\nops.npu.is_available()\n",
    ],
)
def test_is_missing_from_other_namespaces(check: Check, text: str) -> None:
    assert places(ask(check, text)) == [("MSP109", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "import mindspore.dataset as ds\nds.GeneratorDataset, ds.Sampler, ds.DistributedSampler\n",
        "import mindspore.numpy as mnp\nmnp.array, mnp.concatenate, mnp.nanmax\n",
        "from mindspore.ops import functional as F\nF.relu, F.softmax, F.cast\n",
        "from mindspore import amp\namp.auto_mixed_precision, amp.DynamicLossScaler\n",
        "from mindspore.common import initializer\ninitializer.HeNormal, initializer.initializer\n",
        "from mindspore.experimental.optim.lr_scheduler import StepLR, CosineAnnealingLR\n",
        "import mindspore.boost, mindspore.mindrecord, mindspore.rewrite\n",
        "from mindspore import ops\nops._ascend_only, ops.frobnicate\n",  # torch hasn't got them
    ],
)
def test_names_that_the_other_namespaces_have_are_left_alone(check: Check, text: str) -> None:
    assert ask(check, text) == []


@pytest.mark.parametrize(
    ("space", "name", "member", "version", "names", "note"),
    [
        # another name, with what differs
        ("mindspore.nn", "Softplus", "", None, ["mindspore.ops.softplus"], "a function, not a layer"),
        ("mindspore.ops", "concatenate", "", None, ["mindspore.ops.cat", "mindspore.mint.cat"], "'axis'"),
        ("mindspore.nn", "Adamax", "", (2, 0), ["mindspore.nn.AdaMax"], ""),
        ("mindspore.ops", "long", "", None, ["mindspore.int64"], ""),
        # code that uses mint keeps to it, and the note on the first name isn't said of the second
        ("mindspore.mint", "concatenate", "", None, ["mindspore.mint.cat", "mindspore.ops.cat"], ""),
        # by version: what it has, else what else to write
        ("mindspore.nn", "ModuleDict", "", (2, 6), ["mindspore.nn.CellDict"], ""),
        ("mindspore.nn", "ModuleDict", "", (2, 0), [], "set each Cell as an attribute"),
        ("mindspore", "device", "", (2, 3), ["mindspore.set_context"], "once"),
        ("mindspore", "device", "", (2, 5), ["mindspore.set_device"], "once"),
        ("mindspore", "device", "", None, ["mindspore.set_device", "mindspore.set_context"], "once"),
        # no name, but what to do
        ("mindspore.ops", "no_grad", "", None, [], "drop the 'with'"),
        ("mindspore.ops", "_assert", "", None, [], "write an assert statement"),
        ("mindspore", "Size", "", None, [], "write tuple"),  # mindspore.ops.Size is merely spelled alike
        # what is taken from a module that is missing as a whole
        ("mindspore.nn", "functional", "relu", None, ["mindspore.ops.relu", "mindspore.mint.nn.functional.relu"], ""),
        ("mindspore.ops", "utils", "data.DataLoader", None, ["mindspore.dataset.GeneratorDataset"], "__getitem__"),
        ("mindspore.ops", "cuda", "is_available", None, ["mindspore.get_context"], "device_target"),
        ("mindspore.ops", "cuda", "no_such_thing", None, [], "drop the device"),
        # a function that changes its argument
        ("mindspore.ops", "exp_", "", None, ["mindspore.ops.exp", "mindspore.mint.exp"], "assign the result"),
        # the whole statement
        ("mindspore.nn", "init", "xavier_uniform_", None, [],
         "write w.set_data(initializer(XavierUniform(gain=1.0), w.shape, w.dtype))"),
    ],
)  # fmt: skip
def test_advice(
    space: str, name: str, member: str, version: versions.Version | None, names: list[str], note: str
) -> None:
    advice = counterparts.advice(space, name, version, member)
    assert list(advice.names) == names
    assert note in advice.notes.get("en", "")
    assert bool(advice.notes) == bool(note)
    assert set(advice.notes) in (set(), {"en", "zh"})


def test_advice_on_what_a_later_version_brings() -> None:
    advice = counterparts.advice("mindspore.nn", "RMSNorm", (2, 0))
    assert (advice.names, advice.notes) == ((), {})
    assert advice.later == (("mindspore.ops.rms_norm", (2, 5)),)


@pytest.mark.parametrize("name", ["istft", "AliasDb", "lobpcg", "fx"])
def test_advice_says_where_there_is_nothing(name: str) -> None:
    assert counterparts.advice("mindspore.ops", name, None).is_nothing


@pytest.mark.parametrize("space", sorted(namespaces.NAMESPACES))
def test_a_version_that_lacks_a_name_is_never_told_to_write_it(space: str) -> None:
    for version in [(2, 0), (2, 3), (2, 6), (2, 10)]:
        for module in namespaces._namespace(space).of:
            for name in namespaces._torch_names(module):
                if namespaces.lacks(space, name, version):
                    assert f"{space}.{name}" not in counterparts.advice(space, name, version).names
