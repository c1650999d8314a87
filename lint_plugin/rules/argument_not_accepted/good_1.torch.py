import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 8, 3, bias=False), nn.ReLU(inplace=True))
optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, betas=(0.9, 0.99))
x = torch.ones(2, 3)
print(len(list(net.parameters())), tuple(torch.cat((x, x), dim=1).shape), tuple(torch.randint(5, (2,)).shape))
