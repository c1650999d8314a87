from torch import nn

net = nn.BatchNorm2d(4)
buffers = net.named_buffers()
print(list(dict(buffers)))
