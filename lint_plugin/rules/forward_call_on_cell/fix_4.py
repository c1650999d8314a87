import inspect

from mindspore import nn


class Scale(nn.Cell):
    def construct(self, x, factor=2):
        return x * factor


print(inspect.signature(Scale().construct))
