import torch

x = torch.ones(2, 1, 3)
print(tuple(x.squeeze(dim=1).shape))
