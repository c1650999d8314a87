# claim: silently leaves out the convolution inside the block
# claim-zh: 遗漏了内层的卷积，且没有报错

from mindspore import nn
from mindspore.common.initializer import initializer


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 4, 3)
        self.block = nn.SequentialCell(nn.Conv2d(4, 4, 3), nn.ReLU())
        for m in self.cells():  # expect: MSP226
            if isinstance(m, nn.Conv2d):
                m.weight.set_data(initializer("ones", m.weight.shape, m.weight.dtype))

    def construct(self, x):
        return self.block(self.stem(x))


net = Net()
set_up = [bool((p.asnumpy() == 1).all()) for p in net.trainable_params()]
assert set_up == [True, False]
print(set_up)
