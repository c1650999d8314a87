# claim: silently gives integers
# claim-zh: 得到的是整数，且没有报错

import mindspore as ms
from mindspore import ops

mask = ops.full((2, 3), -10000.0)  # expect: MSP221
assert mask.dtype == ms.int64
print(mask.asnumpy().tolist())
