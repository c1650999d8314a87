# claim: raises TypeError: 'int' object is not callable

import mindspore as ms
from mindspore import ops

x = ops.ones((2, 3), ms.float32)
batch, length = x.size()  # expect: MSP114
print(batch, length)
