from mindspore import nn

net = nn.BatchNorm2d(4)
print(iter(net.untrainable_params()).__next__().shape)
