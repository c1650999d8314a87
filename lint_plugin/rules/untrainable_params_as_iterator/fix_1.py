from mindspore import nn

net = nn.BatchNorm2d(4)
print(next(iter(net.untrainable_params())).asnumpy().tolist())
