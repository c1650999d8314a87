# claim: raises AttributeError: 'Tensor' object has no attribute 'detach'

import mindspore as ms
from mindspore import ops


def shape(fake):
    return fake.detach().shape  # expect: MSP114


shapes = {"fake": shape}
print(shapes["fake"](ops.ones((2, 3), ms.float32)))
