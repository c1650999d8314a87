# claim: raises AttributeError: The 'Net' object has no attribute 'register_buffer'.

from mindspore import nn, ops


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.register_buffer("mask", ops.ones((2, 2)))  # expect: MSP104

    def construct(self, x):
        return x * self.mask


net = Net()
print(net(3.0).asnumpy().tolist())
