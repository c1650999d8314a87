from torch import nn

net = nn.Sequential(nn.Linear(4, 4), nn.ReLU())
first = next(net.children())
print(tuple(first.weight.shape))
