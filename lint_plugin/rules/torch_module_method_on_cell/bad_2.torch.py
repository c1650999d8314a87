from torch import nn

net = nn.Linear(4, 4)
net.eval()
print(net.training)
