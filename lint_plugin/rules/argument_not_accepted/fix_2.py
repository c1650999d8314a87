import mindspore as ms
from mindspore import ops

x = ops.ones((2, 3), ms.float32)
y = ops.cat((x, x), axis=1)
print(y.shape)
