from mindspore import nn


class Net(nn.Cell):
    def construct(self, x):
        return x


net = Net()
print(Net.construct(net, 1))
