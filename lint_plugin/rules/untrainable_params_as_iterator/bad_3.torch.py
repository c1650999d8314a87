from torch import nn

net = nn.BatchNorm2d(4)
print(tuple(net.buffers().__next__().shape))
