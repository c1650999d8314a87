import torch
from torch import nn

net = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 1))
names = {p: name for name, p in net.named_parameters()}
decayed = filter(lambda p: names[p].endswith("weight"), net.parameters())
groups = [
    {"params": decayed, "weight_decay": 0.01},
    {"params": [p for p in net.parameters() if names[p].endswith("bias")], "weight_decay": 0.0},
]
optimizer = torch.optim.SGD(groups, lr=0.1)
print(sorted(names[p] for group in optimizer.param_groups for p in group["params"]))
