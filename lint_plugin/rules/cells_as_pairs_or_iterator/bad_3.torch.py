from torch import nn

net = nn.Sequential(nn.Linear(4, 4), nn.ReLU())
print(len(list(net.parameters())))
