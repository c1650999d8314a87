from mindspore import Tensor, nn


class Scale(nn.Cell):
    def construct(self, x):
        return x * 2


class Negative(Scale):
    def construct(self, x):
        return -x


y = Negative()(Tensor([1.0]))
assert float(y) == 2.0
print(float(y))
