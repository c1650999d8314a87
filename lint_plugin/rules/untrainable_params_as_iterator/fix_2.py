import types

from mindspore import nn

net = nn.BatchNorm2d(4)
buffers = net.untrainable_params()
lazy = isinstance(buffers, list)
assert not lazy
print(lazy)
