import torch
from torch import nn

weight = torch.empty(200, 50)
nn.init.normal_(weight, 0.0, 0.02)
print(round(float(weight.std()), 2), round(abs(float(weight.mean())), 2))
