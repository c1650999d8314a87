# claim: raises NameError: name 'torch' is not defined

import mindspore as ms
from mindspore import ops

x = ops.ones((2, 3), ms.float32)
y = torch.cat([x, x], 1)  # expect: MSP116
print(y.shape)
