from mindspore import nn, ops


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.mask = ops.ones((2, 2))

    def construct(self, x):
        return x * self.mask


net = Net()
print(net.untrainable_params())
print(net(3.0).asnumpy().tolist())
