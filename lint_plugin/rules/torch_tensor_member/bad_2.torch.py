import torch
from torch import nn

net = nn.Linear(3, 1)
y = net(torch.ones(2, 3))
y = y.detach()
print(tuple(y.cpu().shape))
