from mindspore import nn


class Net(nn.Cell):
    def construct(self, x):
        return x


net = Net()
step = net.construct
print(step(1))
