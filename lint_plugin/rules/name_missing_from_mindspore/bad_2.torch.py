import torch
from torch import nn

x = torch.ones((2, 2), dtype=torch.float32)
y = nn.functional.relu(x)
print(y.tolist())
