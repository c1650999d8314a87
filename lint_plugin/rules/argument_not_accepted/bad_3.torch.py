import torch

x = torch.zeros(2, 3, 4)
y = torch.zeros(2, 3)
print(tuple(x.shape), tuple(y.shape))
