import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense = nn.Linear(4, 2)

    def forward(self, x):
        return self.dense(x)


net = Net()
print(tuple(net(torch.ones(1, 4)).shape))
