import torch
from torch import nn


def build(kind):
    return getattr(nn, kind)(4, 4)


def make_optimizer(model, lr):
    return torch.optim.SGD([{"params": model.parameters()}], lr, 0.9)


optimizer = make_optimizer(build("Linear"), 0.1)
print(sum(len(group["params"]) for group in optimizer.param_groups))
