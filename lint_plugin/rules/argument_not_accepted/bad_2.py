# claim: raises TypeError: cat() got an unexpected keyword argument 'dim'

import mindspore as ms
from mindspore import ops

x = ops.ones((2, 3), ms.float32)
y = ops.cat((x, x), dim=1)  # expect: MSP112
print(y.shape)
