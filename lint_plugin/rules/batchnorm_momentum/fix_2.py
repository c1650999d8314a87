import numpy as np
from mindspore import Tensor, nn

BN_MOMENTUM = 1 - 0.997


class Stem(nn.Cell):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm2d(1, 1e-3, 1 - BN_MOMENTUM)

    def construct(self, x):
        return self.norm(x)


net = Stem()
net.set_train()
net(Tensor(np.full((2, 1, 2, 2), 10, np.float32)))
mean = float(net.norm.moving_mean.asnumpy()[0])
assert mean > 9.9
print(round(mean, 2))
