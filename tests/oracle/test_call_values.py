"""Values that are said to be refused are, in every version, and what is written instead is taken."""

from __future__ import annotations

import itertools

from frameworks import Runner
from test_facts import ask

from lint_plugin.mindspore import call_values

TRIED = """
import json, numpy
import mindspore as ms
from mindspore import nn, ops, Tensor, Parameter

def outcome(code):
    x = Tensor(numpy.ones((2, 4), numpy.float32))
    one, two, three = (Tensor(numpy.ones((2, 4) + (8,) * n, numpy.float32)) for n in (1, 2, 3))
    w1, w2, w3 = (Tensor(numpy.ones((4, 4) + (3,) * n, numpy.float32)) for n in (1, 2, 3))
    ids = Tensor([[0], [1]])
    params = [Parameter(x, name="p")]
    try:
        eval(code)
    except Exception as error:
        return type(error).__name__
    return "nothing"

print(json.dumps([outcome(code) for code in json.loads(CODES)]))
"""

REFUSED = {
    ("mindspore.nn.LayerNorm", "normalized_shape"): [("nn.LayerNorm(4)", "nn.LayerNorm((4,))")],
    ("mindspore.nn.LayerNorm", "begin_norm_axis"): [
        ("nn.LayerNorm((4,), 1e-5)(x)", "nn.LayerNorm((4,), epsilon=1e-5)(x)"),
    ],
    ("mindspore.nn.Upsample", "scale_factor"): [
        ("nn.Upsample(scale_factor=2, mode='bilinear', recompute_scale_factor=True)(two)",
         "nn.Upsample(scale_factor=2.0, mode='bilinear', recompute_scale_factor=True)(two)"),
    ],
    ("mindspore.ops.interpolate", "scale_factor"): [
        ("ops.interpolate(two, scale_factor=2, mode='area')", "ops.interpolate(two, scale_factor=2.0, mode='area')"),
    ],
    ("mindspore.ops.upsample", "scale_factor"): [
        ("ops.upsample(two, scale_factor=2, mode='area')", "ops.upsample(two, scale_factor=2.0, mode='area')"),
    ],
    ("mindspore.nn.Embedding", "use_one_hot"): [
        ("nn.Embedding(5, 3, 0)", "nn.Embedding(5, 3, padding_idx=0)"),
        ("nn.Embedding(5, 3, None)", "nn.Embedding(5, 3, padding_idx=None)"),
    ],
    ("mindspore.nn.GELU", "approximate"): [
        ("nn.GELU('tanh')", "nn.GELU(True)"), ("nn.GELU(approximate='none')", "nn.GELU(approximate=False)"),
    ],
    ("mindspore.nn.Adam", "beta1"): [
        ("nn.Adam(params, 0.1, (0.8, 0.9))", "nn.Adam(params, 0.1, beta1=0.8, beta2=0.9)"),
    ],
    ("mindspore.nn.AdamWeightDecay", "beta1"): [
        ("nn.AdamWeightDecay(params, 0.1, (0.8, 0.9))", "nn.AdamWeightDecay(params, 0.1, beta1=0.8, beta2=0.9)"),
    ],
    ("mindspore.ops.flatten", "order"): [("ops.flatten(two, 1)", "ops.flatten(two, start_dim=1)")],
    ("mindspore.nn.BatchNorm1d", "momentum"): [("nn.BatchNorm1d(4, momentum=None)", "")],
    ("mindspore.nn.BatchNorm2d", "momentum"): [("nn.BatchNorm2d(4, 1e-5, None)", "")],
    ("mindspore.nn.BatchNorm3d", "momentum"): [("nn.BatchNorm3d(4, momentum=None)", "")],
    ("mindspore.Parameter", "name"): [("Parameter(x, False)", "Parameter(x, requires_grad=False)")],
    ("mindspore.nn.Dropout", "keep_prob"): [("nn.Dropout(0)", "nn.Dropout(p=0)")],
    ("mindspore.Tensor", "dtype"): [("Tensor(2, 3)", "")],
    ("mindspore.nn.CosineSimilarity", "similarity"): [("nn.CosineSimilarity(1)", "ops.cosine_similarity(x, x, 1)")],
    ("mindspore.ops.max", "axis"): [("ops.max(x, x)", "ops.maximum(x, x)")],
    ("mindspore.ops.min", "axis"): [("ops.min(x, x)", "ops.minimum(x, x)")],
    ("mindspore.ops.gather", "input_indices"): [("ops.gather(x, 1, ids).shape", "ops.gather_elements(x, 1, ids)")],
    ("mindspore.nn.MSELoss", "reduction"): [("nn.MSELoss(None)", ""), ("nn.MSELoss(True)", "")],
    ("mindspore.nn.L1Loss", "reduction"): [("nn.L1Loss(None)", ""), ("nn.L1Loss(False)", "")],
    ("mindspore.ops.gumbel_softmax", "tau"): [("ops.gumbel_softmax(x, 1)", "ops.gumbel_softmax(x, 1.0)")],
    ("mindspore.ops.cdist", "p"): [("ops.cdist(one, one, 2)", "ops.cdist(one, one, 2.0)")],
    ("mindspore.ops.zeros", "dtype"): [("ops.zeros(2, 3)", "ops.zeros((2, 3))")],
    ("mindspore.ops.ones", "dtype"): [("ops.ones(2, 3)", "ops.ones((2, 3))")],
}  # fmt: skip
"""Torch's calls, and what is written instead, by the parameter that refuses a value."""


