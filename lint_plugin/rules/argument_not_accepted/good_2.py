from mindspore import nn


class Conv2d(nn.Conv2d):
    """Takes torch's argument, as a port's own layers do."""

    def __init__(self, in_channels, out_channels, kernel_size, bias=True):
        super().__init__(in_channels, out_channels, kernel_size, has_bias=bias)


try:
    layer = nn.Conv2d(3, 8, 3, bias=False)
except TypeError:
    layer = Conv2d(3, 8, 3, bias=False)
