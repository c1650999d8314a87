# claim: raises AttributeError: The 'Dense' object has no attribute 'named_modules'.

from mindspore import nn


def names(network):
    return [name for name, _ in network.named_modules()]  # expect: MSP108 guess


print(list(map(names, [nn.Dense(4, 4)])))
