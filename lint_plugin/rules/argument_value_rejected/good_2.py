from mindspore import nn


def conv(in_channels, out_channels, kernel_size, padding=0, mode="same"):
    if padding:
        mode = "pad"
    return nn.Conv2d(in_channels, out_channels, kernel_size, pad_mode=mode, padding=padding)


layers = [conv(3, 8, 3), conv(3, 8, 3, 1)]
