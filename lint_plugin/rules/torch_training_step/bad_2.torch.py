import torch
from torch import nn

net = nn.Linear(3, 1)
optimizer = torch.optim.Adam(net.parameters(), lr=0.1)
for group in optimizer.param_groups:
    group["lr"] = 0.01
print(len(optimizer.param_groups))
