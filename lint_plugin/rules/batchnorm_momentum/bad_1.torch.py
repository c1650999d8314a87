import torch
from torch import nn

norm = nn.BatchNorm2d(1, momentum=0.1)
norm.train()
norm(torch.full((2, 1, 2, 2), 10.0))
print(round(float(norm.running_mean[0]), 2))
