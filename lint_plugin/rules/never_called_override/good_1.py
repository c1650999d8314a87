from mindspore import nn


class Backbone(nn.Cell):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm2d(4)

    def set_train(self, mode=True):
        super().set_train(mode)
        self.norm.set_train(False)
        return self

    def construct(self, x):
        return self.norm(x)


net = nn.SequentialCell(Backbone())
net.set_train()
net[0].set_train()
print(net[0].norm.training)
