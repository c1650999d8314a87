from torch import nn

net = nn.BatchNorm2d(4)
for name, buffer in net.named_buffers():
    print(name, tuple(buffer.shape))
