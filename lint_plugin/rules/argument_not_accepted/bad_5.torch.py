import torch

x = torch.randint(5, (2,))
print(tuple(x.shape))
