# claim: raises TypeError

import mindspore as ms
from mindspore import ops

x = ops.ones((2, 1, 3), ms.float32)
print(x.squeeze(dim=1).shape)  # expect: MSP114
