# claim: raises AttributeError: module 'mindspore.nn' has no attribute 'Sequential'

from mindspore import nn

net = nn.Sequential(nn.Dense(4, 4), nn.ReLU())  # expect: MSP109
print(len(net))
