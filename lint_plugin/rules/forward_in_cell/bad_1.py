# claim: raises AttributeError: For 'Cell', the method 'construct' is not defined.

from mindspore import nn, ops


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.dense = nn.Dense(4, 2)

    def forward(self, x):  # expect: MSP101
        return self.dense(x)


net = Net()
print(net(ops.ones((1, 4))).shape)
