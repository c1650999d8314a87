import mindspore as ms
from mindspore import nn, ops

net = nn.Dense(3, 1)
y = net(ops.ones((2, 3), ms.float32))
y = ops.stop_gradient(y)
print(y.shape)
