# claim: raises ImportError: cannot import name 'ModuleList' from 'mindspore.nn'

from mindspore import nn
from mindspore.nn import ModuleList  # expect: MSP109


def head(size):
    return nn.Linear(size, 1)


layers = ModuleList()
