# claim: raises TypeError: module() takes at most 2 arguments (3 given)

from mindspore import nn


class Net(nn.cell):  # expect: MSP116
    def construct(self, x):
        return x
