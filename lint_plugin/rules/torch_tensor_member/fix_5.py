import mindspore as ms
from mindspore import ops

x = ops.ones((2, 3), ms.float32)
x = x.unsqueeze(0)
print(x.shape)
