from mindspore import nn

net = nn.BatchNorm2d(4)
print(net.untrainable_params()[0].asnumpy().tolist())
first_of_all = next(net.get_parameters())
