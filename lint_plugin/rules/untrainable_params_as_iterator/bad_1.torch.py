from torch import nn

net = nn.BatchNorm2d(4)
print(next(net.buffers()).tolist())
