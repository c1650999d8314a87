from mindspore import nn


class Net(nn.Cell):
    def forward(self, x):
        return x

    construct = forward


net = Net()
print(net(1))
