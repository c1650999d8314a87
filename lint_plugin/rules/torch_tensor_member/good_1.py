import mindspore as ms
from mindspore import ops

x = ops.ones((2, 1, 3), ms.float32)
batch, _, length = x.shape
print(batch, length, x.size, x.shape[0])
print(ops.stop_gradient(x).shape)
print(x.squeeze(axis=1).shape, x.amax(axis=1).shape)
x = x.expand_dims(0)
print(x.shape, x.dtype == ms.float32)
