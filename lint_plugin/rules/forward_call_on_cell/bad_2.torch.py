from torch import nn


class Net(nn.Module):
    def forward(self, x):
        return x


net = Net()
print(Net.forward(net, 1))
