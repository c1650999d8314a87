from mindspore import nn


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.fc = nn.Dense(4, 4)
        self.bn = nn.BatchNorm1d(4)


pairs = [(name, cell) for name, cell in Net().name_cells().items()]
assert pairs == [("f", "c"), ("b", "n")]
