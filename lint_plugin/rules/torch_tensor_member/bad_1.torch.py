import torch

x = torch.ones(2, 3)
batch, length = x.size()
print(batch, length)
