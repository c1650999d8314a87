# claim: raises TypeError: Tensor.amax() got an unexpected keyword argument 'dim'
# since: 2.5

import mindspore as ms
from mindspore import ops

x = ops.ones((2, 3), ms.float32)
print(x.amax(dim=1).shape)  # expect: MSP114
