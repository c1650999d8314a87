# claim: raises AttributeError: 'Tensor' object has no attribute 'unsqueeze_'

import mindspore as ms
from mindspore import ops

x = ops.ones((2, 3), ms.float32)
x.unsqueeze_(0)  # expect: MSP114
print(x.shape)
