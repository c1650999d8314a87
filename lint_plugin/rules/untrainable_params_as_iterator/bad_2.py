# claim: silently tests for what never holds
# claim-zh: 不报错，但该判断恒为 False

import types

from mindspore import nn

net = nn.BatchNorm2d(4)
buffers = net.untrainable_params()
lazy = isinstance(buffers, types.GeneratorType)  # expect: MSP105
assert not lazy
print(lazy)
