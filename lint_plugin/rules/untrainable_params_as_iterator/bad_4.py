# claim: returns a list
# claim-zh: 返回列表

from collections.abc import Iterator

from mindspore import Parameter, nn


def buffers(net: nn.Cell) -> Iterator[Parameter]:
    return net.untrainable_params()  # expect: MSP105


found = buffers(nn.BatchNorm2d(4))
assert isinstance(found, list)
print(type(found))
