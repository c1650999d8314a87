import torch
import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def forward(self, x):
        return F.relu(x)


x = torch.ones(2, 3)
print(tuple(torch.cat([x, x], 1).shape))
print(tuple(Net()(x).shape))
