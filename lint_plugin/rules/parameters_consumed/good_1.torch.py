import torch
from torch import nn

net = nn.Linear(4, 4)
optimizer = torch.optim.Adam([{"params": net.parameters(), "lr": 0.1}])
print(sum(len(group["params"]) for group in optimizer.param_groups))
