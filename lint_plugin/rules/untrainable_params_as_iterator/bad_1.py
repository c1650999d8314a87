# claim: raises TypeError: 'list' object is not an iterator

from mindspore import nn

net = nn.BatchNorm2d(4)
print(next(net.untrainable_params()).asnumpy().tolist())  # expect: MSP105
