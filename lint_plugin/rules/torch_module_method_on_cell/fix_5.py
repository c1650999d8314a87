from mindspore import nn


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.fc = nn.Dense(4, 4)
        for name, p in self.parameters_and_names():
            print(name, p.shape)


net = Net()
