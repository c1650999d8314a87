from mindspore import nn


class Net(nn.Cell):
    def construct(self, x):
        return self.forward(x)

    def forward(self, x):
        return x


net = Net()
print(net(1))
