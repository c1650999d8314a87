# claim: raises TypeError: zeros() takes from 1 to 2 positional arguments but 3 were given

from mindspore import ops

x = ops.zeros(2, 3, 4)  # expect: MSP112
y = ops.zeros(2, 3)  # expect: MSP112
print(x.shape, y.shape)
