import torch

x = torch.ones(2, 1, 3)
batch, _, length = x.size()
print(batch, length, x.numel(), x.size(0))
print(tuple(x.detach().shape))
print(tuple(x.squeeze(dim=1).shape), tuple(x.amax(dim=1).shape))
x.unsqueeze_(0)
print(tuple(x.shape), x.dtype == torch.float32)
