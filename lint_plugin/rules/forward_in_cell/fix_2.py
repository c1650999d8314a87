import mindspore.nn as nn
from mindspore import ops


class Double(nn.Dense):
    def construct(self, x):
        return 2 * x


double = Double(3, 3, weight_init="ones", has_bias=False)
y = double(ops.ones((1, 3))).asnumpy().tolist()
assert y == [[3.0, 3.0, 3.0]]
print(y)
