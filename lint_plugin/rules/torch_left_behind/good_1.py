import mindspore as ms
from mindspore import nn, ops


class Net(nn.Cell):
    def construct(self, x):
        return ops.relu(x)


x = ops.ones((2, 3), ms.float32)
print(ops.cat([x, x], 1).shape)
print(Net()(x).shape)
