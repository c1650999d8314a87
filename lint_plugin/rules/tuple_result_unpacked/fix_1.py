from mindspore import Tensor, ops

x = Tensor([[1.0, 5.0], [7.0, 2.0]])
values, indices = ops.max(x, axis=1)
assert (float(values), float(indices)) == (5.0, 7.0)
print(values.asnumpy().tolist(), indices.asnumpy().tolist())
