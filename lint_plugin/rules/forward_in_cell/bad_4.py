# claim: silently runs the construct of the base
# claim-zh: 不报错，但执行的是基类的 construct

from mindspore import Tensor, nn


class Scale(nn.Cell):
    def construct(self, x):
        return x * 2


class Negative(Scale):
    def forward(self, x):  # expect: MSP101
        return -x


y = Negative()(Tensor([1.0]))
assert float(y) == 2.0
print(float(y))
