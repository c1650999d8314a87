# claim: raises AttributeError: The 'Net' object has no attribute 'register_buffer'.

from mindspore import nn, ops


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.register_buffer("mask", ops.ones((2, 2)), persistent=False)  # expect: MSP104


net = Net()
print(list(net.parameters_dict()))
