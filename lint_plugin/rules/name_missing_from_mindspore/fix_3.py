from mindspore import nn
from mindspore.nn import CellList as ModuleList


def head(size):
    return nn.Linear(size, 1)


layers = ModuleList()
