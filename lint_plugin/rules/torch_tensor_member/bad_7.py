# claim: raises TypeError: Tensor.unfold() got an unexpected keyword argument 'dimension'
# since: 2.5

import mindspore as ms
from mindspore import ops

x = ops.ones((2, 4), ms.float32)
print(x.unfold(dimension=1, size=2, step=1).shape)  # expect: MSP114
