import torch
from torch import nn

net = nn.Linear(3, 1)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
x = torch.ones(2, 3)

optimizer.zero_grad()
loss = net(x).mean()
loss.backward()
optimizer.step()
print(tuple(loss.shape))
