import torch

mask = torch.full((2, 3), 0.5)
print(mask.tolist())
