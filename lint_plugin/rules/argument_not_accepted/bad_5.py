# claim: raises TypeError: randint() missing 1 required positional argument: 'size'

from mindspore import ops

x = ops.randint(5, (2,))  # expect: MSP112
print(x.shape)
