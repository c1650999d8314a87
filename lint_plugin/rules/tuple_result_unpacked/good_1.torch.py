import torch

x = torch.tensor([[1.0, 5.0], [7.0, 2.0]])
values, indices = x.max(dim=1)
print(values.tolist(), indices.tolist())
print(float(torch.max(x) / 2))
