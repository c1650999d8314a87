from mindspore import Tensor, ops


def best(x, count):
    found = ops.topk(x, count)
    return found[0], found[1]


found = ops.topk(Tensor([[1.0, 5.0], [7.0, 2.0]]), 1)
assert type(found) is tuple
print(type(found).__name__)
