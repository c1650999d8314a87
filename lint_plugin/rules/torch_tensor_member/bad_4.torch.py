import torch
from torch import nn


class Flatten(nn.Module):
    def forward(self, x):
        return torch.reshape(x, (x.size(0), -1))


print(tuple(Flatten()(torch.ones(2, 3, 4)).shape))
