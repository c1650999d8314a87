# claim: raises AttributeError: The 'Dense' object has no attribute 'state_dict'.
# below: 2.6

from mindspore import nn


def weights(network):
    return network.state_dict()  # expect: MSP108 guess


print(list(map(weights, [nn.Dense(4, 4)])))
