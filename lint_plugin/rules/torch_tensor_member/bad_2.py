# claim: raises AttributeError: 'Tensor' object has no attribute 'detach'

import mindspore as ms
from mindspore import nn, ops

net = nn.Dense(3, 1)
y = net(ops.ones((2, 3), ms.float32))
y = y.detach()  # expect: MSP114
print(y.cpu().shape)  # expect: MSP114
