# claim: raises AttributeError: The 'Net' object has no attribute 'named_parameters'.

from mindspore import nn


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.fc = nn.Dense(4, 4)
        for name, p in self.named_parameters():  # expect: MSP108
            print(name, p.shape)


net = Net()
