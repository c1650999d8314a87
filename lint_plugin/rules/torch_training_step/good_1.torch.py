import torch
from torch import nn

net = nn.Linear(3, 1, bias=False)
nn.init.ones_(net.weight)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
x = torch.ones(2, 3)

for _ in range(2):
    optimizer.zero_grad()
    loss = net(x).mean()
    loss.backward()
    optimizer.step()
    print(round(loss.item(), 4))
