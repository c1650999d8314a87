# claim: raises AttributeError: The 'BatchNorm2d' object has no attribute 'buffers'.

from mindspore import nn

net = nn.BatchNorm2d(4)
count = len(list(net.buffers()))  # expect: MSP103
print(count)
