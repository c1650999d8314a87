"""MSP217 and MSP224: which habits of MindSpore's own code are no leftovers of torch."""

from __future__ import annotations

import pytest

from tests.conftest import Check, places

NET = """\
from mindspore import nn

def make(testing, drop_rate=0.1, dropout=0.9):
    {code}
    return nn.Dropout({given})
"""


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("drop_ratio = 0.5\n    if testing:\n        drop_ratio = 1.0", "drop_ratio"),
        ("drop_ratio = 1.0 if testing else 0.65", "drop_ratio"),
        ("drop = 0.5 if not testing else 0.5", "drop"),
        ("if testing:\n        drop_rate = 1 - drop_rate", "drop_rate"),
        ("keep_prob = 0.1\n    drop = keep_prob\n    if testing:\n        drop = 0.8", "drop"),
        ("pass", "dropout"),
    ],
)
def test_a_name_that_may_hold_the_probability_to_keep_is_left_alone(check: Check, code: str, given: str) -> None:
    assert check(NET.format(code=code, given=given), select=("MSP217",)) == []


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("drop_ratio = 0.2\n    if testing:\n        drop_ratio = 0.0", "drop_ratio"),
        ("drop_ratio = 0.5\n    if testing:\n        drop_ratio = 0.1", "drop_ratio"),
        ("pass", "drop_rate"),
        ("drop_rate = drop_rate or 0.2", "drop_rate"),
    ],
)
def test_a_name_that_holds_what_is_dropped_is_reported(check: Check, code: str, given: str) -> None:
    assert [code for code, _ in places(check(NET.format(code=code, given=given), select=("MSP217",)))] == ["MSP217"]


CELL = """\
from mindspore import nn

class Net(nn.Cell):
    def __init__(self, dropout{default}):
        super().__init__()
        self.drop_ratio = {given}
        self.drop = nn.Dropout(self.drop_ratio)
"""


@pytest.mark.parametrize(
    ("default", "given", "count"),
    [("=1.0", "dropout", 0), ("", "1 - dropout", 0), ("", "0.9", 0), ("=0.1", "dropout", 1), ("", "dropout", 1)],
)
def test_an_attribute_is_what_it_was_given(check: Check, default: str, given: str, count: int) -> None:
    assert len(check(CELL.format(default=default, given=given), select=("MSP217",))) == count


POOL = "from mindspore import nn\n\ndef f(x, y):\n    return {call}\n"


@pytest.mark.parametrize(
    "call",
    [
        "nn.MaxPool1d(x.shape[2])(x)",
        "nn.MaxPool2d((1, x.shape[-1]))(x)",
        "nn.MaxPool2d(kernel_size=(x.shape[2], x.shape[3]))(x).squeeze(2)",
        "nn.MaxPool1d(x.size(2))(x)",
    ],
)
def test_a_window_as_large_as_its_input_needs_no_stride(check: Check, call: str) -> None:
    assert check(POOL.format(call=call), select=("MSP224",)) == []


@pytest.mark.parametrize(
    "call",
    [
        "nn.MaxPool1d(y.shape[2])(x)",
        "nn.MaxPool1d(x.shape[2] // 2)(x)",
        "nn.MaxPool2d((2, x.shape[-1]))(x)",
        "nn.MaxPool1d(x.shape[2])",
        "nn.MaxPool2d(2)(x)",
    ],
)
def test_a_smaller_window_is_reported(check: Check, call: str) -> None:
    assert places(check(POOL.format(call=call), select=("MSP224",))) == [("MSP224", 4)]
