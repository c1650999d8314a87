# claim: raises TypeError: 'int' object is not callable

import mindspore as ms
from mindspore import ops


def rows(batch):
    return batch.size(0)  # expect: MSP114


x = ops.ones((2, 3), ms.float32)
print(x.size(0), list(map(rows, [x])))  # expect: MSP114