def outcomes(runner: Runner, codes: list[str]) -> list[str]:
    """Return what each code raises: the error's name, `nothing` for none."""
    found = ask(runner, TRIED, CODES=codes)
    assert isinstance(found, list)
    return found


def made(name: str, arguments: str) -> str:
    """Return a call of a convolution or a pooling layer, which is called itself where it only then looks."""
    short = name.removeprefix("mindspore.")
    spatial = {"1": ("one", "w1"), "2": ("two", "w2"), "3": ("three", "w3")}[short.partition("d")[0][-1]]
    if short.startswith("ops."):
        return f"{short}({spatial[0]}, {spatial[1]}, {arguments})"
    if "Pool" in short:
        return f"{short}(3, 2, {arguments})({spatial[0]})"
    return f"{short}(4, 4, 3, {arguments})"


def test_values_that_are_refused(mindspore: Runner) -> None:
    padded = set(call_values._data()["padding"])
    entries = {(entry["callable"], entry["parameter"]): entry for entry in call_values._data()["refused"]}
    assert set(REFUSED) == {key for key in entries if key[0] not in padded}
    rows = [(key, bad, good) for key, pairs in REFUSED.items() for bad, good in pairs]
    assert outcomes(mindspore, [bad for _, bad, _ in rows]) == [entries[key]["raises"] for key, _, _ in rows]
    assert set(outcomes(mindspore, [good for *_, good in rows if good])) == {"nothing"}


def test_single_values_that_are_refused(mindspore: Runner) -> None:
    rows = [
        (entry, code, error)
        for entry in call_values._data()["refused"]
        for code, error in entry.get("also", {}).items()
    ]
    assert rows
    for entry, code, error in rows:
        short = entry["callable"].removeprefix("mindspore.")
        codes = [f"{short}({entry['parameter']}={code})", f"{short}({entry['names']}={code})"]
        assert outcomes(mindspore, codes) == [error, "nothing"], codes


def test_padding(mindspore: Runner) -> None:
    taken, refused = [], []
    for name in call_values._data()["padding"]:
        known = call_values.padding(name)
        assert known is not None
        for length in range(1, 7):
            for values in (f"({'1, ' * length})", f"[{'1, ' * length}]"):
                fits = length in known.lengths and (known.lists or values[0] == "(")
                (taken if fits else refused).append(made(name, f"pad_mode='pad', padding={values}"))
        taken += [made(name, "pad_mode='pad', padding=1"), made(name, "padding=0")]
        refused += [made(name, f"padding={value}") for value in ("1", "'same'", "'valid'")]
        refused += [made(name, f"pad_mode={mode!r}, padding=1") for mode in ("same", "valid")]
        taken += [made(name, f"pad_mode={mode!r}") for mode in call_values.MODES]
        modes = {mode: known.accepts_mode(mode) for mode in ("SAME", "zeros")}
        for mode, fits in modes.items():
            (taken if fits else refused).append(made(name, f"pad_mode={mode!r}"))
    assert dict(zip(taken, outcomes(mindspore, taken), strict=True)) == dict.fromkeys(taken, "nothing")
    got = dict(zip(refused, outcomes(mindspore, refused), strict=True))
    assert {code: error for code, error in got.items() if error not in ("ValueError", "TypeError")} == {}


def test_padding_at_its_position_in_torch_is_taken_for_the_mode(mindspore: Runner) -> None:
    for entry in call_values._data()["refused"]:
        if entry["parameter"] == "pad_mode":
            filled = {"mindspore.ops": "None, 1, {}"}.get(entry["callable"].rpartition(".")[0], "1, {}")
            filled = "{}" if "Pool" in entry["callable"] else filled
            codes = [made(entry["callable"], filled.format(value)) for value in ("1", "0", "(1, 1)")]
            assert set(outcomes(mindspore, codes)) == {entry["raises"]}, codes


def test_what_needs_pad_mode(mindspore: Runner) -> None:
    for name, parameters in call_values._data()["needs_pad_mode"].items():
        for parameter, other in (("ceil_mode", "True"), ("dilation", "2"), ("return_indices", "True")):
            (harmless,) = parameters[parameter]
            modes = [f"pad_mode='same', {parameter}={other}", f"{parameter}={other}", f"{parameter}={harmless}"]
            codes = [made(name, arguments) for arguments in modes]
            assert outcomes(mindspore, codes) == ["ValueError", "ValueError", "nothing"], codes
            assert outcomes(mindspore, [made(name, f"pad_mode='pad', {parameter}={other}")]) == ["nothing"]


def test_what_needs_recomputing(mindspore: Runner) -> None:
    for name, mode in itertools.product(("nn.Upsample(", "ops.interpolate(two, "), ("bilinear", "bicubic", "area")):
        known = call_values.recomputing("mindspore." + name.partition("(")[0])
        assert known is not None
        call = f"{name}scale_factor=2.0, mode={mode!r}" + "{})" + ("(two)" if name.startswith("nn.") else "")
        expected = "ValueError" if mode in known.certain else "nothing"
        codes = [call.format(""), call.format(", recompute_scale_factor=True")]
        assert outcomes(mindspore, codes) == [expected, "nothing"], codes
