from torch import nn

net = nn.BatchNorm2d(4)
print(net.buffers().__next__())
