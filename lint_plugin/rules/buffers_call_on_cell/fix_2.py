from mindspore import nn

net = nn.BatchNorm2d(4)
count = len(list(net.untrainable_params()))
print(count)
