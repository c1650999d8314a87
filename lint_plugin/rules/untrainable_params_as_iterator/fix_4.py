from collections.abc import Iterator

from mindspore import Parameter, nn


def buffers(net: nn.Cell) -> list[Parameter]:
    return net.untrainable_params()


found = buffers(nn.BatchNorm2d(4))
assert isinstance(found, list)
print(type(found))
