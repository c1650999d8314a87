import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mask", torch.ones(2, 2))

    def forward(self, x):
        return x * self.mask


net = Net()
for name, buffer in net.named_buffers():
    print(name, tuple(buffer.shape))
print(net(3.0).tolist())
