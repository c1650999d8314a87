import torch
from torch import nn

pool = nn.MaxPool2d(2)
print(tuple(pool(torch.zeros(1, 1, 8, 8)).shape))
