import torch

x = torch.tensor([[1.0, 5.0], [7.0, 2.0]])
print(type(torch.max(x)))
