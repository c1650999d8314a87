# claim: silently splits the names, each of two letters
# claim-zh: 静默地拆开了名称，因为它们都恰好有两个字符

from mindspore import nn


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.fc = nn.Dense(4, 4)
        self.bn = nn.BatchNorm1d(4)


pairs = [(name, cell) for name, cell in Net().name_cells()]  # expect: MSP110
assert pairs == [("f", "c"), ("b", "n")]
