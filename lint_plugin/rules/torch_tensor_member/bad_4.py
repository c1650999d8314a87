# claim: raises TypeError: 'int' object is not callable

import mindspore as ms
from mindspore import nn, ops


class Flatten(nn.Cell):
    def construct(self, x):
        return ops.reshape(x, (x.size(0), -1))  # expect: MSP114


print(Flatten()(ops.ones((2, 3, 4), ms.float32)).shape)
