import torch

x = torch.ones(2, 3)
y = torch.cat([x, x], 1)
print(tuple(y.shape))
