import torch
from torch import nn


class Double(nn.Linear):
    def forward(self, x):
        return 2 * x


double = Double(3, 3, bias=False)
print(double(torch.ones(1, 3)).tolist())
