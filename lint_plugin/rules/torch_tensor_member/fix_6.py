import mindspore as ms
from mindspore import ops

x = ops.ones((2, 3), ms.float32)
y = ops.relu(x)
print(y.asnumpy().tolist())
