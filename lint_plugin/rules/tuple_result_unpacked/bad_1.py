# claim: silently takes the two maxima for a value and an index
# claim-zh: 把两个最大值分别当作取值和索引，且没有报错

from mindspore import Tensor

x = Tensor([[1.0, 5.0], [7.0, 2.0]])
values, indices = x.max(axis=1)  # expect: MSP223
assert (float(values), float(indices)) == (5.0, 7.0)
print(values.asnumpy().tolist(), indices.asnumpy().tolist())
