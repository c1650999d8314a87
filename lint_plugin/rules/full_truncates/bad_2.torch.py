import torch

mask = torch.full((2, 3), -10000.0)
print(mask.tolist())
