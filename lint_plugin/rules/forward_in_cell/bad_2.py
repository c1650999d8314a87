# claim: silently runs the construct of nn.Dense
# claim-zh: 不报错，但执行的是 nn.Dense 的 construct

import mindspore.nn as nn
from mindspore import ops


class Double(nn.Dense):
    def forward(self, x):  # expect: MSP101
        return 2 * x


double = Double(3, 3, weight_init="ones", has_bias=False)
y = double(ops.ones((1, 3))).asnumpy().tolist()
assert y == [[3.0, 3.0, 3.0]]
print(y)
