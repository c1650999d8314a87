import mindspore as ms
from mindspore import ops

x = ops.ones((2, 3), ms.float32)
batch, length = x.shape
print(batch, length)
