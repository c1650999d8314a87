import mindspore as ms
from mindspore import ops

x = ops.ones((2, 3), ms.float32)
print(x.amax(axis=1).shape)
