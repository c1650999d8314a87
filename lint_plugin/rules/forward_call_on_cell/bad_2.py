# claim: raises AttributeError: type object 'Net' has no attribute 'forward'

from mindspore import nn


class Net(nn.Cell):
    def construct(self, x):
        return x


net = Net()
print(Net.forward(net, 1))  # expect: MSP102
