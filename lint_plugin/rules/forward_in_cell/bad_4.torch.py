import torch
from torch import nn


class Scale(nn.Module):
    def forward(self, x):
        return x * 2


class Negative(Scale):
    def forward(self, x):
        return -x


y = Negative()(torch.tensor([1.0]))
print(float(y))
