# claim: raises AttributeError: The 'Net' object has no attribute 'forward'.

from mindspore import nn


class Net(nn.Cell):
    def construct(self, x):
        return x


net = Net()
print(net.forward(1))  # expect: MSP102
