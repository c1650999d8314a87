import torch
from torch import nn

net = nn.Linear(4, 4)
optimizers = [
    torch.optim.Adam(net.parameters()),
    torch.optim.SGD(filter(lambda p: p.requires_grad, net.parameters()), 0.1),
    torch.optim.SGD(p for p in net.parameters()),
    torch.optim.Adam([{"params": list(net.parameters())}]),
    torch.optim.Adam([{"params": [p for p in net.parameters() if p.requires_grad]}]),
]
print([sum(len(group["params"]) for group in optimizer.param_groups) for optimizer in optimizers])
