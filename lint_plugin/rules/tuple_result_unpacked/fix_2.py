from mindspore import Tensor, ops


def peak(x):
    return ops.max(x)[0].shape


x = Tensor([[1.0, 5.0], [7.0, 2.0]])
assert isinstance(ops.max(x), tuple)
print(type(ops.max(x)))
