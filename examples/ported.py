"""The network of half_ported.py, ported: `mindspore-lint` finds nothing here, and MindSpore runs it."""

import mindspore.nn as nn


class ConvBN(nn.Cell):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 64, 3)
        self.bn = nn.BatchNorm2d(64)

    def construct(self, x):
        return self.bn(self.conv(x))


class MyNet(nn.Cell):
    def __init__(self):
        super().__init__()
        self.build_block = nn.SequentialCell(ConvBN(), nn.ReLU())

    def construct(self, x):
        return self.build_block(x)


net = MyNet()
print(type(net.untrainable_params()), "\n")
for parameter in net.untrainable_params():
    print("Name: ", parameter.name)
    print("params: ", parameter.shape)
