import mindspore as ms
from mindspore import nn, ops

x = ops.ones((2, 2), ms.float32)
y = ops.relu(x)
print(y.asnumpy().tolist())
