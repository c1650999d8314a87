from collections.abc import Iterator

from torch import Tensor, nn


def buffers(net: nn.Module) -> Iterator[Tensor]:
    return net.buffers()


print(type(buffers(nn.BatchNorm2d(4))))
