from mindspore import nn, ops


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.mask = ops.ones((2, 2))


net = Net()
print(list(net.parameters_dict()))
