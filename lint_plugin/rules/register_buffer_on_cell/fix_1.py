from mindspore import Parameter, nn, ops


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.mask = Parameter(ops.ones((2, 2)), name="mask", requires_grad=False)

    def construct(self, x):
        return x * self.mask


net = Net()
print(net(3.0).asnumpy().tolist())
