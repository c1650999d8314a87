import types

from torch import nn

net = nn.BatchNorm2d(4)
buffers = net.buffers()
print(isinstance(buffers, types.GeneratorType))
