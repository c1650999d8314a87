# claim: raises AttributeError: The 'BatchNorm2d' object has no attribute 'named_buffers'.

from mindspore import nn

net = nn.BatchNorm2d(4)
table = dict(net.named_buffers())  # expect: MSP103
print(len(table))
