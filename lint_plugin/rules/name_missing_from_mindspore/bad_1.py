# claim: raises AttributeError: module 'mindspore.nn' has no attribute 'Sequential'

from mindspore import nn

net = nn.Sequential(nn.Linear(4, 4), nn.ReLU())  # expect: MSP109
