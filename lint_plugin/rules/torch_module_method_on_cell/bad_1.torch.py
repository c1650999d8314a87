from torch import nn, optim

net = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4))
optimizer = optim.SGD(net.parameters(), 0.1)
print(len(optimizer.param_groups[0]["params"]))
