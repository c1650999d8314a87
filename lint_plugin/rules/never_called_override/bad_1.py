# claim: silently leaves the frozen layer in training mode
# claim-zh: 冻结的层仍处于训练模式，且没有报错

from mindspore import nn


class Backbone(nn.Cell):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm2d(4)

    def train(self, mode=True):  # expect: MSP225
        super().train(mode)
        self.norm.set_train(False)

    def construct(self, x):
        return self.norm(x)


net = nn.SequentialCell(Backbone())
net.set_train()
assert net[0].norm.training
print(net[0].norm.training)
