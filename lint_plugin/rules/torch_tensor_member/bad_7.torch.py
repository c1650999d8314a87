import torch

x = torch.ones(2, 4)
print(tuple(x.unfold(dimension=1, size=2, step=1).shape))
