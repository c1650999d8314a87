import torch
from torch import nn

drop = nn.Dropout(0.1)
drop.train()
out = drop(torch.ones(10000))
print(round(float((out == 0).float().mean()), 1))
