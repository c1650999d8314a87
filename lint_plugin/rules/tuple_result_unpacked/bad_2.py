# claim: returns a pair where torch returns one Tensor
# claim-zh: 返回二元组，而 PyTorch 返回一个 Tensor

from mindspore import Tensor, ops


def peak(x):
    return ops.max(x).shape  # expect: MSP223


x = Tensor([[1.0, 5.0], [7.0, 2.0]])
assert isinstance(ops.max(x), tuple)
print(type(ops.max(x)))
