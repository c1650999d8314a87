from mindspore import Tensor, ops

x = Tensor([[1.0, 5.0], [7.0, 2.0]])
values, indices = ops.max(x, axis=1)
print(values.asnumpy().tolist(), indices.asnumpy().tolist())
print(float(ops.max(x)[0] / 2))
