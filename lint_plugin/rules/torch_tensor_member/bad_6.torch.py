import torch

x = torch.ones(2, 3)
y = x.relu()
print(y.tolist())
