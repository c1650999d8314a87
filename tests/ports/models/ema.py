"""A moving average of a network's weights, as the weights that are used for inference."""

from copy import deepcopy

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(6, 12), nn.BatchNorm1d(12), nn.Hardswish(), nn.Linear(12, 3))

    def forward(self, x):
        return self.body(x)


class ModelEMA(nn.Module):
    def __init__(self, model, decay=0.9):
        super().__init__()
        self.module = deepcopy(model)
        self.module.eval()
        self.decay = decay
        for p in self.module.parameters():
            p.requires_grad_(False)

    @torch.no_grad()
    def update(self, model):
        for ema_v, model_v in zip(self.module.state_dict().values(), model.state_dict().values()):
            if ema_v.dtype.is_floating_point:
                ema_v.copy_(self.decay * ema_v + (1.0 - self.decay) * model_v)

    def forward(self, x):
        return self.module(x)


class Both(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = Net()
        self.ema = ModelEMA(self.net)


def build():
    return Both()


def inputs(draw):
    return [draw.normal(4, 6)]


def compute(both, x):
    net, ema = both.net, both.ema
    net.eval()
    for _ in range(3):
        with torch.no_grad():
            for name, param in net.named_parameters():
                if param.requires_grad:
                    param.copy_(1.1 * param)
        ema.update(net)
    count = sum(p.numel() for p in ema.parameters() if p.requires_grad)
    return ema(x), net(x), torch.tensor(float(count))
