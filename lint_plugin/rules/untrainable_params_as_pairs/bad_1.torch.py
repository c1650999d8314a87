from torch import nn

net = nn.BatchNorm2d(2)
for name, buffer in net.named_buffers():
    print(name, buffer)
