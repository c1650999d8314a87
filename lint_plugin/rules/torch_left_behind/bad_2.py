# claim: raises NameError: name 'F' is not defined

import mindspore as ms
from mindspore import nn, ops


class Net(nn.Cell):
    def construct(self, x):
        return F.relu(x)  # expect: MSP116


print(Net()(ops.ones((2, 3), ms.float32)).shape)
