# claim: raises ValueError: dictionary update sequence element #0 has length 4; 2 is required

from mindspore import nn

net = nn.BatchNorm2d(4)
buffers = net.untrainable_params()
table = dict(buffers)  # expect: MSP106
print(len(table))
