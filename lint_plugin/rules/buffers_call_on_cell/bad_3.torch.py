from torch import nn

net = nn.BatchNorm2d(4)
print(list(dict(net.named_buffers())))
