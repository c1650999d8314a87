"""A port in progress: imports and base classes are MindSpore's already, the rest is still PyTorch's.

The network is the PyTorch sample of MindSpore r1.5's comparison of torch.nn.Module.buffers with
mindspore.nn.Cell.untrainable_params. `mindspore-lint` says what is left to do.
"""

import mindspore.nn as nn


class ConvBN(nn.Cell):
  def __init__(self):
    super(ConvBN, self).__init__()
    self.conv = nn.Conv2d(3, 64, 3)
    self.bn = nn.BatchNorm2d(64)
  def forward(self, x):
    x = self.conv(x)
    x = self.bn(x)
    return x

class MyNet(nn.Cell):
  def __init__(self):
    super(MyNet, self).__init__()
    self.build_block = nn.Sequential(ConvBN(), nn.ReLU())
  def construct(self, x):
    return self.build_block(x)

net = MyNet()
print(type(net.buffers()), "\n")
for name, params in net.named_buffers():
  print("Name: ", name)
  print("params: ", params.size())
