# claim: raises AttributeError: For 'Cell', the method 'construct' is not defined.

from mindspore import nn, ops


class Square(nn.Cell):
    @staticmethod
    def forward(ctx, x):  # expect: MSP101
        return x * x


print(Square()(ops.ones((2,))))
