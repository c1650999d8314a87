import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mask", torch.ones(2, 2), persistent=False)


net = Net()
print(list(net.state_dict()))
