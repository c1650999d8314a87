# claim: raises AttributeError: 'Tensor' object has no attribute 'tolist'
# below: 2.5

import mindspore as ms
from mindspore import ops

x = ops.ones((2, 3), ms.float32)
print(x.tolist())  # expect: MSP114
