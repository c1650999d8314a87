# claim: raises AttributeError: 'list' object has no attribute '__next__'

from mindspore import nn

net = nn.BatchNorm2d(4)
print(net.untrainable_params().__next__().shape)  # expect: MSP105
