from mindspore import nn

net = nn.BatchNorm2d(2)
for p in net.untrainable_params():
    print(p.name, p.shape)
table = {p.name: p for p in net.untrainable_params()}
mean, variance = net.untrainable_params()
