# claim: raises ValueError: too many values to unpack (expected 2)

from mindspore import nn

net = nn.BatchNorm2d(4)
for name, p in net.untrainable_params():  # expect: MSP106
    print(name.count("."), p.shape)
