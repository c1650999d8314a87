import torch

x = torch.ones(2, 3)
x.unsqueeze_(0)
print(tuple(x.shape))
