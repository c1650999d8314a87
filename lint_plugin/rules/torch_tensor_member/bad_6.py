# claim: raises AttributeError: 'Tensor' object has no attribute 'relu'

import mindspore as ms
from mindspore import ops

x = ops.ones((2, 3), ms.float32)
y = x.relu()  # expect: MSP114
print(y.asnumpy().tolist())
