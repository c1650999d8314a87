# claim: silently takes the two minima for a value and an index
# claim-zh: 把两个最小值分别当作取值和索引，且没有报错

from mindspore import Tensor


def nearest(distances):
    value, index = distances.min(axis=1)  # expect: MSP223
    return value, index


value, index = nearest(Tensor([[1.0, 5.0], [7.0, 2.0]]))
assert (float(value), float(index)) == (1.0, 2.0)
print(value, index)
