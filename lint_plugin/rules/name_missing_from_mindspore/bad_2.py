# claim: raises AttributeError: module 'mindspore.nn' has no attribute 'functional'

import mindspore as ms
from mindspore import nn, ops

x = ops.ones((2, 2), ms.float32)
y = nn.functional.relu(x)  # expect: MSP109
print(y.asnumpy().tolist())
