import torch

x = torch.ones(2, 3)
print(tuple(x.amax(dim=1).shape))
