import torch
from torch import nn

net = nn.Sequential(
    nn.Conv2d(3, 8, 3, padding=(1, 2)),
    nn.MaxPool2d(2, 2, ceil_mode=True),
    nn.LayerNorm(4),
)
print(tuple(net(torch.ones(1, 3, 5, 5)).shape))
